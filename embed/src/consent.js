/**
 * The consent notice for other people's pages: one classic script, first in the head. It must not know who asks or what is asked;
 * that comes from Klankbord with the notice.
 */
import { render } from './banner.js';
import { startConsentMode } from './google.js';
import { openWanted, showPreferences } from './preferences.js';
import { release, startRelease } from './release.js';
import { keepPlace } from './stage.js';
import { arrive, checkStanding, choice, current, decide, follow, granted, notice, optional, unanswered } from './state.js';
import { call, file, persist, site } from './tag.js';

// The order matters: Google must have heard before anything is set free.
startConsentMode();
for (const act of [render, openWanted]) document.addEventListener('klankbord:consent', act);
follow();
startRelease();

document.addEventListener('DOMContentLoaded', () => {
  render();
  openWanted();
});
document.addEventListener('visibilitychange', () => {
  follow();
  // Not where the visitor leaves: nobody would hear the answer.
  if (!document.hidden) checkStanding();
});
document.addEventListener('click', (event) => {
  /** @type {HTMLElement | null} */
  const own = /** @type {any} */ (event.target).closest?.('[data-klankbord]');
  if (!own) return;
  event.preventDefault();
  if (own.dataset.klankbord != 'withdraw') showPreferences();
  // There is nothing to take back before.
  else if (notice || granted()[0]) decide([], 'withdraw');
});

/** Every other time, since an old copy in the browser's own cache is better than none. @type {RequestCache} */
let cache = 'default';
/** The language of the page for which the notice is there; a page of one document may change it. @type {string} */
let had;
const load = persist(async () => {
  const { lang } = document.documentElement;
  if (lang == had) return;
  try {
    const fetched = await call('notice?locale=' + lang, { cache });
    // A problem is no notice.
    if (!fetched.purposes) throw fetched;
    had = lang;
    arrive(fetched);
  } catch (failure) {
    cache = cache == 'default' ? 'force-cache' : 'default';
    throw failure;
  }
  // It may have changed meanwhile.
  if (document.documentElement.lang != lang) throw 0;
});
new MutationObserver((changes) => {
  const names = changes.map(({ attributeName }) => attributeName);
  release();
  render();
  keepPlace(names.includes('open'));
  if (names.includes('lang')) load();
}).observe(document, { childList: true, subtree: true, attributeFilter: ['data-consent', 'lang', 'open'] });
// A task of its own, so that none is long.
setTimeout(() => {
  // Whoever is asked may choose in detail, also when the network fails meanwhile.
  if (unanswered()) file('preferences').catch(() => {});
  if (site) load();
  checkStanding();
});

/** @type {any} */ (window).klankbord = {
  .../** @type {any} */ (window).klankbord,
  consent: {
    get: current,
    show: showPreferences,
    /**
     * Every purpose that is not true is refused. Grants only while the visitor's own click is being handled.
     * @param {Record<string, boolean>} purposes
     * @returns {boolean} whether it was taken
     */
    set(purposes) {
      const keys = optional().filter((key) => purposes[key] === true);
      const { event } = window;
      if (!(notice || choice) || (keys[0] && !(event?.type == 'click' && event.isTrusted))) return false;
      decide(keys, 'own_choice');
      return true;
    },
    /** @param {(state: ReturnType<typeof current>) => void} act @returns {() => void} stops it */
    onChange(act) {
      const hear = (/** @type {Event} */ event) => act(/** @type {CustomEvent} */ (event).detail);
      document.addEventListener('klankbord:consent', hear);
      return () => document.removeEventListener('klankbord:consent', hear);
    },
  },
};
