/** What takes more to clear: partitioned cookies, databases and caches. Loaded where a refused purpose left or declares such. */

/**
 * @typedef {object} Parts of the script that loads this file; a later or earlier release may be the one that does
 * @property {(kind: string, name: string) => unknown} doomed whether what is called so belongs to refused purposes only
 * @property {(name: string, attributes: string) => void} expire
 */

/** @param {Parts} parts */
export default async ({ doomed, expire }) => {
  for (const cookie of document.cookie.split('; ')) {
    const [name] = cookie.split('=');
    if (doomed('cookie', name)) expire(name, ';secure;samesite=none;partitioned');
  }
  // Firefox learnt to list them late; what is called otherwise there stays until its site clears it.
  const databases = await indexedDB.databases?.().catch(() => []);
  for (const { name } of databases ?? []) if (name && doomed('indexed_db', name)) indexedDB.deleteDatabase(name);
  // Pages without TLS have none.
  for (const name of (await self.caches?.keys()) ?? []) if (doomed('cache_storage', name)) await caches.delete(name);
};
