/** Tags of comments: by hand, by a rule, as a filter and in the export. */
import { exported, setUp } from '../support/marketer.ts';
import { answerNps } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

test('a marketer tags comments by hand and by rule, and reads the score of each tag', async ({ page, context, server }) => {
  await setUp(page, server);
  const reasons = ['Pakket kwijt', 'Het pakkét was laat', 'pakket stuk', 'Pakket te laat', 'geen pakket', 'Lekker brood', 'Duur'];
  await answerNps(server.url, [0, 1, 2, 3, 4, 10, 6], (index) => reasons[index]!);
  await page.goto('/admin/surveys/nps/comments');
  const comment = (text: string) => page.locator('.comments > li', { hasText: text });
  const tag = (name: string) => page.locator('#tags tbody tr', { hasText: name });

  await comment('Lekker brood').getByText('Label toevoegen').click();
  await comment('Lekker brood').getByLabel('Label').fill('Smaak');
  await comment('Lekker brood').getByRole('button', { name: 'Toevoegen' }).click();
  await expect(comment('Lekker brood').getByRole('listitem')).toContainText('Smaak');
  await expect(tag('Smaak').getByRole('cell').nth(1)).toHaveText('te weinig');

  await page.getByText('Regel maken').click();
  await page.locator('.tag-rule-form').getByLabel('Label').fill('Levering');
  await page.getByRole('button', { name: 'Regel bewaren' }).click();
  await expect(page.locator('#e-rule')).toBeVisible();
  await page.getByLabel('Automatisch bij een van deze woorden').fill('pakket, te laat');
  await page.getByRole('button', { name: 'Regel bewaren' }).click();
  await expect(tag('Levering').getByRole('cell').first()).toHaveText('5');
  await expect(tag('Levering').getByRole('cell').nth(1)).toContainText('−100,0 (');

  await comment('geen pakket').getByRole('button', { name: 'Verwijder label Levering bij deze toelichting' }).click();
  await expect(tag('Levering').getByRole('cell').first()).toHaveText('4');
  await tag('Levering').getByRole('link', { name: 'Levering' }).click();
  await expect(page).toHaveURL(/[?&]tag=Levering/);
  await expect(page.locator('.comments > li')).toHaveCount(4);
  await expect(page.getByRole('combobox', { name: 'Label', exact: true }).first()).toHaveValue('Levering');

  const rows = await exported(context, server, 'nps');
  const tagged = rows.filter((row) => row['tags'] === 'Levering').map((row) => row['reason']);
  expect(tagged.sort()).toEqual(['Het pakkét was laat', 'Pakket kwijt', 'Pakket te laat', 'pakket stuk'].sort());

  await page.getByRole('button', { name: 'Label verwijderen: Levering' }).click();
  await expect(page.locator('main')).toContainText('Geen toelichtingen gevonden');
  await expect(tag('Levering')).toHaveCount(0);
});
