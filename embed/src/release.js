/** Holds back what is marked with `data-consent`, and lets it go once every purpose named there stands. */
import { clearRefused } from './clear.js';
import { placeholder } from './placeholder.js';
import { allows } from './state.js';

/** Scripts set free that have yet to load; an inline script after them waits. */
let loading = 0;

export function startRelease() {
  new MutationObserver(release).observe(document, { childList: true, subtree: true });
  document.addEventListener('DOMContentLoaded', release);
  document.addEventListener('klankbord:consent', () => {
    // The answer to a click is painted first; what was set free may take long.
    requestAnimationFrame(() =>
      setTimeout(() => {
        clearRefused();
        release();
      }),
    );
  });
  release();
}

function release() {
  /** @type {NodeListOf<HTMLElement>} */
  const marked = document.querySelectorAll('[data-consent]');
  for (const element of marked) {
    if (!(element instanceof HTMLScriptElement)) show(element, allows(element.dataset.consent));
  }
  for (const element of marked) {
    if (element instanceof HTMLScriptElement && element.type == 'text/plain' && allows(element.dataset.consent) && !run(element)) return;
  }
}

/**
 * Runs a script where it stands. The element itself is kept and put in its place again, which makes the browser look at it anew:
 * so nonce, integrity and the rest hold, and Trusted Types see the text that came with the page. One of which only half has arrived is
 * not run by that: the browser itself runs it when the rest is there.
 * @param {HTMLScriptElement} script
 * @returns {boolean} whether the scripts after it may go
 */
function run(script) {
  const parsing = document.readyState == 'loading';
  const { src, defer, dataset } = script;
  const type = dataset.type ?? '';
  // The property `async` is true of every script that has not run.
  const async = script.hasAttribute('async');
  // As the browser would: these wait for the whole page, and others pass them.
  if (parsing && !async && (defer || type == 'module')) return true;
  if (!src && loading) return false;
  script.type = type;
  if (!async) {
    // Says "in order" to the browser, which would otherwise run whatever arrives first.
    script.async = false;
    if (src) {
      loading++;
      for (const end of ['load', 'error']) {
        script.addEventListener(end, () => {
          loading--;
          release();
        });
      }
    }
  }
  again(script);
  return true;
}

/**
 * Frames, images and style sheets.
 * @param {HTMLElement & { src?: string, href?: string }} element
 * @param {boolean} allowed
 */
function show(element, allowed) {
  for (const name of /** @type {const} */ (['src', 'href'])) {
    const address = element.dataset[name];
    if (!address) continue;
    if (allowed && !element.hasAttribute(name)) element[name] = address;
    if (!allowed && element.hasAttribute(name) && !once.has(element)) {
      element.removeAttribute(name);
      // Empties a frame without a step in the visitor's history.
      again(element);
    }
  }
  if (!allowed && element instanceof HTMLIFrameElement && !once.has(element)) {
    placeholder(element, () => {
      once.add(element);
      element.src = element.dataset.src ?? '';
    });
  }
}

/** What the visitor asked to see this one time. @type {WeakSet<Element>} */
const once = new WeakSet();

/** @param {Element} element */
function again(element) {
  element.parentNode?.insertBefore(element, element.nextSibling);
}
