/** Making elements, and dressing a shadow root or a frame; never from HTML text, so that Trusted Types have nothing to object to. */
import { notice } from './state.js';
import css from './styles.css';

/**
 * An element with these properties, texts and children; what is missing is left out.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {...(string | Node | Record<string, unknown> | undefined | false)} parts
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(name, ...parts) {
  const element = document.createElement(name);
  for (const part of parts) {
    if (typeof part == 'string' || part instanceof Node) element.append(part);
    else Object.assign(element, part);
  }
  return element;
}

/**
 * @param {string} text
 * @param {(own: boolean) => void} act is told whether the click is the visitor's own, and not one that a script made up
 * @param {string} [className]
 */
export const button = (text, act, className = '') =>
  h('button', text, {
    type: 'button',
    className,
    onclick: (/** @type {Event} */ event) => act(event.isTrusted),
  });

/** @param {string} text with names in braces @param {Record<string, unknown>} values */
export const fill = (text, values) => text.replace(/{(\w+)}/g, (_, name) => `${values[name]}`);

/**
 * @param {Document | ShadowRoot} root
 * @param {any} page the window that the root belongs to
 */
export function dress(root, page) {
  const sheet = new page.CSSStyleSheet();
  const { accent, on_accent } = /** @type {import('./state.js').Notice} */ (notice).colours;
  sheet.replaceSync(`:host,:root{--a:${accent};--o:${on_accent}}${css}`);
  root.adoptedStyleSheets = [sheet];
}
