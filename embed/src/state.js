/**
 * What was asked and what the visitor chose. Nothing here knows what the notice looks like or what the choice sets free: whoever
 * must act listens to the event `klankbord:consent` on the document, as the page itself may.
 */
import { cookieText, isDue, parseChoice, writeChoice } from './cookie.js';
import { newKey, openOutbox } from './outbox.js';
import { post, site, tryTo } from './tag.js';

/** @typedef {import('./cookie.js').Choice} Choice */
/** @typedef {{ name: string, kind: 'cookie' | 'local' | 'session' | 'indexed_db' | 'cache_storage', provider: string, duration: string, text: string }} Item */
/** @typedef {{ key: string, basis: 'exempt' | 'consent', name: string, text: string, items: Item[], vendors: string[], google?: string[] }} Purpose */
/**
 * @typedef {object} Notice
 * @property {number} version
 * @property {number} ask
 * @property {string} locale
 * @property {number} validity_months
 * @property {'bottom' | 'center'} position
 * @property {{ accent: string, on_accent: string }} colours
 * @property {string} controller
 * @property {string} privacy_url
 * @property {typeof import('../mock/notices.json')['nl']['texts']} texts exactly those that the server has
 * @property {Purpose[]} purposes
 */

/** @type {Notice | undefined} */
export let notice;
/** @type {Choice | undefined} */
export let choice;
/** Where the record of the last decision can be read, once the server has said so. */
export let receipt = '';

/** Exactly true: a browser that says anything else did not ask for it. */
export const gpc = /** @type {any} */ (navigator).globalPrivacyControl === true;

/** The cookie as this page last saw it. @type {string | undefined} */
let seen;

/** The keys of the purposes that stand. */
export const granted = () => choice?.granted?.split(' ') ?? [];

/** What a purpose grants in Google's Consent Mode where its notice says nothing else. @type {Record<string, string>} */
export const usual = {
  analytics: 'analytics_storage',
  marketing: 'ad_storage,ad_user_data,ad_personalization',
  preferences: 'functionality_storage,personalization_storage',
};
const usually = () => granted().map((key) => usual[key]) + '';

/** What stands in Google's Consent Mode; before the notice is there, as it said at the choice. */
export const signals = () =>
  !granted()[0] ? '' : notice ? granted().map((key) => notice?.purposes.find((one) => one.key == key)?.google) + '' : (choice?.google ?? usually());

/** The keys of the purposes that need consent, which is whatever is not exempt; before the notice is there, of those that stand. */
export const optional = () => notice?.purposes.filter(({ basis }) => basis != 'exempt').map(({ key }) => key) ?? granted();

/** Whether the visitor has yet to answer what is asked now. */
export const unanswered = () => !choice || (!choice.granted && !choice.refused) || (!!notice && +choice.ask != notice.ask);

/**
 * Whether every purpose named may run.
 * @param {string} [purposes] keys with spaces between; none named is none granted
 */
export function allows(purposes) {
  const free = granted().concat((notice?.purposes ?? []).filter(({ basis }) => basis == 'exempt').map(({ key }) => key));
  return !!purposes?.trim() && purposes.trim().split(/\s+/).every((key) => free.includes(key));
}

/** Whether layer one is wanted although the question was answered. */
export let insists = false;
/** Asks again on layer one. What stands stays until the visitor decides. */
export function askAgain() {
  insists = true;
  announce();
}

/** What the page is told, and may ask for at any time. */
export const current = () => ({
  answered: !unanswered(),
  purposes: Object.fromEntries([...optional().map((key) => [key, false]), ...granted().map((key) => [key, true])]),
  gpc,
  version: choice && +choice.version,
  event: choice?.event,
  until: choice?.until,
});

const announce = () => document.dispatchEvent(new CustomEvent('klankbord:consent', { detail: current() }));

/** @param {Choice} next */
function keep(next) {
  const isSame = next.granted == choice?.granted;
  choice = next;
  // Which signal came of which purpose is in the notice. Until it is there, of fewer purposes nothing is told.
  const google = notice || isSame ? signals() : '';
  delete choice.google;
  if (google != usually()) choice.google = google;
  seen = writeChoice(next, notice?.validity_months ?? 6);
}

