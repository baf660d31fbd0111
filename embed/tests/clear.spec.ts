/** Rule 16, for what takes more to clear: partitioned cookies, databases and caches. */
import { Notice } from './support/notice.ts';
import { expect, purpose, test, type Page, type World } from './support/test.ts';
import { addPage, recorded } from './support/world.ts';

const SHOP = 'https://www.winkel.test';
const HOST = 'https://klankbord.test';

/** Only pages with TLS have partitioned cookies and caches. There is no certificate here: the servers without answer. */
async function overTls(page: Page, { site, klankbord }: World): Promise<void> {
  klankbord.origins = () => [SHOP];
  for (const [secure, server] of [[SHOP, site], [HOST, klankbord]] as const) {
    await page.route(`${secure}/**`, async (route) => {
      const request = route.request();
      const answer = await fetch(request.url().replace(secure, `http://127.0.0.1:${server.server.port}`), {
        method: request.method(),
        headers: { origin: SHOP, 'content-type': 'application/json' },
        body: request.postData(),
      });
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => name != 'content-security-policy'));
      await route.fulfill({ status: answer.status, headers, body: (await answer.text()).replaceAll(klankbord.url, HOST) });
    });
  }
}

/** What is left in the browser, by kind and name. */
const left = (page: Page) =>
  page.evaluate(async () => [
    ...document.cookie.split('; ').map((cookie) => cookie.split('=')[0]!).filter((name) => !name.startsWith('klankbord')),
    ...(await indexedDB.databases()).map(({ name }) => `db ${name}`),
    ...(await caches.keys()).map((name) => `cache ${name}`),
  ]);

test('16: partitioned cookies, databases and caches of a withdrawn purpose go, and of others stay', async ({ page, world }) => {
  await overTls(page, world);
  world.klankbord.publish((notice) => {
    const item = (kind: string, name: string) => ({ kind, name, provider: 'A', duration: 'B', text: 'C' });
    purpose(notice, 'analytics').items.push(item('cookie', '_parted*'), item('indexed_db', 'stats*'), item('cache_storage', 'stats'));
    purpose(notice, 'preferences').items.push(item('indexed_db', 'stats_kept'), item('cookie', '_own'));
  });
  await page.goto(SHOP + addPage(world, '/tls', {}));
  const notice = new Notice(page);
  await notice.accepted();
  await recorded(world, 1);
  await page.evaluate(async () => {
    document.cookie = '_parted_1=1;path=/;secure;samesite=none;partitioned';
    document.cookie = '_own=1;path=/;secure;samesite=none;partitioned';
    const open = (name: string) =>
      new Promise<void>((done, fail) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => done(request.result.close());
        request.onerror = fail;
      });
    for (const name of ['stats_visits', 'stats_kept', 'shop']) await open(name);
    for (const name of ['stats', 'shop']) await caches.open(name);
  });
  expect(await left(page)).toHaveLength(7);
  await notice.reopen.click();
  await notice.dialog.locator('input[value=analytics]').uncheck();
  await notice.save();
  await expect
    .poll(async () => (await left(page)).sort())
    .toEqual(['_own', 'cache shop', 'db shop', 'db stats_kept']);
  expect(world.klankbord.files).toContain('/consent-clear.js');
});

test('16: where nothing of the kind is declared the file for it is not loaded', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await notice.refused();
  await page.reload();
  await expect(notice.control).toBeVisible();
  expect(world.klankbord.files).not.toContain('/consent-clear.js');
});
