/** What the address of a survey brings along: told to the respondent, kept through a mistake, and dropped where it was tampered with. */
import { AnsweringPage } from '../support/answering.ts';
import { exported, setUp } from '../support/marketer.ts';
import { expect, test } from '../support/test.ts';

test('a link names the store, a signed one the plan, and a forged one nothing', async ({ page, server, another }) => {
  const declare = (key: string, ...more: string[]) =>
    server.command('survey', 'attribute', 'nps', '--key', key, '--name-nl', `De ${key}`, '--name-en', key, ...more);
  await declare('store', '--value', 'rotterdam', '--by', 'link', '--by', 'signed_link');
  await declare('plan', '--by', 'signed_link');
  const words = ['survey', 'attribute-link', 'nps', '--set', 'plan=gold', '--set', 'store=rotterdam', '--public-url', server.url];
  const signed = new URL((await server.command(...words)).trim());

  const send = async (query: string, reason: string) => {
    const form = await AnsweringPage.open(page, 'nps', query);
    await form.write('reason', reason);
    await form.send();
    await expect(form.errors).toBeVisible();
    await form.score('recommend', 9);
    await form.send();
    await expect(page).toHaveURL(/\/r\//);
  };
  // The server keeps a survey for a moment: what a command of another process declares is there soon, not at once.
  await expect(async () => {
    await page.goto('/s/nps?store=rotterdam&plan=gold');
    await expect(page.locator('#brought')).toContainText('rotterdam', { timeout: 200 });
  }).toPass({ timeout: 120_000 });
  await expect(page.locator('#brought')).not.toContainText('gold');
  await send('?store=rotterdam&plan=gold', 'gewoon');
  await send(signed.search, 'ondertekend');
  await page.goto(new URL(page.url()).pathname);
  await expect(page.locator('main')).toContainText('ondertekende link');
  await send(signed.search.replace('gold', 'silver'), 'vervalst');

  const office = await another();
  await setUp(await office.newPage(), server);
  const rows = await exported(office, server, 'nps');
  const kept = Object.fromEntries(rows.map((row) => [row['reason'], [row['store'], row['plan'], row['attributes_by']]]));
  expect(kept).toEqual({
    gewoon: ['rotterdam', '', 'link'],
    ondertekend: ['rotterdam', 'gold', 'signed_link'],
    vervalst: ['', '', ''],
  });
});
