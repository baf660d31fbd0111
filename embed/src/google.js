/** Google Consent Mode v2: everything denied before any tag can ask, and an update only after a choice. */
import { granted, notice, unanswered } from './state.js';
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

/** What each purpose grants, unless the notice says otherwise. @type {Record<string, string>} */
const usual = {
  analytics: 'analytics_storage',
  marketing: 'ad_storage ad_user_data ad_personalization',
  preferences: 'functionality_storage personalization_storage',
};

/** @param {string[]} keys */
function signals(keys) {
  /** @param {string} key */
  const of = (key) => notice?.purposes.find((purpose) => purpose.key == key)?.google ?? usual[key]?.split(' ') ?? [];
  const free = keys.flatMap(of);
  return Object.fromEntries(
    Object.values(usual).join(' ').split(' ').map((signal) => [signal, free.includes(signal) ? 'granted' : 'denied']),
  );
}

export function startConsentMode() {
  // A tag that came before this script has been allowed what it likes so far.
  const late = !!page[name]?.[0];
  command('consent', 'default', signals([]));
  let told = '';
  const tell = () => {
    command('consent', 'update', signals(granted()));
    page[name].push({ event: 'klankbord_consent', klankbord_purposes: granted().join(' ') });
  };
  if (late) tell();
  document.addEventListener('klankbord:consent', () => {
    // Once told something, Google must also hear that it no longer holds; and what the purposes mean, once the notice says so.
    const now = JSON.stringify([granted(), signals(granted())]);
    if ((told || !unanswered()) && told != now) {
      told = now;
      tell();
    }
  });
}
