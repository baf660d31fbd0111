/** Several decisions on their way at once: of two tabs, or one taken back before it was acknowledged. */
import { cookie, Notice, storage } from './support/notice.ts';
import { expect, test } from './support/test.ts';
import { recorded } from './support/world.ts';

test('25: a grant acknowledged late revives nothing that another tab withdrew meanwhile', async ({ page, context, world }) => {
  const { klankbord } = world;
  const first = await Notice.open(page);
  let answer = (_: unknown) => {};
  klankbord.preflight = new Promise((resolve) => (answer = resolve));
  await first.accepted();
  const other = await context.newPage();
  const second = new Notice(other);
  await other.goto('/nl.html');
  await second.withdraw.click();
  await expect(second.withdraw).toBeHidden();
  answer(0);
  const sent = await recorded(world, 2);
  expect(sent).toMatchObject([{ control: 'accept_all' }, { control: 'withdraw', subject: klankbord.decisions[0]!.answer.event_id }]);
  await expect(first.withdraw).toBeHidden();
  await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
  expect(Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
});

test('25: a tab that was open before follows the grant of another one when it withdraws', async ({ page, context, world }) => {
  const { klankbord } = world;
  const first = await Notice.open(page);
  const other = await context.newPage();
  const second = await Notice.open(other);
  let answer = (_: unknown) => {};
  klankbord.preflight = new Promise((resolve) => (answer = resolve));
  await first.accepted();
  await other.evaluate(() => (window as any).klankbord.consent.set({}));
  await expect(second.layer).toBeHidden();
  answer(0);
  const sent = await recorded(world, 2);
  expect(sent).toMatchObject([{ control: 'accept_all' }, { control: 'withdraw', subject: klankbord.decisions[0]!.answer.event_id }]);
  await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
  expect(Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
});

test('18: a grant that was taken back before it was acknowledged revives nothing, and the next decision belongs to its record', async ({ page, world }) => {
  const { klankbord } = world;
  const notice = await Notice.open(page);
  klankbord.loses = true;
  await notice.accepted();
  await recorded(world, 1);
  const event = klankbord.decisions[0]!.answer.event_id;
  klankbord.loses = false;
  klankbord.superseded.add(event);
  await notice.withdraw.click();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const [, withdrawal] = await recorded(world, 2);
  expect(withdrawal).toMatchObject({ control: 'withdraw', subject: event });
  await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
  expect(Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
});
