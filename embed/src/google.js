/** Google Consent Mode v2: everything denied before any tag can ask, and an update only after a choice. */
import { granted, unanswered } from './state.js';

/** Google reads the `arguments` object itself; an array would be ignored. */
function gtag() {
  const page = /** @type {any} */ (window);
  (page.dataLayer ||= []).push(arguments);
}
const command = /** @type {(...words: unknown[]) => void} */ (gtag);

/** @param {string[]} keys */
const signals = (keys) => {
  const ads = keys.includes('marketing') ? 'granted' : 'denied';
  return {
    ad_storage: ads,
    ad_user_data: ads,
    ad_personalization: ads,
    analytics_storage: keys.includes('analytics') ? 'granted' : 'denied',
  };
};

export function startConsentMode() {
  command('consent', 'default', signals([]));
  let told = '';
  document.addEventListener('klankbord:consent', () => {
    const keys = granted();
    // Once told something, Google must also hear that it no longer holds.
    if ((told || !unanswered()) && told != `_${keys}`) {
      told = `_${keys}`;
      command('consent', 'update', signals(keys));
    }
  });
}
