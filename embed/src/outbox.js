/**
 * Decisions on their way to the server. Each waits in memory, and where the browser allows it also in `localStorage`, until the
 * server has acknowledged it or 30 days have passed; they leave in the order in which they were made.
 */
import { call, name, persist } from './tag.js';

/**
 * @typedef {object} Decision
 * @property {string} idempotency_key
 * @property {number} notice_version
 * @property {string} locale
 * @property {string} control
 * @property {boolean} gpc
 * @property {Record<string, boolean>} purposes
 * @property {string} [subject] the visitor's earlier record; empty when that is itself still on its way
 * @property {number} at when it was made
 */

/** @returns {Decision[]} */
function stored() {
  try {
    return JSON.parse(localStorage[name]).filter((/** @type {any} */ one) => Date.now() - (one.at ??= Date.now()) < 2592e6);
  } catch {
    return [];
  }
}

/**
 * Always starts from what is stored now: another tab of the same site has its own decisions there.
 * @param {(list: Decision[]) => Decision[]} [change] without it, times given to decisions of an earlier release are kept
 */
function store(change = (list) => list) {
  const list = change(stored());
  try {
    if (list[0]) localStorage[name] = JSON.stringify(list);
    else delete localStorage[name];
  } catch {
    // Blocked or full: the decision lives as long as the page.
  }
  return list;
}

/** @param {(decision: Decision, answer: { event_id?: string, receipt_url?: string }, own: boolean) => void} acknowledged */
export function openOutbox(acknowledged) {
  const start = Date.now();
  /** @type {Decision[] | undefined} */
  let list;
  const open = () => (list ??= store());
  const send = persist(async () => {
    const waiting = open();
    while (waiting[0]) {
      const [decision] = waiting;
      const body = await call('decisions', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...decision, subject: decision.subject || undefined, at: undefined }),
        // Leaving the page must not cut it off.
        keepalive: true,
      });
      waiting.shift();
      // It may have been made while this one was on its way.
      const [next] = waiting;
      if (next?.subject === '') next.subject = body.event_id;
      store((list) =>
        list
          .filter((one) => one.idempotency_key != decision.idempotency_key)
          .map((one) => (one.idempotency_key == next?.idempotency_key ? next : one)),
      );
      acknowledged(decision, body, decision.at >= start);
    }
  });
  // The first touch of the storage can take tens of milliseconds: not while the page waits for this script.
  setTimeout(send);
  return /** @param {Decision} decision */ (decision) => {
    open().push(decision);
    store((list) => [...list, decision]);
    send();
  };
}

/** 32 hexadecimal digits; `crypto.randomUUID` is not there on pages without TLS. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
