/** The one cookie: what the visitor chose, in words that can be read in the browser's own settings. */
import { name, setting } from './tag.js';

/**
 * Every value is text. After a grant: site, version, ask, granted, until, and event once the server has acknowledged; after a
 * refusal: version, ask, and the month of the refusal, so that nothing tells one visitor from another.
 * @typedef {object} Choice
 * @property {string} [site]
 * @property {string} version of the notice that was shown
 * @property {string} ask rises when purposes change
 * @property {string} [granted] keys of purposes, with spaces between
 * @property {string} [google] what is told to Google's Consent Mode, where that does not follow from the keys
 * @property {string} [event] the server's record
 * @property {string} [until] the last day, as YYYY-MM-DD
 * @property {string} [gpc] the grant was given under Global Privacy Control, so it outranks that
 * @property {string} [refused] the month, as YYYY-MM
 */

/** The cookie's text, if there is one that may be read. */
export function cookieText() {
  try {
    const texts = [...document.cookie.matchAll(/** @type {any} */ (`(?:^|; )${name}=([^;]+)`))].map(([, text]) => text);
    // One of this host alone may be from before the tag named a domain: of two, the refusal counts.
    return texts.find((text) => /^refused|&refused/.test(text)) ?? texts[0];
  } catch {
    // A page in a sandbox has no cookies.
  }
}

/**
 * @param {string} text
 * @returns {Choice}
 */
export function parseChoice(text) {
  return /** @type {any} */ (Object.fromEntries(new URLSearchParams(text)));
}

/**
 * Written again at every visit with the same last day: browsers let no cookie last longer than 400 days, some only seven.
 * @param {Choice} choice
 * @param {number} months validity of a refusal, whose month only is known: it ends with its last month
 * @returns {string} its text; reading it back would keep the page waiting
 */
export function writeChoice(choice, months) {
  const [year, month] = (choice.refused ?? '').split('-');
  const end = choice.until ? new Date(choice.until) : new Date(Date.UTC(+year, +month + months));
  const text = `${new URLSearchParams(/** @type {Record<string, string>} */ (choice))}`;
  try {
    // What was kept for this host alone would be read first.
    if (domain) document.cookie = `${name}=${host};max-age=0`;
    document.cookie = `${name}=${text}${everywhere};expires=${end.toUTCString()}`;
    // Nothing stands that could be asked about.
    if (choice.refused) document.cookie = `${asked}=${everywhere};max-age=0`;
  } catch {
    // The choice counts on this page all the same.
  }
  return text;
}

/** What a cookie needs on a page that came over TLS. */
export const secure = location.protocol == 'https:' ? ';secure' : '';
const host = ';path=/;samesite=lax' + secure;
/** Subdomains that the tag names share the choice. */
const domain = setting('domain');
const everywhere = domain ? host + ';domain=' + domain : host;

/** The cookie that ends with the browser's session: in which minute it was last asked what stands. */
const asked = name + '_asked';

/** Whether it may be asked what stands: at the first page of a session of the browser, and once an hour. Then it was. */
export function isDue() {
  try {
    const now = Math.floor(Date.now() / 6e4);
    const last = document.cookie.match(`${asked}=(\\d+)`)?.[1] ?? 0;
    if (Math.abs(now - +last) < 60) return;
    document.cookie = `${asked}=${now}${everywhere}`;
    return true;
  } catch {}
}
