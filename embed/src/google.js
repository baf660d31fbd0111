/** Google Consent Mode v2: everything denied before any tag can ask, and an update only after a choice. */
import { granted, signals, unanswered, usual } from './state.js';
import { setting } from './tag.js';

const page = /** @type {any} */ (window);
/** Another name where Google's own tag is given one. */
const name = setting('layer') || 'dataLayer';

/** Google reads the `arguments` object itself; an array would be ignored. */
function gtag() {
  // An element of the page may have that name.
  if (!Array.isArray(page[name])) page[name] = [];
  page[name].push(arguments);
}
const command = /** @type {(...words: unknown[]) => void} */ (gtag);

/** @param {string} [free] the consent types that are granted; no name is a part of another */
const types = (free = '') =>
  Object.fromEntries(`${Object.values(usual)}`.split(',').map((type) => [type, free.includes(type) ? 'granted' : 'denied']));

export function startConsentMode() {
  // A tag that came before this script has been allowed what it likes so far.
  const late = !!page[name]?.[0];
  command('consent', 'default', types());
  /** @type {string | undefined} */
  let told;
  const tell = () => {
    command('consent', 'update', types(signals()));
    page[name].push({ event: 'klankbord_consent', klankbord_purposes: granted().join(' ') });
  };
  if (late) tell();
  document.addEventListener('klankbord:consent', () => {
    // Once told something, Google must also hear that it no longer holds; and what the purposes mean, once the notice says so.
    const now = granted() + signals();
    if ((told || !unanswered()) && told != now) {
      told = now;
      tell();
    }
  });
}
