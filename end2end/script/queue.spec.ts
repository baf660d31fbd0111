/** Answers that could not be sent at once: none is lost, none is shown to the next person, and the last word counts. */
import { AnsweringPage, thanked } from '../support/answering.ts';
import { refuse, responses, stored } from '../support/device.ts';
import { exported, setUp } from '../support/marketer.ts';
import { expect, test, type Page } from '../support/test.ts';

const offline = /net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_\w+)/;
const keptHere = (page: Page) => page.getByText('Uw antwoorden staan op dit apparaat');

/** Fills in a score and sends it, which does not arrive. The page tries again by itself. */
async function keep(page: Page, score: number): Promise<void> {
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', score);
  await form.send();
  await expect(keptHere(page)).toBeVisible();
}

test('who changes an answer that waits sends the last one', async ({ page, server, another }) => {
  const through = await refuse(page, { status: 503 });
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.send();
  await expect(keptHere(page)).toBeVisible();
  await form.score('recommend', 2);
  await form.send();
  await expect(keptHere(page)).toBeVisible();
  await expect.poll(async () => (await stored(page)).join()).toContain('recommend=2');
  expect(await stored(page), 'one entry for one answer').toHaveLength(1);
  await through();
  const code = await thanked(page);
  expect(await stored(page)).toEqual([]);
  const office = await another();
  await setUp(await office.newPage(), server);
  expect(await exported(office, server, 'nps')).toMatchObject([{ recommend: '2' }]);
  expect(code).not.toBe('');
});

test('what the server has already is improved by what is sent after it, and an older body changes nothing', async ({
  page,
  server,
  another,
  watch,
}) => {
  watch.allow(offline);
  const bodies: string[] = [];
  let lost = 0;
  await page.route('**/s/nps*', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    bodies.push(route.request().postData()!);
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.send();
  await expect(keptHere(page)).toBeVisible();
  await form.score('recommend', 2);
  await form.send();
  await thanked(page);
  const again = (body: string) =>
    page.request.post('/s/nps', {
      data: body,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    });
  expect(await (await again(bodies[0]!)).json()).toMatchObject({ outcome: 'superseded' });
  const office = await another();
  await setUp(await office.newPage(), server);
  expect(await exported(office, server, 'nps')).toMatchObject([{ recommend: '2' }]);
});

test('two tabs keep an answer each, and each gets its own receipt', async ({ page, server, context, watch }) => {
  watch.allow(offline);
  const other = await context.newPage();
  const through = [await refuse(page, 'nothing'), await refuse(other, 'nothing')];
  await keep(page, 9);
  await keep(other, 3);
  expect(await stored(page)).toHaveLength(2);
  for (const open of through) await open();
  const first = await thanked(page);
  const second = await thanked(other);
  expect(second).not.toBe(first);
  await expect.poll(() => responses(server)).toBe(2);
  expect(await stored(other)).toEqual([]);
  await other.goto(`/r/${second}`);
  await expect(other.locator('dl.answers')).toContainText('3 van 10');
});

test('a tablet that is passed on sends both answers, and shows nobody the receipt of another', async ({
  page,
  server,
  watch,
}) => {
  watch.allow(offline);
  const through = await refuse(page, 'nothing');
  await keep(page, 9);
  await keep(page, 3);
  expect(await stored(page), 'the answers of two people').toHaveLength(2);
  expect(await responses(server)).toBe(0);
  await page.goto('/s/nps');
  await new AnsweringPage(page, 'nps').enhanced();
  await expect(page.getByText('eerder op dit apparaat')).toHaveCount(0);
  await through();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByText('Antwoorden die eerder op dit apparaat zijn ingevuld, zijn nu verstuurd.')).toBeVisible();
  await expect.poll(() => stored(page)).toEqual([]);
  expect(await responses(server)).toBe(2);
  await expect(page).toHaveURL(/\/s\/nps$/);
  await expect(page.locator('a[href^="/r/"]')).toHaveCount(0);
  // The third person answers as if nothing had been.
  const form = new AnsweringPage(page, 'nps');
  await form.score('recommend', 5);
  const code = await form.arrive();
  await page.goto(`/r/${code}`);
  await expect(page.locator('dl.answers')).toContainText('5 van 10');
  expect(await responses(server)).toBe(3);
});

