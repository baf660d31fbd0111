/** What the database holds after each choice, and what the person can do with the receipt. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cookie, cookieNames, Notice, storage } from '../tests/support/notice.ts';
import { asked, forgetTrackers } from '../tests/support/world.ts';
import { chosen, expect, languages, test, words } from './support/test.ts';

/** What an event says of the purposes that need no consent. */
const exempt = { necessary: 'asserted', measurement: 'asserted' };

test('the server hands out the script that was built, small where the browser can unpack it', async ({ world }) => {
  const built = await readFile(join(import.meta.dirname, '../dist/consent.js'), 'utf8');
  for (const encoding of ['br', 'identity']) {
    const answer = await fetch(`${world.server.url}/consent.js`, { headers: { 'accept-encoding': encoding } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-encoding')).toBe(encoding == 'br' ? 'br' : null);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(await answer.text()).toBe(built);
  }
});

for (const language of languages) {
  const address = words[language].page;

  test.describe(language, () => {
    test('18: accepting all is an event under exactly the notice that was shown', async ({ page, world }) => {
      const { database, site } = world;
      const notice = await Notice.open(page, language);
      await expect.poll(() => database.counts(language)).toEqual({ shown: 1 });
      await notice.accepted();
      const [event] = await database.recorded(1);
      expect(event).toMatchObject({
        control: 'accept_all',
        locale: language,
        origin: site.url,
        notice: { version: 1, hash: await database.noticeHash(1) },
        purposes: { ...exempt, preferences: 'given', analytics: 'given', marketing: 'given' },
      });
      await expect.poll(async () => (await cookie(page))!.fields.event).toBe(event!.id);
      expect(await database.counts(language)).toEqual({ shown: 1, accept_all: 1 });
      expect(await database.standing()).toEqual({ analytics: 'given', marketing: 'given', preferences: 'given' });
      expect(await database.persons()).toBe(1);
      await expect.poll(() => asked(page, world)).toContain('/ads.js');
    });

    test('18: refusing all is counted, and nothing of the visitor is stored anywhere', async ({ page, world }) => {
      const { database } = world;
      const notice = await Notice.open(page, language);
      await notice.refused();
      await expect.poll(() => database.counts(language)).toEqual({ shown: 1, refuse_all: 1 });
      const purposes = await database.rows('SELECT purpose, offered, granted FROM purpose_count ORDER BY purpose');
      expect(purposes.map(({ offered, granted }) => [offered, granted])).toEqual([[1, 0], [1, 0], [1, 0]]);
      expect(await database.events()).toEqual([]);
      expect(await database.persons()).toBe(0);
      expect(await database.rows('SELECT * FROM decision')).toEqual([]);
      expect(Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
      await expect.poll(() => storage(page)).toEqual([]);
      expect(await asked(page, world)).toEqual([]);
      await expect(notice.control.getByRole('link')).toBeHidden();
    });

    test('18: an own choice is an event that names what was given and what was refused', async ({ page, world }) => {
      const { database } = world;
      const notice = await Notice.open(page, language);
      await notice.pick('analytics');
      const [event] = await database.recorded(1);
      expect(event).toMatchObject({
        control: 'own_choice',
        locale: language,
        purposes: { ...exempt, preferences: 'refused', analytics: 'given', marketing: 'refused' },
      });
      expect(await database.standing()).toEqual({ analytics: 'given' });
      const runs = await asked(page, world);
      expect(runs).toContain('/analytics.js');
      expect(runs.filter((path) => /ads|video|img/.test(path))).toEqual([]);
    });

    test('15, 16, 18: one click on a later page withdraws; the record is of the same person', async ({ page, world }) => {
      const { database } = world;
      const notice = await Notice.open(page, language);
      await notice.accepted();
      await forgetTrackers(world);
      const [given] = await database.recorded(1);
      await expect.poll(async () => (await cookie(page))!.fields.event).toBe(given!.id);
      await page.goto(address);
      await notice.withdraw.click();
      await expect(notice.control.getByRole('status')).toContainText(language == 'nl' ? 'Ingetrokken.' : 'Withdrawn.');
      const [, withdrawn] = await database.recorded(2);
      expect(withdrawn).toMatchObject({
        control: 'withdraw',
        notice: given!.notice,
        purposes: { preferences: 'withdrawn', analytics: 'withdrawn', marketing: 'withdrawn' },
      });
      expect(await database.standing()).toEqual({ analytics: 'withdrawn', marketing: 'withdrawn', preferences: 'withdrawn' });
      expect(await database.persons()).toBe(1);
      expect(await database.counts(language)).toEqual({ shown: 1, accept_all: 1, withdraw: 1 });
      await expect.poll(() => cookieNames(page)).toEqual(['klankbord_demo']);
      await expect.poll(() => storage(page)).toEqual([]);
      world.trackers.requests.length = 0;
      await page.reload();
      await expect(notice.control).toBeVisible();
      expect(await asked(page, world)).toEqual([]);
    });

    test('20: the signal is counted as a refusal, without a question and without an identifier', async ({ page, world }) => {
      const { database } = world;
      await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
      const notice = new Notice(page, language);
      await page.goto(address);
      await expect(notice.control).toBeVisible();
      await expect.poll(() => database.counts(language)).toEqual({ gpc: 1 });
      expect(await database.events()).toEqual([]);
      expect(await database.persons()).toBe(0);
      await page.reload();
      await expect(notice.control).toBeVisible();
      expect(await asked(page, world)).toEqual([]);
      expect(await database.counts(language)).toEqual({ gpc: 1 });
    });

    test('14, 15: the receipt opens from the page, proves the decision, and withdraws', async ({ page, world }, info) => {
      const { database, server, gate } = world;
      const notice = await Notice.open(page, language);
      await notice.pick('analytics', 'preferences');
      const opened = page.waitForEvent('popup');
      await notice.control.getByRole('link', { name: language == 'nl' ? 'Ontvangstbewijs' : 'Receipt' }).click();
      const receipt = await opened;
      await receipt.waitForLoadState();
      expect(receipt.url()).toMatch(new RegExp(`^${gate.url}/r/`));
      await expect(receipt.locator('html')).toHaveAttribute('lang', language);
      await expect(receipt.locator('#withdraw li')).toHaveCount(2);

      // By the program of somebody else, from the published description of receipts alone.
      const file = info.outputPath('receipt.json');
      const keys = info.outputPath('keys');
      await writeFile(keys, await (await fetch(`${server.url}/.well-known/klankbord/vkey`)).text());
      const verifier = join(import.meta.dirname, '../../end2end/verify/verify_receipt.py');
      await expect(async () => {
        const answer = await fetch(`${receipt.url().replace(gate.url, server.url).split('?')[0]}/receipt.json`);
        await writeFile(file, await answer.text());
        const { stdout } = await promisify(execFile)('python3', [verifier, '--key', keys, file]);
        expect(stdout).toContain('proven');
      }).toPass();

      await receipt.locator('#withdraw li').filter({ hasText: language == 'nl' ? 'Statistieken' : 'Statistics' }).getByRole('button').click();
      await expect(receipt.locator('#withdraw li.stands')).toHaveCount(1);
      const [given, withdrawn] = await database.recorded(2);
      expect(withdrawn).toMatchObject({ control: 'withdraw', notice: given!.notice, purposes: { analytics: 'withdrawn' } });
      expect(await database.standing()).toEqual({ analytics: 'withdrawn', preferences: 'given' });
    });

    test('17, 18: a page that was open since before a new notice decides on the one that it showed', async ({ page, world }, info) => {
      const { database, server } = world;
      const notice = await Notice.open(page, language);
      const file = info.outputPath('notice.json');
      const publish = async (change: (notice: any) => void) => {
        const document = JSON.parse(await server.command('site', 'notice', 'export', '--key', 'demo'));
        change(document);
        await writeFile(file, JSON.stringify(document));
        await server.command('site', 'notice', 'import', '--key', 'demo', '--file', file);
      };
      await publish((document) => (document.website.texts.title[language] += '!'));
      await notice.pick('analytics');
      const [first] = await database.recorded(1);
      expect(first!.notice).toMatchObject({ version: 1, hash: await database.noticeHash(1) });
      expect(await database.noticeHash(2)).not.toBe(first!.notice.hash);

      // A mended text asks nobody again; another party behind a purpose asks everybody.
      const seen = async () => (await (await fetch(`${server.url}/api/v1/sites/demo/notice?locale=${language}`)).json()).version;
      await expect.poll(seen).toBe(2);
      await page.goto(address);
      await expect(notice.control).toBeVisible();
      await publish((document) => document.website.purposes[3].vendors.push({ name: 'Another Ltd', role: 'processor' }));
      await expect.poll(seen).toBe(3);
      // The browser may keep a notice for five minutes; another visit later is without what it kept.
      await page.route('**/notice?*', (route) => route.continue({ headers: { ...route.request().headers(), 'cache-control': 'no-cache' } }));
      await page.goto(address);
      const again = page.locator('klankbord-consent .layer');
      await expect(again).toBeVisible();
      await again.getByRole('button', { name: notice.words.refuse }).click();
      const [, second] = await database.recorded(2);
      // Who gave before has a history; to refuse now is to withdraw.
      expect(second).toMatchObject({ control: 'withdraw', notice: { version: 3, hash: await database.noticeHash(3) } });
      expect(await database.persons()).toBe(1);
    });
  });
}

test('a page of another origin gets no notice, runs nothing, and what it sends is refused', async ({ page, world }) => {
  const { database, gate, site } = world;
  site.host = 'www.winkel.test';
  const refused = page.waitForEvent('requestfailed', (request) => request.url().includes('/notice?'));
  await page.goto(`${site.url}/nl.html`);
  await refused;
  const sent = await page.evaluate(
    async ({ url, purposes }) => {
      const body = JSON.stringify({ idempotency_key: '0'.repeat(32), notice_version: 1, locale: 'nl', control: 'own_choice', gpc: false, purposes });
      const attempts = [
        { mode: 'cors', headers: { 'content-type': 'application/json' } },
        // The browser does not ask beforehand, and the page may not see the answer.
        { mode: 'no-cors', headers: { 'content-type': 'text/plain' } },
      ] as const;
      const send = (init: RequestInit) => fetch(`${url}/api/v1/sites/demo/decisions`, { method: 'POST', body, ...init });
      return Promise.all(attempts.map((init) => send(init).then((answer) => answer.type, () => 'refused')));
    },
    { url: gate.url, purposes: chosen('analytics') },
  );
  // Of the second the server also keeps its answer to itself.
  expect(sent).toEqual(['refused', 'refused']);
  expect(gate.attempts).toBe(2);
  // That the browser names the page is the doing of the test, not of the script.
  expect(new Set(gate.complaints.splice(0))).toEqual(new Set(['the address of the page came along to /api/v1/sites/demo/decisions']));
  await expect(page.locator('klankbord-consent')).toHaveCount(0);
  expect(await asked(page, world)).toEqual([]);
  expect(await database.events()).toEqual([]);
  expect({ ...(await database.counts('nl')), ...(await database.counts('en')) }).toEqual({});
});

test('16: what was withdrawn or erased on the receipt stops on the website when the visitor comes back', async ({ page, context, world }) => {
  const notice = await Notice.open(page);
  await notice.accepted();
  await world.database.recorded(1);
  const link = notice.control.getByRole('link');
  await expect(link).toBeVisible();
  const receipt = (await link.getAttribute('href'))!.replace(world.gate.url, world.server.url);
  await forgetTrackers(world);
  await page.goto('about:blank');
  const post = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    expect((await fetch(`${receipt}/${path}`, { method: 'POST', redirect: 'manual', body })).status).toBe(303);
  };
  await post('withdraw', { purpose: 'analytics' });
  await page.goto('/nl.html');
  await expect.poll(async () => (await cookie(page))!.fields.granted).toBe('preferences marketing');
  await page.goto('about:blank');
  await post('erase', { scope: 'everything', sure: '1' });
  // Another session of the browser, which keeps only what has an end.
  const kept = (await context.cookies()).filter(({ expires }) => expires > 0);
  await context.clearCookies();
  await context.addCookies(kept);
  await page.goto('/nl.html');
  await expect.poll(async () => Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
  world.trackers.requests.length = 0;
  await page.reload();
  await expect(notice.control).toBeVisible();
  expect(await asked(page, world)).toEqual([]);
});
