/**
 * What stands in a frame that waits for consent. It is written into the empty frame itself, so that the frame keeps its place and
 * size and nothing on the page moves.
 */
import { button, dress, fill, h } from './dom.js';
import { showPreferences } from './preferences.js';
import { notice } from './state.js';

/**
 * @param {HTMLIFrameElement} frame
 * @param {() => void} showOnce
 */
export function placeholder(frame, showOnce) {
  // A frame in a sandbox is closed to us and stays empty.
  const page = frame.contentDocument;
  if (!notice || !page?.body || page.body.firstChild) return;
  const { texts, purposes, locale } = notice;
  const keys = (frame.dataset.consent ?? '').split(' ');
  const names = purposes.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
  page.documentElement.lang = locale;
  dress(page, page.defaultView);
  page.body.append(
    h('p', fill(texts.placeholder, { purposes: names.join(', ') })),
    h('div', { className: 'buttons' }, button(texts.show_once, showOnce), button(texts.reopen, showPreferences)),
  );
}
