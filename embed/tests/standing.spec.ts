/** What was withdrawn or erased elsewhere reaches the page; and how seldom, and how quietly, that is asked. */
import { cookie, cookieNames, Notice } from './support/notice.ts';
import { chosen, expect, test, type BrowserContext, type Page, type World } from './support/test.ts';
import { asked, forgetTrackers, recorded, settled } from './support/world.ts';

const HOUR = 3_600_000;

/** A visitor who granted all, and whose browser was closed since: cookies without an end are gone. Returns the event. */
async function returning(page: Page, world: World): Promise<string> {
  const notice = await Notice.open(page);
  await notice.accepted();
  await recorded(world, 1);
  const event = world.klankbord.decisions[0]!.answer.event_id as string;
  await expect.poll(async () => (await cookie(page))!.fields.event).toBe(event);
  await forgetTrackers(world);
  await page.goto('about:blank');
  return event;
}

/** Ends the session of the browser. */
async function restart(context: BrowserContext): Promise<void> {
  const kept = (await context.cookies()).filter(({ expires }) => expires > 0);
  await context.clearCookies();
  await context.addCookies(kept);
}

test('what was withdrawn on the receipt stops at once, and on the next page none of it runs', async ({ page, world }) => {
  const event = await returning(page, world);
  world.klankbord.stands.set(event, ['preferences', 'analytics']);
  await page.goto('/nl.html');
  await expect.poll(async () => (await cookie(page))!.fields.granted).toBe('preferences analytics');
  expect((await cookie(page))!.fields).toMatchObject({ event, until: expect.any(String) });
  await expect.poll(() => page.evaluate(() => (window as any).klankbord.consent.get().purposes.marketing)).toBe(false);
  await expect.poll(() => cookieNames(page)).not.toContain('_fads');
  await expect(page.frameLocator('iframe').getByRole('button', { name: 'Toon dit één keer' })).toBeVisible();
  world.trackers.requests.length = 0;
  await page.reload();
  const requests = await asked(page, world);
  expect(requests).toContain('/analytics.js');
  expect(requests.filter((path) => /ads|video|img/.test(path))).toEqual([]);
  expect(world.klankbord.decisions, 'it is in the record already').toHaveLength(1);
});

