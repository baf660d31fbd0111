/** What the page itself may do: read, show, refuse, and grant only while a visitor clicks. */
import { cookie, Notice } from './support/notice.ts';
import { chosen, expect, test, type Page } from './support/test.ts';
import { addPage, asked, recorded, settled } from './support/world.ts';

const get = (page: Page) => page.evaluate(() => (window as any).klankbord.consent.get());

test('get and the event say what stands', async ({ page, world }) => {
  await page.addInitScript(() => {
    const heard: unknown[] = [];
    Object.assign(window, { heard });
    document.addEventListener('klankbord:consent', (event) => heard.push((event as CustomEvent).detail.purposes));
  });
  const notice = await Notice.open(page);
  expect(await get(page)).toEqual({ answered: false, purposes: chosen(), gpc: false });
  await notice.pick('marketing');
  await recorded(world, 1);
  const { event_id } = world.klankbord.decisions[0]!.answer;
  await expect.poll(() => get(page)).toEqual({
    answered: true,
    purposes: chosen('marketing'),
    gpc: false,
    version: 3,
    event: event_id,
    until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  });
  const heard = await page.evaluate(() => (window as any).heard);
  expect(heard).toContainEqual(chosen('marketing'));
});

test('onChange is told until it is stopped, and one that fails harms nobody', async ({ page, allowed }) => {
  allowed.push(/uncaught: Error: the page's own mistake/, /the page's own mistake/);
  const notice = await Notice.open(page);
  await page.evaluate(() => {
    const { consent } = (window as any).klankbord;
    consent.onChange(() => {
      throw new Error(`the page's own mistake`);
    });
    (window as any).told = [];
    (window as any).stop = consent.onChange((state: any) => (window as any).told.push(state.purposes.analytics));
  });
  await notice.accepted();
  const told = () => page.evaluate(() => (window as any).told);
  await expect.poll(told).toContain(true);
  await page.evaluate(() => (window as any).stop());
  const before = await told();
  await notice.withdraw.click();
  await settled(page);
  expect(await told()).toEqual(before);
});

test('10: set grants while a visitor clicks, and never otherwise', async ({ page, world }) => {
  const path = addPage(world, '/api', { body: '<button id="own">Own</button><input id="key">' });
  const notice = await Notice.open(page, 'nl', path);
  const taken = await page.evaluate(async () => {
    const { consent } = (window as any).klankbord;
    const grant = () => consent.set({ analytics: true }) as boolean;
    const results = [grant()];
    const own = document.querySelector<HTMLElement>('#own')!;
    own.onclick = () => results.push(grant());
    own.click();
    own.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    await new Promise((next) => setTimeout(() => next(results.push(grant()))));
    // Nor does a made-up click on the notice's own button.
    const { shadowRoot } = document.querySelector('klankbord-consent')!;
    const accept = [...shadowRoot!.querySelectorAll('button')].find((button) => button.textContent == 'Accepteren')!;
    accept.click();
    document.querySelector<HTMLElement>('#key')!.onkeydown = () => results.push(grant());
    (window as any).results = results;
    return results;
  });
  expect(taken).toEqual([false, false, false, false]);
  await page.locator('#key').press('Enter');
  expect(await page.evaluate(() => (window as any).results)).toEqual([false, false, false, false, false]);
  await expect(notice.layer).toBeVisible();
  expect(await cookie(page)).toBeUndefined();
  expect(world.klankbord.attempts).toBe(0);
  await page.locator('#own').click();
  expect(await recorded(world, 1)).toMatchObject([{ control: 'own_choice', purposes: chosen('analytics') }]);
  await expect(notice.layer).toHaveCount(0);
});

