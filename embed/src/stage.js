/** Where everything is shown: one element with a shadow root, outside the flow of the page. */
import { dress } from './dom.js';
import { notice } from './state.js';
import { tryTo } from './tag.js';

const host = document.createElement('klankbord-consent');

/** Out of reach of the page's style; open, so that the tools people check pages with can look inside. */
export const root = host.attachShadow({ mode: 'open' });

/** @type {boolean} */
let first;
/** The address of the page on which the element was last put back. */
let returned = '';

/** First on the page while a question is open, so that the keyboard comes there first; last when it has been answered. */
export function mount(/** @type {boolean} */ isFirst) {
  const { locale } = /** @type {import('./state.js').Notice} */ (notice);
  if (!host.lang) {
    dress(root, window);
    // Where nothing scrolls, room may bring a scroll bar and move the page: only when the keyboard needs it.
    addEventListener('keydown', () => getOut(true), { once: true });
    for (const event of ['resize', 'scroll']) addEventListener(event, () => getOut());
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
  // Where a modal of the page took it along, that says nothing.
  const carried = host.parentNode instanceof HTMLDialogElement;
  const back = !host.isConnected && (carried || returned != location.href);
  if (back) {
    if (!carried) returned = location.href;
    place();
  }
  // Or a modal of the page opened or closed.
  if (back || opened) getOut();
}

let isOut = false;
/** Has the rest done where the page may be in the way. @param {boolean} [keys] whether the keyboard is used */
const getOut = (keys) => {
  isOut = true;
  tryTo('place', { root, box: () => box, place, keys });
};

/** @type {HTMLElement} */
let box;

/** The box that lies over the page from now on. */
export function covers(/** @type {HTMLElement} */ element) {
  const { left, right, top, bottom } = (box = element).getBoundingClientRect();
  const isFixed = (/** @type {Element} */ at) => /fixed|sticky/.test(getComputedStyle(at).position);
  const points = [left, (left + right) / 2, right].flatMap((x) => [top, bottom].map((y) => document.elementsFromPoint(x, y)));
  // A page that is transformed carries it along; or a bar is fixed to the same edge.
  if (isOut || top < 0 || bottom > innerHeight || points.flat().some(isFixed)) getOut();
}
