/** Where everything is shown: one element with a shadow root, outside the flow of the page. */
import { dress } from './dom.js';
import { notice } from './state.js';
import { tryTo } from './tag.js';

const host = document.createElement('klankbord-consent');

/** Out of reach of the page's style; open, so that the tools people check pages with can look inside. */
export const root = host.attachShadow({ mode: 'open' });

/** Keeps what has the focus from ending up behind what is fixed to the bottom. */
const room = new CSSStyleSheet();

/** @type {boolean} */
let first;
/** The address of the page on which the element was last put back. */
let returned = '';

/** First on the page while a question is open, so that the keyboard comes there first; last when it has been answered. */
export function mount(/** @type {boolean} */ isFirst) {
  const { locale } = /** @type {import('./state.js').Notice} */ (notice);
  if (!host.lang) {
    dress(root, window);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
    // Where nothing scrolls, room may bring a scroll bar and move the page: only when the keyboard needs it.
    const hear = () => {
      makeRoom(true);
      getOut();
    };
    addEventListener('keydown', hear, { once: true });
    for (const event of ['resize', 'scroll']) addEventListener(event, stepAside);
  }
  host.lang = locale;
  host.dir = /^(ar|fa|he|ur)/.test(locale) ? 'rtl' : 'ltr';
  first = isFirst;
  place();
}

/** Puts the element there. @param {Element} [parent] */
export const place = (parent = document.documentElement) => parent[first ? 'prepend' : 'append'](host);

/** Puts the element back that a framework threw away, once for each address: what is thrown away again is so on purpose. */
export function keepPlace(/** @type {boolean} */ opened) {
  if (!host.lang) return;
  const back = !host.isConnected && returned != location.href;
  if (back) {
    returned = location.href;
    place();
  }
  // Or a modal of the page opened or closed.
  if (back || opened) getOut();
}

/** Has the rest done where the page may be in the way. */
const getOut = () => tryTo('place', { root, box: () => box, place });

/** @type {HTMLElement} */
let box;
let needed = false;
const watch = new ResizeObserver(() => makeRoom(needed));

/** The box that lies over the page from now on. */
export function covers(/** @type {HTMLElement} */ element) {
  watch.disconnect();
  watch.observe((box = element));
  const { top, bottom } = box.getBoundingClientRect();
  // A page that is transformed carries it along.
  if (top < 0 || bottom > innerHeight) getOut();
  stepAside();
}

/** Moves the small control off bars that are fixed to the same edge. */
function stepAside() {
  if (!box?.matches('.control')) return;
  box.style.margin = '';
  const { left, right, top, bottom } = box.getBoundingClientRect();
  const low = top > innerHeight / 2;
  let away = 0;
  for (const x of [left, (left + right) / 2, right]) {
    for (const at of document.elementsFromPoint(x, low ? bottom : top)) {
      const bar = at.getBoundingClientRect();
      if (/fixed|sticky/.test(getComputedStyle(at).position) && bar.height < innerHeight / 2) {
        away = Math.max(away, low ? innerHeight - bar.top : bar.bottom);
      }
    }
  }
  if (away) box.style[low ? 'marginBottom' : 'marginTop'] = away + 'px';
}

function makeRoom(/** @type {boolean} */ need) {
  needed = need;
  const { scrollHeight, clientHeight } = document.documentElement;
  const height = Math.ceil(innerHeight - box.getBoundingClientRect().top);
  const space = need || scrollHeight > clientHeight ? `html::after{content:"";display:block;height:${height}px}` : '';
  room.replaceSync(`@media screen{html{scroll-padding-bottom:${height}px}${space}}`);
}
