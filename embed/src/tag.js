/** The tag that loaded this script: whose site the page belongs to, and where Klankbord answers. */

const current = document.currentScript;
// Loaded as a module, it has no `currentScript`; and an element of the page may have taken that name.
const tag = /** @type {HTMLScriptElement} */ (
  current instanceof HTMLScriptElement ? current : document.querySelector('script[src*="/consent.js?site="],script[data-site][src*="/consent.js"]')
);
const address = new URL(tag?.src || location.href);

/** What the tag says, also in its address: tag managers take `data-` attributes away. @param {string} name */
export const setting = (name) => tag?.dataset[name] ?? address.searchParams.get(name) ?? '';

/** The key of the site; empty where nothing says it. */
export const site = setting('site');
if (!site) console.error('Klankbord: use consent.js?site=KEY');

/** The name of the one cookie, and of the one storage item that a decision waits in. */
export const name = 'klankbord_' + site;

/**
 * Asks Klankbord something about this site; throws where there is no use in the answer, so that it is asked again.
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function call(path, init) {
  const answer = await fetch(new URL(`api/v1/sites/${site}/${path}`, address), {
    // Nobody needs to know which page it is.
    referrerPolicy: 'no-referrer',
    // A server that hangs must not keep a decision from being sent again.
    signal: AbortSignal.timeout(8000),
    ...init,
  });
  // These may be answers of ours. Any other status may be that of a proxy, whose page is no JSON either.
  if (!answer.ok && ![404, 409, 422].includes(answer.status)) throw answer;
  return /** @type {Promise<any>} */ (answer.json());
}

/** @param {string} path @param {object} body */
export const post = (path, body) =>
  call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    // Leaving the page must not cut it off.
    keepalive: true,
  });

/** @type {Record<string, any>} */
const files = {};

/**
 * Loads a further file. An import keeps the nonce of the tag, and is nothing that Trusted Types object to.
 * @param {string} name
 */
export const file = (name) => import(`${new URL(`consent-${name}.js`, address)}`).then((loaded) => (files[name] = loaded));

/**
 * Has a further file act: at once where it is there, since a click is answered in the next frame.
 * @param {string} name
 * @param {object} parts what it needs of this script; files of two releases must understand each other
 */
export const use = async (name, parts) => (files[name] ?? (await file(name))).default(parts);

/** The same, where nothing is lost by it that cannot be had. @param {string} name @param {object} parts */
export const tryTo = (name, parts) => use(name, parts).catch(() => {});

/**
 * A job that is tried until it succeeds, ever less often, and at once when the network returns. The function returned tries now.
 * @param {() => Promise<void>} job throws to be tried again
 */
export function persist(job) {
  let delay = 1000;
  let busy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const run = async () => {
    clearTimeout(timer);
    if (busy) return;
    busy = true;
    try {
      await job();
      delay = 1000;
    } catch {
      timer = setTimeout(run, delay);
      delay = Math.min(delay * 2, 3e5);
    }
    busy = false;
  };
  addEventListener('online', run);
  return run;
}
