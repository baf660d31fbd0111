/** The tag that loaded this script: whose site the page belongs to, and where Klankbord answers. */

// A tag written by another script with `type=module` has no `currentScript`.
const tag = /** @type {HTMLScriptElement} */ (document.currentScript ?? document.querySelector('script[data-site]'));

const site = /** @type {string} */ (tag.dataset.site);
const script = tag.src;

/** The name of the one cookie, and of the one storage item that a decision waits in. */
export const name = 'klankbord_' + site;

export { site };

/**
 * Asks Klankbord something about this site; throws where there is no use in the answer, so that it is asked again.
 * @param {string} path
 * @param {RequestInit} [init]
 */
export async function call(path, init) {
  const stop = new AbortController();
  // A server that hangs must not keep a decision from being sent again.
  const timer = setTimeout(() => stop.abort(), 8000);
  try {
    const answer = await fetch(new URL(`api/v1/sites/${site}/${path}`, script), {
      // Nobody needs to know which page it is.
      referrerPolicy: 'no-referrer',
      signal: stop.signal,
      ...init,
    });
    const { ok, status } = answer;
    // A conflict names the record that there is. Any other status may be that of a proxy, whose page is no JSON either.
    if (!ok && status != 409 && status != 422) throw status;
    return /** @type {Promise<any>} */ (await answer.json());
  } finally {
    clearTimeout(timer);
  }
}

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
