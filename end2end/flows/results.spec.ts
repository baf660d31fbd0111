/** What a marketer reads: an honest score, withheld where few answered, filtered, and safe from what customers type. */
import { counted, exported, headline, setUp } from '../support/marketer.ts';
import { answer, answerNps } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ page, server }) => setUp(page, server));

test('a score is shown with its interval and n, its distribution and its trend', async ({ page, server }) => {
  await answerNps(server.url, [9, 10, 9, 10, 9, 10, 8, 7, 6, 3], (index) => `Reden ${index}`);
  await page.goto('/admin/surveys/nps');
  const score = headline(page);
  // Six promoters, two detractors of ten; adjusted Wald.
  await expect(score.locator('.figure')).toContainText('40,0');
  await expect(score.locator('.interval')).toContainText('−12,6 tot 74,1');
  await expect(counted(page)).toHaveText(/^10 antwoorden\. Grondslag van de vragenlijst: Toestemming\. Stand van \d+ \S+ \d{4}/);
  await expect(score.locator('.caveat')).toHaveText(/^Iedereen met de link kan antwoorden, ook vaker\./);
  await expect(score).toContainText('Indicatief');

  const distribution = page.locator('section', { has: page.getByRole('heading', { name: 'Verdeling' }) });
  await expect(distribution.getByRole('img')).toHaveAccessibleName(/Verdeling van 10 antwoorden/);
  await distribution.getByText('Als tabel').click();
  await expect(distribution.getByRole('row', { name: '9 3 30,0 %' })).toBeVisible();
  const trend = page.locator('#trend');
  await expect(trend.getByRole('img')).toHaveAccessibleName(/Ontwikkeling/);
  await trend.getByText('Als tabel').click();
  await expect(trend.getByRole('row').nth(1)).toContainText('40,0');
  await expect(page.locator('.comments li')).toHaveCount(10);
  await expect(page.locator('.comments li').first()).toContainText('Reden 9');
});

test('fewer than five answers show no figure and no comment, not on the overview either', async ({ page, server }) => {
  await answerNps(server.url, [9, 9, 9, 0], () => 'Alleen voor ons vieren');
  await page.goto('/admin/surveys/nps');
  await expect(headline(page).locator('.figure')).toHaveText('—');
  await expect(page.locator('main')).toContainText('Te weinig antwoorden om te tonen');
  await expect(page.locator('main')).not.toContainText('Alleen voor ons vieren');
  await expect(page.locator('main svg')).toHaveCount(0);
  await page.goto('/admin');
  const card = page.locator('.survey', { hasText: '/s/nps' });
  await expect(card.locator('.figure')).toHaveText('—');

  await answerNps(server.url, [10]);
  await page.reload();
  await expect(card.locator('.figure')).toContainText('60,0');
  await expect(card).toContainText('5 antwoorden');
});

test('without answers the page says what to do next', async ({ page }) => {
  await page.goto('/admin/surveys/csat');
  await expect(headline(page).locator('.figure')).toHaveText('—');
  await expect(page.locator('main')).toContainText('Deel de link van de vragenlijst');
  await page.locator('main section').getByRole('link', { name: '/s/csat' }).click();
  await expect(page.locator('#answer-form')).toBeVisible();
});

test('filters narrow the score, the comments and the export', async ({ page, context, server }) => {
  for (const recommend of [10, 10, 10, 10, 10]) await answer(server.url, 'nps', { recommend, reason: 'Nederlands' }, 'nl');
  for (const recommend of [0, 0, 0, 0, 0, 0]) await answer(server.url, 'nps', { recommend, reason: 'English' }, 'en');
  await page.goto('/admin/surveys/nps');
  await expect(counted(page)).toHaveText(/^11 antwoorden\./);
  await page.locator('form.filter').getByLabel('Taal').selectOption('nl');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(page).toHaveURL(/locale=nl/);
  await expect(counted(page)).toHaveText(/^5 antwoorden\./);
  await expect(headline(page).locator('.figure')).toContainText('100,0');
  await expect(page.locator('.comments')).not.toContainText('English');
  const address = await page.getByRole('link', { name: 'Reacties (CSV)' }).getAttribute('href');
  expect(address).toContain('locale=nl');
  const rows = await exported(context, server, 'nps', new URL(address!, server.url).search);
  expect(rows.map((row) => row.locale)).toEqual(['nl', 'nl', 'nl', 'nl', 'nl']);

  await page.getByRole('link', { name: 'Filter wissen' }).click();
  await expect(counted(page)).toHaveText(/^11 antwoorden\./);
  await page.getByLabel('Kanaal').selectOption('import');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(headline(page).locator('.figure')).toHaveText('—');
  await page.getByLabel('Kanaal').selectOption('link');
  await page.getByLabel('Tot en met', { exact: true }).fill('2020-01-01');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(headline(page).locator('.figure')).toHaveText('—');
  await page.getByLabel('Vanaf', { exact: true }).fill('2020-01-01');
  await page.getByLabel('Tot en met', { exact: true }).fill('');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(counted(page)).toHaveText(/^11 antwoorden\./);
});