test('after an erasure nothing stands, the identifier is gone, and nobody is asked again', async ({ page, world }) => {
  const event = await returning(page, world);
  world.klankbord.stands.set(event, []);
  await page.goto('/nl.html');
  await expect.poll(async () => Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
  const notice = new Notice(page);
  await expect(notice.withdraw).toBeHidden();
  // What was set free before the answer came may still be arriving, and store something.
  await settled(page);
  await page.goto('about:blank');
  world.trackers.requests.length = 0;
  await page.goto('/nl.html');
  await expect(notice.control).toBeVisible();
  await expect.poll(() => cookieNames(page)).toEqual(['klankbord_demo']);
  await expect(notice.layer).toHaveCount(0);
  expect(await asked(page, world)).toEqual([]);
  expect(world.klankbord.asked, 'nothing stands that could be asked about').toEqual([event]);
});

test('where the server does not know the event the visitor is asked again, with nothing running meanwhile', async ({ page, world }) => {
  const event = await returning(page, world);
  world.klankbord.decisions.length = 0;
  await page.goto('/nl.html');
  const notice = new Notice(page);
  await expect(notice.layer).toBeVisible();
  expect((await cookie(page))!.fields).not.toHaveProperty('granted');
  expect((await cookie(page))!.fields).not.toHaveProperty('event');
  world.trackers.requests.length = 0;
  await page.reload();
  await expect(notice.layer).toBeVisible();
  expect(await asked(page, world)).toEqual([]);
  await notice.accepted();
  const [sent] = await recorded(world, 1);
  expect(sent).toMatchObject({ control: 'accept_all' });
  expect(sent.subject).toBeUndefined();
  expect(world.klankbord.asked).toEqual([event]);
});

for (const [what, astray] of Object.entries({
  'a page that is not there': { status: 404, body: { type: 'about:blank', status: 404 } },
  'a portal': { status: 200, body: {} },
  'a portal of another kind': { status: 200, body: { granted: 'none' } },
  'an error': { status: 500, body: { granted: [] } },
  'a refusal': { status: 403, body: { code: 'unknown_event' } },
})) {
  test(`${what} in place of the answer changes nothing`, async ({ page, world }) => {
    const event = await returning(page, world);
    world.klankbord.astray = astray;
    await page.goto('/nl.html');
    await expect.poll(() => world.klankbord.asked).toEqual([event]);
    await settled(page);
    await expect(new Notice(page).withdraw).toBeVisible();
    expect((await cookie(page))!.fields).toMatchObject({ granted: 'preferences analytics marketing', event });
  });
}

test('it is asked at the first page of a session of the browser, and once an hour', async ({ page, context, world }) => {
  await page.clock.install();
  const event = await returning(page, world);
  const { klankbord } = world;
  const visit = async (times: number) => {
    await page.goto('/nl.html');
    await expect(new Notice(page).control).toBeVisible();
    await settled(page);
    await expect.poll(() => klankbord.asked).toEqual(Array(times).fill(event));
  };
  await visit(1);
  await visit(1);
  const other = await context.newPage();
  await other.goto('/en.html');
  await expect(new Notice(other, 'en').control).toBeVisible();
  await settled(other);
  expect(klankbord.asked, 'another tab is the same session').toHaveLength(1);
  await other.close();
  await page.clock.fastForward(HOUR - 120_000);
  await visit(1);
  await page.clock.fastForward(120_000);
  await visit(2);
  await visit(2);
  await restart(context);
  await visit(3);
  const kept = (await context.cookies()).find(({ name }) => name == 'klankbord_demo_asked')!;
  expect(kept).toMatchObject({ expires: -1, path: '/', sameSite: 'Lax', value: expect.stringMatching(/^\d{8}$/) });
});

test('without a grant, or before its record is known, nothing is asked and nothing more is kept', async ({ page, world }) => {
  const { klankbord } = world;
  const notice = await Notice.open(page);
  await notice.refused();
  await page.reload();
  await expect(notice.control).toBeVisible();
  await settled(page);
  expect(await cookieNames(page)).toEqual(['klankbord_demo']);
  await klankbord.stop();
  await notice.reopen.click();
  await notice.save('analytics').catch(() => {});
  await page.goto('/nl.html');
  await settled(page);
  await klankbord.restart();
  await page.reload();
  await recorded(world, 2);
  expect(klankbord.asked).toEqual([]);
  expect(klankbord.complaints).toEqual([]);
});

test('a choice that is made while the answer is on its way is not undone by it', async ({ page, world }) => {
  const { klankbord } = world;
  const event = await returning(page, world);
  klankbord.stands.set(event, ['preferences']);
  let answer = (_: unknown) => {};
  klankbord.thinks = new Promise((resolve) => (answer = resolve));
  await page.goto('/nl.html');
  const notice = new Notice(page);
  await notice.reopen.click();
  await notice.dialog.locator('input[value=preferences]').uncheck();
  await notice.save('analytics');
  await recorded(world, 2);
  answer(0);
  await expect.poll(() => klankbord.asked).toEqual([event]);
  await settled(page);
  expect((await cookie(page))!.fields.granted).toBe('analytics marketing');
});

test('an open page asks too, when the visitor returns to it after an hour', async ({ page, world }) => {
  await page.clock.install();
  const event = await returning(page, world);
  await page.goto('/nl.html');
  await expect.poll(() => world.klankbord.asked).toHaveLength(1);
  world.klankbord.stands.set(event, ['analytics']);
  const shown = () => document.dispatchEvent(new Event('visibilitychange'));
  await page.evaluate(shown);
  await settled(page);
  expect(world.klankbord.asked).toHaveLength(1);
  await page.clock.fastForward(HOUR);
  await page.evaluate(shown);
  await expect.poll(async () => (await cookie(page))!.fields.granted).toBe('analytics');
});

test('on the page of the first choice the receipt of the next one covers both, and its code is kept nowhere', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await notice.accepted();
  await recorded(world, 1);
  const { event_id, receipt_url } = world.klankbord.decisions[0]!.answer;
  await expect.poll(async () => (await cookie(page))!.fields.event).toBe(event_id);
  await notice.withdraw.click();
  const [, second] = await recorded(world, 2);
  const code = receipt_url.split('/').pop();
  expect(second).toMatchObject({ subject: event_id, subject_receipt: code });
  const kept = await page.evaluate(() => JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain(code);
});

test('on a later page only the event id is known, so the receipt covers that decision', async ({ page, world }) => {
  const event = await returning(page, world);
  await page.goto('/nl.html');
  await new Notice(page).withdraw.click();
  const [, second] = await recorded(world, 2);
  expect(second).toMatchObject({ control: 'withdraw', subject: event, purposes: chosen() });
  expect(second).not.toHaveProperty('subject_receipt');
});
