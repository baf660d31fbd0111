/** The notice of the demo site as Klankbord hands it out, in each of its languages: a test of the server wrote `notices.json`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(join(import.meta.dirname, 'notices.json'), 'utf8');

/**
 * A new copy, which a test may change.
 * @param {string} host where Klankbord answers
 * @returns {Record<'nl' | 'en', any>}
 */
export function demoNotices(host) {
  return JSON.parse(text.replaceAll('{HOST}', host));
}
