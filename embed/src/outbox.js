/**
 * Decisions on their way to the server. Each waits in memory, and where the browser allows it also in `localStorage`, until the
 * server has acknowledged it or 30 days have passed; they leave in the order in which they were made.
 */
import { name, persist, post } from './tag.js';

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

/** Whether a decision grants anything. @param {Pick<Decision, 'purposes'>} decision */
export const grants = ({ purposes }) => Object.values(purposes).includes(true);

/** @returns {Decision[]} */
function stored() {
  try {
    return JSON.parse(localStorage[name]).filter((/** @type {any} */ one) => (one.at ??= Date.now()));
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

/**
 * @param {(decision: Decision, answer: { event_id?: string, receipt_url?: string }, own: boolean) => void} acknowledged
 * @param {(decision: Decision) => void} lost is told of a decision that the server will never have
 */
export function openOutbox(acknowledged, lost) {
  const start = Date.now();
  /** @type {Decision[] | undefined} */
  let list;
  /** The codes of receipts that this page was given: not stored, since other scripts can read what is. @type {Record<string, string>} */
  const codes = {};
  const open = () => (list ??= store());
  const send = persist(async () => {
    /** @type {unknown} */
    let failed;
    const waiting = open();
    for (let place = 0; waiting[place]; ) {
      const { idempotency_key, at, ...said } = waiting[place];
      const old = said.control != 'withdraw' && start - at >= 2592e6;
      const body = old
        ? {}
        : await post('decisions', {
            idempotency_key,
            ...said,
            subject: said.subject || undefined,
            subject_receipt: codes[said.subject ?? ''],
          });
      // None of ours.
      if (body.status == 404 || !(old || body.status || body.event_id || !grants(said))) throw body;
      const refused = old || (body.status && !body.event_id);
      // What takes something back must be in the log. Those after it need not wait for that.
      if (refused && said.control == 'withdraw') {
        failed = body;
        place++;
        continue;
      }
      const [decision] = waiting.splice(place, 1);
      // It may have been made while this one was on its way.
      const next = waiting[place];
      if (next?.subject === '') next.subject = body.event_id;
      store((list) =>
        list
          .filter((one) => one.idempotency_key != idempotency_key)
          .map((one) => (one.idempotency_key == next?.idempotency_key ? next : one)),
      );
      const own = at >= start;
      if (own) codes[body.event_id] = body.receipt_url?.split('/').pop();
      if (refused) lost(decision);
      else acknowledged(decision, body, own);
    }
    if (failed) throw failed;
  });
  // The first touch of the storage can take tens of milliseconds: not while the page waits for this script.
  setTimeout(send);
  return {
    /** @param {Decision} decision */
    send(decision) {
      const known = open().map((one) => one.idempotency_key);
      // Another tab's go first: this one may follow them.
      open().push(...stored().filter((one) => !known.includes(one.idempotency_key)), decision);
      store((list) => [...list, decision]);
      send();
    },
    /** Whether nothing waits any more, of this page or another. */
    isEmpty: () => !open()[0] && !stored()[0],
  };
}

/** 32 hexadecimal digits; `crypto.randomUUID` is not there on pages without TLS. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