/** Takes over what the cookie says, at the start and when another tab may have changed it. */
export function follow() {
  const text = cookieText();
  if (!text || text == seen) return;
  seen = text;
  choice = parseChoice(text);
  // A browser that objects in general outranks a grant from before it did, and so does a new question.
  if ((gpc && !choice.gpc) || (notice && +choice.ask != notice.ask)) delete choice.granted;
  announce();
}

/** Consent that cannot be relied on any more is none, also on later pages; the next decision belongs to the same record. */
function askAnew() {
  delete choice?.granted;
  keep(/** @type {Choice} */ (choice));
}

/** @param {{ version: string, ask: string }} of @returns {Choice} */
const refusal = ({ version, ask }) => ({ version, ask, refused: new Date().toISOString().slice(0, 7) });

/** @param {Record<string, boolean>} purposes @returns {boolean} whether they are what was granted last */
const isWhatStands = (purposes) => !!granted()[0] && choice?.granted == Object.keys(purposes).filter((key) => purposes[key]).join(' ');

const outbox = openOutbox(
  ({ purposes }, { event_id, receipt_url = '' }, own) => {
    // Another tab may have chosen since; its cookie counts, and after a refusal holds no identifier.
    follow();
    // What an earlier page could not send may be of whoever had the device before.
    if (own) receipt = receipt_url;
    if (event_id && isWhatStands(purposes)) keep({ .../** @type {Choice} */ (choice), event: event_id });
    announce();
  },
  ({ purposes }) => {
    follow();
    // What can never be shown to have been granted does not count as granted.
    if (isWhatStands(purposes)) askAnew();
    announce();
  },
);

/** Asks, where a grant holds, whether it still stands on the server. */
export function checkStanding() {
  const before = choice;
  const event_id = granted()[0] && before?.event;
  if (!event_id || !outbox.isEmpty() || !isDue()) return;
  tryTo('standing', {
    event_id,
    granted: granted(),
    post,
    isCurrent() {
      follow();
      return choice == before && outbox.isEmpty();
    },
    /** @param {string[]} [left] */
    leave(left) {
      if (left) keep(left[0] ? { ...before, granted: left.join(' ') } : refusal(before));
      else {
        delete before.event;
        askAnew();
      }
      announce();
    },
  });
}

/** @param {Notice} fetched */
export function arrive(fetched) {
  notice = fetched;
  if (!unanswered()) keep(/** @type {Choice} */ (choice));
  else if (gpc) return decide([], 'gpc');
  // Consent to other purposes than these is no consent to these.
  else if (choice?.granted) askAnew();
  announce();
}

/**
 * The visitor's decision: it counts at once, whether the server can be reached or not.
 * @param {string[]} keys the purposes granted; every other is refused
 * @param {string} control by which it was made
 */
export function decide(keys, control) {
  // What another tab decided meanwhile comes before it.
  follow();
  const purposes = Object.fromEntries(optional().map((key) => [key, keys.includes(key)]));
  const accepted = optional().filter((key) => purposes[key]);
  const { version, ask } = notice ?? choice ?? {};
  // A visitor who never granted anything has no record that a refusal could be tied to.
  const subject = choice?.event ?? (choice?.granted && '');
  const now = new Date();
  const day = now.getUTCDate();
  now.setUTCMonth(now.getUTCMonth() + (notice?.validity_months ?? 6));
  // Where that month is shorter it ends on its last day, as the server counts.
  if (now.getUTCDate() != day) now.setUTCDate(0);
  const asked = { version: `${version}`, ask: `${ask}` };
  const before = choice?.event;
  insists = false;
  keep(
    accepted[0]
      ? {
          site,
          ...asked,
          granted: accepted.join(' '),
          until: now.toISOString().slice(0, 10),
          ...(before && { event: before }),
          ...(gpc && { gpc: '1' }),
        }
      : refusal(asked),
  );
  outbox.send({
    idempotency_key: newKey(),
    notice_version: +asked.version,
    locale: notice?.locale ?? document.documentElement.lang,
    control: accepted[0] || subject == null || control == 'gpc' ? control : 'withdraw',
    gpc,
    purposes,
    subject,
    at: Date.now(),
  });
  announce();
}
