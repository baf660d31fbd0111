/** The buttons by which the visitor decides, and what is said when that is done. */
import { button, h } from './dom.js';
import { root } from './stage.js';
import { decide, granted, notice, optional } from './state.js';

/** Read aloud when its text changes. */
export const confirmation = h('span', { role: 'status' });

/**
 * @param {string[]} keys
 * @param {string} control
 * @param {boolean} [own] whether a click of the visitor's own says so: nothing else grants, and anything may refuse
 */
export function choose(keys, control, own) {
  if (keys[0] && !own) return;
  const { texts } = /** @type {import('./state.js').Notice} */ (notice);
  const before = granted();
  root.querySelector('dialog')?.close();
  const inside = root.activeElement;
  decide(keys, control);
  const lost = before.some((key) => !granted().includes(key));
  // A change is read aloud only where the element already stood.
  setTimeout(() => (confirmation.textContent = lost ? texts.withdrawn : texts.saved), 100);
  // The button pressed is gone; the visitor is left at what can undo it.
  if (inside) /** @type {HTMLElement | null} */ (root.querySelector('.control button'))?.focus();
}

/** Refusing and accepting, alike in everything but the word. */
export function bothAnswers() {
  const { texts } = /** @type {import('./state.js').Notice} */ (notice);
  return [
    button(texts.refuse, () => choose([], 'refuse_all'), 'choice'),
    button(texts.accept, (own) => choose(optional(), 'accept_all', own), 'choice'),
  ];
}
