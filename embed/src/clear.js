/** Takes away what refused and withdrawn purposes left in the browser, as far as a script on the page can reach it. */
import { secure } from './cookie.js';
import { allows, notice, unanswered } from './state.js';
import { tryTo } from './tag.js';

/** Runs at every visit too: a script that had already run may have written again, and other paths show other cookies. */
export function clearRefused() {
  if (!notice || unanswered()) return;
  const { purposes } = notice;
  /** @param {string} kind @param {string} name */
  const doomed = (kind, name) => {
    const declared = purposes.filter(({ items }) =>
      items.some((item) => item.kind == kind && (item.name.endsWith('*') ? name.startsWith(item.name.slice(0, -1)) : name == item.name)),
    );
    // What a purpose that stands uses as well is left to it.
    return declared[0] && !declared.some(({ key }) => allows(key));
  };
  let more = purposes.some(({ key, items }) => !allows(key) && items.some(({ kind }) => /_/.test(kind)));
  attempt(() => {
    for (const cookie of document.cookie.split('; ')) {
      const [name] = cookie.split('=');
      if (doomed('cookie', name)) expire(name);
    }
    // One that is partitioned stays.
    more ||= !!secure && document.cookie.split('; ').some((cookie) => doomed('cookie', cookie.split('=')[0]));
  });
  for (const kind of ['local', 'session']) {
    attempt(() => {
      const storage = /** @type {any} */ (window)[kind + 'Storage'];
      for (const name of Object.keys(storage)) if (doomed(kind, name)) storage.removeItem(name);
    });
  }
  if (more) tryTo('clear', { doomed, expire });
}

/**
 * For this host and every parent, on every path that this page can see.
 * @param {string} name
 * @param {string} [attributes]
 */
function expire(name, attributes = secure) {
  const hosts = location.hostname.split('.');
  const steps = location.pathname.split('/');
  for (let h = 0; h <= hosts.length; h++) {
    const domain = h < hosts.length ? ';domain=' + hosts.slice(h).join('.') : '';
    for (let s = 1; s <= steps.length; s++) {
      const path = steps.slice(0, s).join('/');
      for (const end of [path, path + '/']) document.cookie = `${name}=;max-age=0;path=${end}${domain}${attributes}`;
    }
  }
}

/** Blocked storage throws at the first touch, and has nothing to clear. @param {() => void} step */
function attempt(step) {
  try {
    step();
  } catch {}
}
