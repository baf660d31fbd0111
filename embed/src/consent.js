/**
 * The consent notice for other people's pages: one classic script, first in the head. It must not know who asks or what is asked;
 * that comes from Klankbord with the notice.
 */
import { render } from './banner.js';
import { startConsentMode } from './google.js';
import { openWanted, showPreferences } from './preferences.js';
import { startRelease } from './release.js';
import { arrive, choice, current, decide, follow, notice, optional } from './state.js';
import { call, persist } from './tag.js';

// The order matters: Google must have heard before anything is set free.
startConsentMode();
for (const act of [render, openWanted]) document.addEventListener('klankbord:consent', act);
follow();
startRelease();

document.addEventListener('DOMContentLoaded', () => {
  render();
  openWanted();
});
document.addEventListener('visibilitychange', follow);
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element && event.target.closest('[data-klankbord=preferences]'))) return;
  event.preventDefault();
  showPreferences();
});

/** Every other time, since an old copy in the browser's own cache is better than none. @type {RequestCache} */
let cache = 'default';
const load = persist(async () => {
  if (notice) return;
  const { lang } = document.documentElement;
  try {
    const fetched = await call('notice?locale=' + lang, { cache });
    // A problem is no notice.
    if (!fetched.purposes) throw fetched;
    arrive(fetched);
  } catch (failure) {
    cache = cache == 'default' ? 'force-cache' : 'default';
    throw failure;
  }
});
// A task of its own, so that none is long.
setTimeout(load);

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