test('a machine may refuse for the visitor by the buttons of either layer, and by them withdraw', async ({ page, world }) => {
  const press = (text: string) =>
    page.evaluate((text) => {
      const { shadowRoot } = document.querySelector('klankbord-consent')!;
      [...shadowRoot!.querySelectorAll('button')].findLast((button) => button.textContent == text)!.click();
    }, text);
  const notice = await Notice.open(page);
  await press('Zelf kiezen');
  await expect(notice.dialog).toBeVisible();
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('klankbord-consent')!;
    for (const box of shadowRoot!.querySelectorAll<HTMLInputElement>('dialog input')) box.checked = true;
  });
  await press('Keuze bewaren');
  await expect(notice.layer, 'what it ticked is no consent').toBeVisible();
  await press('Weigeren');
  expect(await recorded(world, 1)).toMatchObject([{ control: 'refuse_all', purposes: chosen() }]);
  await notice.reopen.click();
  await notice.dialog.getByRole('button', { name: notice.words.accept }).click();
  await recorded(world, 2);
  await press('Intrekken');
  expect((await recorded(world, 3))[2]).toMatchObject({ control: 'withdraw', purposes: chosen() });
});

test('a link of the page withdraws in one click, and another opens the preferences', async ({ page, world }) => {
  const body = '<a href="#" data-klankbord="preferences">Cookies</a><a href="#" data-klankbord="withdraw">Terug</a>';
  const tag = '<script src="{HOST}/consent.js" data-site="demo" data-control="none"></script>';
  const notice = await Notice.open(page, 'nl', addPage(world, '/links', { body, tag }));
  await notice.accept.click();
  await recorded(world, 1);
  await expect(notice.layer).toHaveCount(0);
  await expect(notice.control, 'the links stand in its place').toBeHidden();
  await page.getByText('Terug').click();
  expect((await recorded(world, 2))[1]).toMatchObject({ control: 'withdraw', purposes: chosen() });
  await page.getByText('Cookies').click();
  await expect(notice.dialog).toBeVisible();
  await notice.dialog.getByRole('button', { name: notice.words.back }).click();
  const bare = addPage(world, '/bare', { tag });
  await page.goto(bare);
  await expect(notice.control, 'without a link nobody is left without it').toBeVisible();
});

test('set refuses at any time, and takes nothing but true for a grant', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await notice.accepted();
  await recorded(world, 1);
  expect(await page.evaluate(() => (window as any).klankbord.consent.set({ analytics: 'true', marketing: 1, other: true }))).toBe(true);
  expect((await recorded(world, 2))[1]).toMatchObject({ control: 'withdraw', purposes: chosen() });
  await settled(page);
  expect((await get(page)).purposes).toEqual(chosen());
});

test('set withdraws also before the notice is there', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await notice.accepted();
  await recorded(world, 1);
  await expect.poll(async () => (await cookie(page))!.fields.event).toBeTruthy();
  world.klankbord.mood = 'hang';
  await page.goto('/nl.html');
  expect(await page.evaluate(() => (window as any).klankbord.consent.set({}))).toBe(true);
  expect((await cookie(page))!.fields.granted).toBeUndefined();
  world.klankbord.mood = 'ok';
  await page.goto('/nl.html');
  const sent = await recorded(world, 2);
  expect(sent[1]).toMatchObject({ control: 'withdraw', notice_version: 3, purposes: chosen() });
  world.trackers.requests.length = 0;
  await page.reload();
  await expect(notice.control).toBeVisible();
  expect(await asked(page, world)).toEqual([]);
});

test('show opens the preferences, and a second tag changes nothing', async ({ page, world }) => {
  const tag = '<script src="{HOST}/consent.js" data-site="demo"></script>';
  const notice = await Notice.open(page, 'nl', addPage(world, '/twice', { tag: tag + tag }));
  await expect(page.locator('klankbord-consent')).toHaveCount(1);
  await page.evaluate(() => (window as any).klankbord.consent.show());
  await expect(notice.dialog).toBeVisible();
  await page.evaluate(() => (window as any).klankbord.consent.show());
  await expect(notice.dialog).toHaveCount(1);
  expect(world.klankbord.fetches).toBe(1);
});

test('how often the notice was shown is counted once a page, and without anything that could identify', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await expect.poll(() => world.klankbord.shown).toBe(1);
  await notice.choose.click();
  await page.keyboard.press('Escape');
  await Notice.open(page);
  await expect.poll(() => world.klankbord.shown).toBe(2);
  await notice.refused();
  await page.reload();
  await expect(notice.control).toBeVisible();
  await asked(page, world);
  expect(world.klankbord.shown).toBe(2);
});