for (const [what, reply] of Object.entries({
  'a proxy that answers 401': { status: 401 },
  'a proxy that answers 403': { status: 403 },
  'a proxy that answers 404': { status: 404 },
  'a proxy that answers 408': { status: 408 },
  'a proxy that asks to sign in': { status: 200 },
  'a proxy that answers in JSON': { status: 200, body: '{"location":"/elsewhere","outcome":"stored"}' },
  'a reply about another form': { status: 409, body: `{"outcome":"refused","key_hash":"${'0'.repeat(64)}"}` },
})) {
  test(`${what} ends nothing`, async ({ page, server }) => {
    const through = await refuse(page, reply);
    await keep(page, 8);
    await expect(page).toHaveURL(/\/s\/nps$/);
    expect((await stored(page)).join()).toContain('recommend=8');
    await through();
    await thanked(page);
    expect(await responses(server)).toBe(1);
    expect(await stored(page)).toEqual([]);
  });
}

test('where nothing can be stored the page says so, and to stay open', async ({ page, server }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  });
  const through = await refuse(page, { status: 503 });
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 7);
  await form.send();
  await expect(page.getByText('dit apparaat kan uw antwoorden niet bewaren. Laat deze pagina open.')).toBeVisible();
  await form.score('recommend', 4);
  await through();
  await form.send();
  await thanked(page);
  expect(await responses(server)).toBe(1);
});

/** A body as the form of a new visit would send it. */
async function body(page: Page, score: string): Promise<{ key: string; body: string }> {
  await AnsweringPage.open(page, 'nps');
  return page.evaluate((score) => {
    const data = new FormData(document.querySelector<HTMLFormElement>('#answer-form')!);
    data.set('recommend', score);
    return { key: String(data.get('key')), body: String(new URLSearchParams(data as any)) };
  }, score);
}

test('an answer that an earlier release kept is sent once', async ({ page, server }) => {
  const sent = await body(page, '6');
  await page.evaluate((body) => localStorage.setItem('klankbord.unsent.nps', body), sent.body);
  await page.goto('/s/nps');
  await expect(page.getByText('eerder op dit apparaat')).toBeVisible();
  await expect.poll(() => stored(page)).toEqual([]);
  await page.goto('/s/nps');
  await new AnsweringPage(page, 'nps').enhanced();
  expect(await responses(server)).toBe(1);
});

test('of an answer that was refused after its page was closed, the next one says only that it was', async ({ page, server }) => {
  const sent = await body(page, '11');
  const name = `klankbord.unsent.nps.${sent.key}`;
  await page.evaluate(([name, body]) => localStorage.setItem(name!, `${Date.now()} ${body}&reason=Geheim`), [name, sent.body]);
  await page.goto('/s/nps');
  await expect(page.getByText('Antwoorden van dit apparaat die niet zijn aangenomen: 1')).toBeVisible();
  expect((await stored(page)).join(), 'the text is gone').not.toContain('Geheim');
  await page.reload();
  await page.getByRole('button', { name: 'Verwijderen' }).click();
  await expect(page.getByText('niet zijn aangenomen')).toHaveCount(0);
  expect(await stored(page)).toEqual([]);
  expect(await responses(server)).toBe(0);
});

test('after 30 days an entry ends', async ({ page, server }) => {
  const [old, young] = [await body(page, '6'), await body(page, '7')];
  await page.evaluate(
    (entries) => {
      for (const [key, body, days] of entries) {
        localStorage.setItem(`klankbord.unsent.nps.${key}`, `${Date.now() - Number(days) * 86_400_000} ${body}`);
      }
    },
    [
      [old.key, old.body, 30.5],
      [young.key, young.body, 29.5],
    ] as const,
  );
  await page.goto('/s/nps');
  await expect.poll(() => stored(page)).toEqual([]);
  await expect(page.getByText('eerder op dit apparaat')).toBeVisible();
  expect(await responses(server)).toBe(1);
});