test('a score is told apart, and small groups are withheld with what would give them away', async ({ page, server }) => {
  for (let i = 0; i < 30; i += 1) await answer(server.url, 'nps', { recommend: 10, reason: '' }, 'nl');
  for (let i = 0; i < 20; i += 1) await answer(server.url, 'nps', { recommend: 2, reason: '' }, 'en');
  await page.goto('/admin/surveys/nps');
  const breakdown = page.locator('#breakdown');
  await breakdown.getByRole('link', { name: 'Taal', exact: true }).click();
  await expect(page).toHaveURL(/by=locale/);
  const rows = breakdown.locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('Nederlands');
  await expect(rows.first()).toContainText('100,0');
  await expect(rows.first()).toContainText('+200,0');
  await expect(rows.first()).toContainText('waarschijnlijk een echt verschil');
  await expect(rows.nth(1)).toContainText('\u2212100,0');
  // The period of the trend and what tells apart are both kept.
  await page.locator('#trend').getByRole('link', { name: 'week', exact: true }).click();
  await expect(page).toHaveURL(/by=locale.*period=week|period=week.*by=locale/);
  await expect(rows).toHaveCount(2);
});

test('a filter that makes no sense says so beside its field', async ({ page }) => {
  await page.goto('/admin/surveys/nps?from=2026-02-10&to=2026-02-01');
  await expect(page.getByLabel('Tot en met', { exact: true })).toHaveAccessibleDescription(/De laatste dag ligt vóór de eerste/);
  await expect(page.getByLabel('Tot en met', { exact: true })).toHaveAttribute('aria-invalid', 'true');
});

test('a period is compared with other days', async ({ page, server }) => {
  for (let i = 0; i < 6; i += 1) await answer(server.url, 'nps', { recommend: 10, reason: '' }, 'nl');
  await page.goto('/admin/surveys/nps?from=2020-01-01&to=2099-12-31');
  await page.getByText('Met andere dagen vergelijken').click();
  await page.getByLabel('Vergelijken vanaf').fill('2010-01-01');
  await page.getByLabel('Vergelijken tot en met').fill('2019-12-31');
  await page.getByRole('button', { name: 'Toon' }).click();
  const change = page.locator('#comparison');
  await expect(change).toContainText('Van 1 januari 2010 tot en met 31 december 2019 zijn er geen antwoorden om mee te vergelijken');
  await page.getByLabel('Vergelijken tot en met').fill('2099-12-31');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(change).toContainText('Sommige dagen zitten in beide periodes');
  await expect(page.getByLabel('Vanaf', { exact: true })).toHaveValue('2020-01-01');
});

test('the trend goes by day, week or month', async ({ page, server }) => {
  await server.command('demo', '--responses', '400', '--seed', '7');
  await page.goto('/admin/surveys/nps');
  const trend = page.locator('#trend');
  const periods = async () => {
    await trend.getByText('Als tabel').click();
    return trend.locator('tbody tr').count();
  };
  const counts: number[] = [];
  for (const period of ['dag', 'week', 'maand']) {
    await trend.getByRole('link', { name: period, exact: true }).click();
    await expect(trend.getByRole('link', { name: period, exact: true })).toHaveAttribute('aria-current', 'true');
    counts.push(await periods());
  }
  expect(counts[0]).toBeGreaterThan(counts[1]!);
  expect(counts[1]).toBeGreaterThan(counts[2]!);
  await expect(counted(page)).toHaveText(/^400 antwoorden\./);
});

test('markup in a comment is text to the marketer', async ({ page, server }) => {
  const typed = '<script>document.title = "stolen"</script><img src=x onerror="document.title=\'stolen\'"> & "quotes"';
  await answerNps(server.url, [9, 8, 7, 6, 5], () => typed);
  await page.goto('/admin/surveys/nps');
  await expect(page.locator('.comment').first()).toHaveText(typed);
  await expect(page.locator('.comments script, .comments img')).toHaveCount(0);
  await expect(page).not.toHaveTitle('stolen');
});

test('a citizen number in a comment is gone before anyone reads it', async ({ page, context, server }) => {
  await answerNps(server.url, [9, 8, 7, 6, 5], () => 'Mijn nummer is 111222333, bel mij.');
  await page.goto('/admin/surveys/nps');
  await expect(page.locator('.comment').first()).toContainText('Mijn nummer is');
  await expect(page.locator('main')).not.toContainText('111222333');
  expect(JSON.stringify(await exported(context, server, 'nps'))).not.toContain('111222333');
});

test('a text that a spreadsheet would take for a formula is made harmless in the export', async ({ context, server }) => {
  await answerNps(server.url, [9], () => '=HYPERLINK("http://evil.example")');
  expect(await exported(context, server, 'nps')).toMatchObject([{ recommend: '9', reason: '\'=HYPERLINK("http://evil.example")' }]);
});

test('the overview names every survey with its state and score', async ({ page, server }) => {
  await answerNps(server.url, [9, 9, 9, 9, 9, 0]);
  await server.command('survey', 'close', 'ces');
  await page.goto('/admin');
  await expect(page.locator('.survey')).toHaveCount(6);
  await expect(page.locator('.survey', { hasText: '/s/ces' })).toContainText('Gesloten');
  await expect(page.locator('.survey', { hasText: '/s/nps' }).locator('.figure')).toContainText('66,7');
  await page.getByRole('link', { name: 'Zou u Bakkerij Van Dam aanbevelen?' }).click();
  await expect(page).toHaveURL(/\/admin\/surveys\/nps/);
});

test('loyalty is the mean of three questions, of those who answered all three', async ({ page, server }) => {
  for (const score of [10, 9, 8, 7, 6]) {
    await answer(server.url, 'loyalty', { recommend_10: score, repurchase: score, explore: score });
  }
  await page.goto('/admin/surveys/loyalty');
  await expect(headline(page).locator('.figure')).toContainText('8,0');
  // Mean 8, standard deviation √2.5, t(4) = 2.776.
  await expect(headline(page).locator('.interval')).toContainText('6,0 tot 10,0');
  await expect(page.getByRole('heading', { level: 3, name: /opnieuw bij Bakkerij Van Dam koopt/ })).toBeVisible();
});
