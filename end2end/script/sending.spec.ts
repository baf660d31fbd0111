/** Sending where scripts run: exactly once, whatever the connection does, and kept locally only as long as it takes. */
import { AnsweringPage, thanked } from '../support/answering.ts';
import { responses, stored } from '../support/device.ts';
import { expect, test } from '../support/test.ts';

const offline = /net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_\w+)/;

test('a double click on Send makes one response', async ({ page, server }) => {
  let posts = 0;
  await page.route('**/s/nps*', async (route) => {
    if (route.request().method() === 'POST') posts += 1;
    await route.continue();
  });
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.sendButton.dblclick();
  await thanked(page);
  expect(posts).toBe(1);
  expect(await responses(server)).toBe(1);
});

test('before Send nothing is stored in the browser', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.write('reason', 'Nog niet verstuurd');
  await form.tick('connect');
  expect(await stored(page)).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

test('without a connection the answers are kept and sent once it is back', async ({ page, server, watch }) => {
  watch.allow(offline);
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.write('reason', 'In de trein');
  await page.context().setOffline(true);
  await form.send();
  await expect(page.getByText('Uw antwoorden staan op dit apparaat')).toBeVisible();
  expect(await stored(page)).toHaveLength(1);
  expect((await stored(page)).join()).toContain('reason=In+de+trein');
  expect(await responses(server)).toBe(0);

  await page.context().setOffline(false);
  await thanked(page);
  expect(await stored(page)).toEqual([]);
  expect(await responses(server)).toBe(1);
});

test('the button to try now sends them too', async ({ page, server, watch }) => {
  watch.allow(offline);
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 3);
  await page.route('**/s/nps*', (route) => (route.request().method() === 'POST' ? route.abort('connectionfailed') : route.continue()));
  await form.send();
  const again = page.getByRole('button', { name: 'Nu proberen' });
  await expect(again).toBeVisible();
  await page.unroute('**/s/nps*');
  await again.click();
  await thanked(page);
  expect(await responses(server)).toBe(1);
});

test('a page closed before the connection is back is sent at the next visit, once', async ({ page, server, watch }) => {
  watch.allow(offline);
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 10);
  await form.write('reason', 'Tunnel');
  await page.context().setOffline(true);
  await form.send();
  await expect(page.getByText('Uw antwoorden staan op dit apparaat')).toBeVisible();
  // Before the connection is back: a page that is being closed may still use it.
  expect(await responses(server)).toBe(0);
  const context = page.context();
  await page.close();
  await context.setOffline(false);

  const next = await context.newPage();
  await next.goto('/s/nps');
  // Whoever opens it next is not led to a receipt.
  await expect(next.getByText('eerder op dit apparaat')).toBeVisible();
  await expect(next).toHaveURL(/\/s\/nps$/);
  expect(await responses(server)).toBe(1);
  expect(await stored(next)).toEqual([]);
  await next.goto('/s/nps');
  await new AnsweringPage(next, 'nps').enhanced();
  expect(await responses(server)).toBe(1);
});

test('an answer that arrived, but whose reply was lost, is not stored twice', async ({ page, server, watch }) => {
  watch.allow(offline);
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 8);
  let lost = 0;
  await page.route('**/s/nps*', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost += 1;
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await form.send();
  const again = page.getByRole('button', { name: 'Nu proberen' });
  await expect(again.or(page.getByRole('heading', { name: 'Bedankt' }))).toBeVisible();
  if (await again.isVisible()) await again.click();
  await thanked(page);
  expect(lost).toBe(1);
  expect(await responses(server)).toBe(1);
  expect(await stored(page)).toEqual([]);
});

test('a server that is briefly away keeps nothing from arriving', async ({ page, server }) => {
  let refused = 0;
  await page.route('**/s/nps*', async (route) => {
    if (route.request().method() !== 'POST' || refused > 0) return route.continue();
    refused += 1;
    await route.fulfill({ status: 503, headers: { 'retry-after': '1' }, contentType: 'application/problem+json', body: '{}' });
  });
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 8);
  await form.send();
  const again = page.getByRole('button', { name: 'Nu proberen' });
  await expect(again.or(page.getByRole('heading', { name: 'Bedankt' }))).toBeVisible();
  if (await again.isVisible()) await again.click();
  await thanked(page);
  expect(refused).toBe(1);
  expect(await responses(server)).toBe(1);
  expect(await stored(page)).toEqual([]);
});

test('what the server refuses is shown as its page, and nothing stays behind', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await form.write('reason', 'Zonder cijfer');
  await form.send();
  await expect(form.errors).toBeVisible();
  await expect(page).toHaveTitle(/^Fout: /);
  await expect(form.field('reason')).toHaveValue('Zonder cijfer');
  expect(await stored(page)).toEqual([]);
});

test('with all storage blocked it is sent all the same', async ({ page, server }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    }
  });
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 7);
  await form.send();
  await thanked(page);
  expect(await responses(server)).toBe(1);
});

test('with storage blocked and no connection the page says to stay open, and sends when it can', async ({ page, server, watch }) => {
  watch.allow(offline);
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 7);
  await page.context().setOffline(true);
  await form.send();
  await expect(page.getByText('Laat deze pagina open.')).toBeVisible();
  await page.context().setOffline(false);
  await thanked(page);
  expect(await responses(server)).toBe(1);
});
