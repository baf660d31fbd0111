/** The checks of every page find what they look for: a test that cannot fail is worth nothing. */
import { violations } from '../support/axe.ts';
import { phone } from '../support/browser.ts';
import { test } from '../support/house.ts';
import { tooSmall, tooWide } from '../support/layout.ts';
import { expect } from '../support/test.ts';
import { Watch } from '../support/watch.ts';

const bad = `<!doctype html><html lang="nl"><head><title>Slecht</title><meta name="viewport" content="width=device-width">
<style>main { color: #777; background: #888 } div { width: 900px } button { width: 20px; height: 20px; padding: 0 }</style></head>
<body><main><h1>Slecht</h1><p>Nauwelijks te lezen</p><input><div>Te breed</div><button>x</button></main></body></html>`;

test('bad markup, bad contrast, a wide page and a small button are found', async ({ page }) => {
  await page.setViewportSize(phone);
  await page.setContent(bad);
  const found = (await violations(page)).join('\n');
  expect(found).toMatch(/^color-contrast:/m);
  expect(found).toMatch(/^label:/m);
  expect(await tooWide(page)).not.toEqual([]);
  expect((await tooSmall(page, 24)).join()).toContain('button “x” is 20 × 20');
});

test('a page that breaks its policy or asks another host is caught', async ({ browser, house }) => {
  const context = await browser.newContext();
  const watch = new Watch(house.server.url);
  watch.context(context);
  const page = await context.newPage();
  await page.goto(`${house.server.url}/s/nps`);
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = "stolen"' }));
  });
  await page.evaluate(() => fetch('http://127.0.0.1:9/').catch(() => undefined));
  await expect(page).not.toHaveTitle('stolen');
  expect(() => watch.conclude()).toThrow(/script-src[^]*connect-src/);
  await context.close();
});
