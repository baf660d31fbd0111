/** Copies a marked script that does not run as it stands, or says in the console what is marked in vain. Loaded when there is such. */

/** @type {Record<string, string>} */
const words = {
  runs: 'is a script that ran without consent. Give it type="text/plain".',
  live: 'may have loaded without consent. Name its address with data-, such as data-src.',
  nothing: 'holds nothing back. Mark the script, frame, image or link itself, and name its address with data-src or data-href.',
  types: 'cannot be set free, since Trusted Types allow no such address by a script.',
};

/** @param {Element} element @param {string} why */
const say = (element, why) => console.warn('Klankbord: what is marked with data-consent ' + words[why], element);

/**
 * @typedef {object} Parts of the script that loads this file; a later or earlier release may be the one that does
 * @property {HTMLScriptElement} [script] one that a script added, so that perhaps only a copy of it runs
 * @property {boolean} [vain] whether it certainly does not run itself
 * @property {Element} [element] one that there is something to say about
 * @property {string} [why]
 */

/** @param {Parts} parts */
export default ({ script, vain, element, why = '' }) => {
  if (element) say(element, why);
  if (!script) return;
  const copy = document.createElement('script');
  try {
    for (const { name, value } of script.attributes) copy.setAttribute(name, value);
    // It runs now: nothing is to be set free any more.
    copy.removeAttribute('data-consent');
    copy.nonce = script.nonce;
    copy.text = script.text;
  } catch {
    // Trusted Types let nobody copy it.
    if (!vain) {
      script.parentNode?.insertBefore(script, script.nextSibling);
      return;
    }
    return say(script, 'types');
  }
  copy.async = script.async;
  // Whoever waits for it listens to the one that was added.
  for (const end of ['load', 'error']) copy.addEventListener(end, () => script.dispatchEvent(new Event(end)));
  script.replaceWith(copy);
};
