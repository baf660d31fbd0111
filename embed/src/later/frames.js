/**
 * What stands in a frame that waits for consent. It is written into the empty frame itself, so that the frame keeps its place and
 * size and nothing on the page moves. Loaded when there is such a frame.
 */

import css from './frames.css';

/**
 * @typedef {object} Parts of the script that loads this file; a later or earlier release may be the one that does
 * @property {HTMLIFrameElement} frame
 * @property {import('../state.js').Notice} notice
 * @property {() => void} showOnce
 * @property {() => void} showPreferences
 * @property {typeof import('../dom.js').h} h
 * @property {typeof import('../dom.js').button} button
 * @property {typeof import('../dom.js').fill} fill
 * @property {typeof import('../dom.js').dress} dress
 */

/** @param {Parts} parts */
export default ({ frame, notice, showOnce, showPreferences, h, button, fill, dress }) => {
  // A frame in a sandbox is closed to us and stays empty; one that may load meanwhile is its own.
  const page = frame.contentDocument;
  if (!page?.body || page.body.firstChild || frame.hasAttribute('src')) return;
  const { texts, purposes, locale } = notice;
  const keys = (frame.dataset.consent ?? '').split(' ');
  const names = purposes.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
  page.documentElement.lang = locale;
  dress(page, page.defaultView);
  const sheet = new /** @type {any} */ (page.defaultView).CSSStyleSheet();
  sheet.replaceSync(css);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
  page.body.append(
    h('p', fill(texts.placeholder, { purposes: names.join(', ') })),
    h('div', { className: 'buttons' }, button(texts.show_once, (own) => own && showOnce()), button(texts.reopen, showPreferences)),
  );
};
