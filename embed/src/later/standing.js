/**
 * What was granted may have been withdrawn or erased elsewhere: on the receipt, or at the rights desk. Loaded at the first page of a
 * session of the browser, and at most once an hour, so that asking says nothing of what the visitor reads.
 */

/**
 * @typedef {object} Parts of the script that loads this file; a later or earlier release may be the one that does
 * @property {string} event_id
 * @property {string[]} granted
 * @property {(path: string, body: object) => Promise<any>} post
 * @property {() => boolean} isCurrent whether no other decision came meanwhile: its own record counts
 * @property {(keys?: string[]) => void} leave what still stands; where the record is not known, nothing is said
 */

/** @param {Parts} parts */
export default async ({ event_id, granted, post, isCurrent, leave }) => {
  const answer = await post('standing', { event_id });
  if (!isCurrent()) return;
  if (answer.code == 'unknown_event') leave();
  // Anybody on the way may answer anything.
  else if (Array.isArray(answer.granted)) {
    const left = granted.filter((key) => answer.granted.includes(key));
    if (left.length < granted.length) leave(left);
  }
};
