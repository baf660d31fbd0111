/** Where everything is shown: one element with a shadow root, outside the flow of the page. */
import { dress } from './dom.js';
import { notice } from './state.js';

const host = document.createElement('klankbord-consent');

/** Out of reach of the page's style; open, so that the tools people check pages with can look inside. */
export const root = host.attachShadow({ mode: 'open' });

/** Keeps what has the focus from ending up behind what is fixed to the bottom. */
const room = new CSSStyleSheet();

/** First on the page while a question is open, so that the keyboard comes there first; last when it has been answered. */
export function mount(/** @type {boolean} */ first) {
  const { locale } = /** @type {import('./state.js').Notice} */ (notice);
  if (!host.lang) {
    host.lang = locale;
    host.dir = /^(ar|fa|he|ur)/.test(locale) ? 'rtl' : 'ltr';
    dress(root, window);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
    // Where nothing scrolls, room may bring a scroll bar and move the page: only when the keyboard needs it.
    addEventListener('keydown', () => makeRoom(true), { once: true });
  }
  document.documentElement[first ? 'prepend' : 'append'](host);
}

/** @type {HTMLElement} */
let box;
let needed = false;
const watch = new ResizeObserver(() => makeRoom(needed));

/** The box that lies over the page from now on. */
export function covers(/** @type {HTMLElement} */ element) {
  watch.disconnect();
  watch.observe((box = element));
}

function makeRoom(/** @type {boolean} */ need) {
  needed = need;
  const { scrollHeight, clientHeight } = document.documentElement;
  const height = Math.ceil(innerHeight - box.getBoundingClientRect().top);
  const space = need || scrollHeight > clientHeight ? `html::after{content:"";display:block;height:${height}px}` : '';
  room.replaceSync(`html{scroll-padding-bottom:${height}px}${space}`);
}
