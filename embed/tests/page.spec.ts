/** What the notice costs the page: nothing that moves, little that weighs, and no hole in its policy. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { Notice } from './support/notice.ts';
import { expect, languages, test, type Page } from './support/test.ts';
import { addPage, recorded, says, settled } from './support/world.ts';

const folder = join(import.meta.dirname, '../dist');
const later = readdirSync(folder).filter((name) => /^consent-.*\.js$/.test(name));

test('the script weighs 6,000 bytes at most, and what it loads when it is used 4,000, all included', async () => {
  const weigh = (name: string) => {
    const built = readFileSync(join(folder, name));
    const most = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: built.length } };
    return brotliCompressSync(built, most).length;
  };
  expect(weigh('consent.js')).toBeLessThanOrEqual(6000);
  expect(later.length).toBeGreaterThan(0);
  expect(later.map(weigh).reduce((sum, one) => sum + one)).toBeLessThanOrEqual(4000);
});

test('a page loads the script only, until more is used', async ({ page, world }) => {
  const path = addPage(world, '/plain', {});
  const notice = await Notice.open(page, 'nl', path);
  await notice.accepted();
  world.klankbord.files.length = 0;
  // Nothing is in the cache of another browser.
  await page.route('**/consent*.js', (route) => route.continue());
  await page.goto(path);
  // The first page of a session asks what stands.
  await expect.poll(() => world.klankbord.files).toEqual(['/consent.js', '/consent-standing.js']);
  world.klankbord.files.length = 0;
  await page.goto(path);
  await notice.withdraw.click();
  await expect(notice.withdraw).toBeHidden();
  expect(world.klankbord.files).toEqual(['/consent.js']);
  await notice.reopen.click();
  await expect(notice.dialog).toBeVisible();
  expect(world.klankbord.files).toEqual(['/consent.js', '/consent-preferences.js']);
});

test('without the further files layer one asks, also for the preferences, and withdraws', async ({ page, world, allowed }) => {
  allowed.push(/Failed to fetch dynamically imported module/);
  world.klankbord.withholds = true;
  const notice = await Notice.open(page);
  await notice.accepted();
  await expect(page.locator('#ran')).toContainText('ads');
  await notice.reopen.click();
  await expect(notice.layer).toBeVisible();
  expect(await page.evaluate(() => (window as any).klankbord.consent.get().purposes.analytics)).toBe(true);
  await notice.accepted();
  await notice.withdraw.click();
  expect(await recorded(world, 3)).toMatchObject([{ control: 'accept_all' }, { control: 'accept_all' }, { control: 'withdraw' }]);
  await expect(notice.withdraw).toBeHidden();
});

/** Keeps every shift of the layout, whoever caused it. */
function watchShifts(page: Page) {
  return page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as any[]) shifts.push(`${entry.value} ${entry.sources?.map((s: any) => s.node?.nodeName)}`);
    }).observe({ type: 'layout-shift', buffered: true });
  });
}
const shifts = (page: Page) => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);

for (const language of languages) {
  for (const [name, viewport] of Object.entries({ wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 640 } })) {
    for (const position of ['bottom', 'center']) {
      test(`23: nothing on the page moves (${position}, ${name}) (${language})`, async ({ page, world }) => {
        await page.setViewportSize(viewport);
        world.klankbord.publish((notice) => {
          notice.position = position;
        });
        await watchShifts(page);
        const notice = await Notice.open(page, language);
        await settled(page);
        expect(await shifts(page)).toEqual([]);
        const before = await page.locator('h2').first().boundingBox();
        await notice.refused();
        await settled(page);
        expect(await page.locator('h2').first().boundingBox()).toEqual(before);
        await page.reload();
        await expect(notice.control).toBeVisible();
        await settled(page);
        expect(await shifts(page)).toEqual([]);
      });
    }
  }
}

test('23: a page that fills the window exactly gets no scroll bar and does not move', async ({ page, world }) => {
  world.site.pages.set('/full.css', { html: 'html, body { height: 100%; margin: 0 } body { display: grid; place-content: center }' });
  await watchShifts(page);
  await Notice.open(page, 'nl', addPage(world, '/full', { head: '<link rel="stylesheet" href="/full.css">', body: '<h1>Centre</h1>' }));
  await settled(page);
  expect(await shifts(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
});

test('23: the watch sees a shift when there is one', async ({ page }) => {
  await watchShifts(page);
  await Notice.open(page);
  await page.evaluate(() => document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'pushes' })));
  await expect.poll(() => shifts(page)).toHaveLength(1);
});

for (const language of languages) {
  for (const extra of ['', `; require-trusted-types-for 'script'; trusted-types 'none'`]) {
    test(`24: everything works under a strict policy${extra && ', with Trusted Types'} (${language})`, async ({ page, world, context }) => {
      const { url } = world.klankbord;
      await page.addInitScript(() => {
        const broken: string[] = [];
        Object.assign(window, { broken });
        document.addEventListener('securitypolicyviolation', (e) => broken.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
      });
      const csp = `default-src 'self'; script-src 'self' ${url}; style-src 'self'; connect-src ${url}${extra}`;
      world.site.pages.set('/own.js', { html: says('own') });
      world.site.pages.set('/frame', { html: '<!doctype html><p>Own frame', csp });
      const path = addPage(world, '/strict', {
        language,
        csp,
        head: '<script type="text/plain" data-consent="analytics" src="/own.js"></script>',
        body: '<iframe data-consent="marketing" data-src="/frame" title="f"></iframe><a href="#" data-klankbord="preferences">Cookies</a>',
      });
      const notice = await Notice.open(page, language, path);
      const radius = (locator: typeof notice.layer) => locator.evaluate((element) => getComputedStyle(element).borderRadius);
      expect(await radius(notice.layer)).toBe('8px');
      const once = page.frameLocator('iframe').getByRole('button', { name: notice.words.once });
      expect(await radius(once)).toBe('4px');
      await once.click();
      await expect(page.frameLocator('iframe').getByText('Own frame')).toBeVisible();
      await notice.pick('analytics');
      await expect.poll(() => page.evaluate(() => (window as any).ran)).toEqual(['own']);
      await page.locator('[data-klankbord]').click();
      await expect(notice.dialog).toBeVisible();
      await notice.dialog.getByRole('button', { name: notice.words.accept }).click();
      await notice.withdraw.click();
      await recorded(world, 3);
      await settled(page);
      expect(await page.evaluate(() => (window as any).broken)).toEqual([]);
      await context.clearCookies();
    });
  }
}
