/** Holds back what is marked with `data-consent`, and lets it go once every purpose named there stands. */
import { clearRefused } from './clear.js';
import { button, dress, fill, h } from './dom.js';
import { showPreferences } from './preferences.js';
import { allows, notice } from './state.js';
import { tryTo, use } from './tag.js';

/** Scripts set free that have yet to load; an inline script after them waits. */
let loading = 0;
/** Scripts that came with the page itself. @type {WeakSet<Element>} */
const parsed = new WeakSet();
/** What was set free, or said to be marked in vain. @type {WeakSet<Element>} */
const done = new WeakSet();
/** What Trusted Types let nobody set free. @type {WeakSet<Element>} */
const stuck = new WeakSet();

export function startRelease() {
  document.addEventListener('DOMContentLoaded', () => {
    release();
    parsing = false;
    release();
  });
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

let parsing = document.readyState == 'loading';

export function release() {
  /** @type {NodeListOf<HTMLElement>} */
  const marked = document.querySelectorAll('[data-consent]');
  for (const element of marked) {
    if (!(element instanceof HTMLScriptElement)) show(element, allows(element.dataset.consent));
    else if (element.type != 'text/plain') warn(element, 'runs');
    else if (parsing && !isVain(element)) parsed.add(element);
  }
  for (const element of marked) {
    if (element instanceof HTMLScriptElement && element.type == 'text/plain' && allows(element.dataset.consent) && !run(element)) return;
  }
}

/** Whether it came by `innerHTML`, or only half of it has arrived: the parser makes others `async` as it ends them. @param {HTMLScriptElement} script */
const isVain = (script) => !script.async && !script.hasAttribute('async');

/** Says in the console what does not work. @param {Element} element @param {string} why */
function warn(element, why) {
  if (done.has(element)) return;
  done.add(element);
  tryTo('marked', { element, why });
}

/**
 * Runs a script where it stands. The element itself is kept and put in its place again, which makes the browser look at it anew:
 * so nonce, integrity and the rest hold, and Trusted Types see the text that came with the page. One of which only half has arrived is
 * not run by that: the browser itself runs it when the rest is there.
 * @param {HTMLScriptElement} script
 * @returns {boolean} whether the scripts after it may go
 */
function run(script) {
  const { src, defer, dataset } = script;
  const type = dataset.type ?? '';
  // The property `async` is true of every script that has not run.
  const async = script.hasAttribute('async');
  // As the browser would: these wait for the whole page, and others pass them.
  if (parsing && !async && (defer || type == 'module')) return true;
  if (!src && loading) return false;
  const loaded = () => {
    loading--;
    release();
  };
  // One that a script added may have come by `innerHTML`. No browser ever runs such, only a copy of it.
  const vain = isVain(script);
  // While the page arrives, so is one of which only half is there.
  if (vain && parsing) return true;
  const copies = vain || !parsed.has(script);
  script.type = type;
  done.add(script);
  if (!async) {
    // Says "in order" to the browser, which would otherwise run whatever arrives first.
    script.async = false;
    if (src || copies) loading++;
    if (src) for (const end of ['load', 'error']) script.addEventListener(end, loaded);
  }
  if (copies) use('marked', { script, vain }).catch(() => again(script)).then(src || async ? null : loaded);
  else again(script);
  return true;
}

/**
 * Frames, images, style sheets and the rest.
 * @param {HTMLElement} element
 * @param {boolean} allowed
 */
function show(element, allowed) {
  const { dataset } = element;
  let named;
  for (const name of ['src', 'srcset', 'href', 'poster', 'data', 'srcdoc']) {
    const live = element.getAttribute(name);
    const address = dataset[name];
    if (address || live) named = true;
    if (allowed || once.has(element)) {
      try {
        if (address && live == null && !stuck.has(element)) {
          element.setAttribute(name, address);
          /** @type {any} */ (element.parentElement)?.load?.();
        }
      } catch {
        // Each attempt would be reported anew.
        stuck.add(element);
        warn(element, 'types');
      }
    } else if (live != null) {
      if (!address) {
        dataset[name] = live;
        warn(element, 'live');
      }
      element.removeAttribute(name);
      // Empties a frame without a step in the visitor's history.
      again(element);
    }
  }
  if (!named) warn(element, 'nothing');
  if (!allowed && element instanceof HTMLIFrameElement && !once.has(element)) {
    const body = element.contentDocument?.body;
    if (!notice || !body || body.firstChild) return;
    const showOnce = () => {
      once.add(element);
      show(element, true);
    };
    tryTo('frames', { frame: element, notice, showOnce, showPreferences, h, button, fill, dress });
  }
}

/** What the visitor asked to see this one time. @type {WeakSet<Element>} */
const once = new WeakSet();

/** @param {Element} element */
function again(element) {
  element.parentNode?.insertBefore(element, element.nextSibling);
}
