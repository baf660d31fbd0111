/** Rule 20: what Global Privacy Control counts for. */
import { cookie, Notice } from './support/notice.ts';
import { chosen, expect, languages, test, type Page } from './support/test.ts';
import { asked, forgetTrackers, recorded } from './support/world.ts';

/** A browser that says this as `navigator.globalPrivacyControl`. */
async function says(page: Page, value: unknown): Promise<void> {
  await page.addInitScript((value) => {
    Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => value, configurable: true });
  }, value);
}

for (const language of languages) {
  test(`20: the signal counts as a refusal, without a question, and the visitor can read so (${language})`, async ({ page, world }) => {
    await says(page, true);
    const notice = new Notice(page, language);
    await page.goto(notice.words.page);
    await expect(notice.control).toBeVisible();
    await expect(notice.layer).toHaveCount(0);
    expect(await recorded(world, 1)).toMatchObject([
      { control: 'gpc', gpc: true, notice_version: 3, purposes: chosen() },
    ]);
    expect(await asked(page, world)).toEqual([]);
    expect(world.klankbord.shown).toBe(0);
    expect(Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
    await notice.reopen.click();
    await expect(notice.dialog).toContainText('Global Privacy Control');
    // Counted once, not on every page.
    await page.reload();
    await expect(notice.control).toBeVisible();
    expect(await asked(page, world)).toEqual([]);
    expect(world.klankbord.attempts).toBe(1);
  });
}

for (const value of [false, undefined, 1, '1', 'true']) {
  test(`20: ${JSON.stringify(value)} is not the signal`, async ({ page, world }) => {
    await says(page, value);
    await Notice.open(page);
    expect(world.klankbord.decisions).toEqual([]);
  });
}

test('20: the signal outranks a grant from before it, and the record says so', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await notice.accepted();
  await recorded(world, 1);
  const id = world.klankbord.decisions[0]!.answer.event_id;
  await expect.poll(async () => (await cookie(page))!.fields.event).toBe(id);
  await forgetTrackers(world);
  await says(page, true);
  await page.reload();
  await expect(notice.control).toBeVisible();
  expect((await recorded(world, 2))[1]).toMatchObject({ control: 'gpc', gpc: true, subject: id });
  expect(await asked(page, world)).toEqual([]);
  expect((await cookie(page))!.fields.granted).toBeUndefined();
});

test('20: who is told of the signal and grants all the same is taken at their word', async ({ page, world }) => {
  await says(page, true);
  const notice = new Notice(page);
  await page.goto('/nl.html');
  await notice.reopen.click();
  await notice.save('analytics');
  expect((await recorded(world, 2))[1]).toMatchObject({ control: 'own_choice', gpc: true, purposes: { analytics: true } });
  await asked(page, world);
  world.trackers.requests.length = 0;
  await page.reload();
  await expect(notice.control).toBeVisible();
  expect(await asked(page, world)).toContain('/analytics.js');
  expect(world.klankbord.decisions).toHaveLength(2);
});
