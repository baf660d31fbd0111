/** What a marketer keeps: a question under a name, which moves along with the calendar, and a report that changes no more. */
import { email, setUp } from '../support/marketer.ts';
import { answerNps } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ page, server }) => setUp(page, server));

test('a view is saved, opened from elsewhere, renamed and deleted', async ({ page, server }) => {
  await answerNps(server.url, [9, 10, 9, 10, 9, 3]);
  await page.goto('/admin/surveys/nps?by=channel');
  await page.getByRole('navigation', { name: 'Dagen' }).getByRole('link', { name: 'Deze maand' }).click();
  await expect(page.getByRole('navigation', { name: 'Dagen' }).locator('[aria-current]')).toHaveText('Deze maand');
  await expect(page.locator('#breakdown table')).toBeVisible();
  const views = page.locator('#views');
  await expect(views.getByLabel('Welke dagen')).toHaveValue('this-month');
  await views.getByRole('button', { name: 'Weergave bewaren' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await page.getByRole('textbox', { name: 'Naam' }).fill('Kanalen deze maand');
  await page.getByRole('button', { name: 'Weergave bewaren' }).click();
  await expect(page).toHaveURL(/surveys\/nps\?days=this-month&by=channel/);
  await expect(page.getByRole('navigation', { name: 'Bewaarde weergaven' }).locator('[aria-current]')).toHaveText('Kanalen deze maand');

  await page.goto('/admin');
  await page.getByRole('link', { name: 'Kanalen deze maand' }).click();
  await expect(page.locator('#breakdown table')).toBeVisible();
  await expect(views).toContainText(`Bewaard door ${email}`);
  await views.getByRole('link', { name: 'Wijzigen: Kanalen deze maand' }).click();
  await page.getByLabel('Naam').fill('Per kanaal');
  await page.getByRole('button', { name: 'Naam wijzigen' }).click();
  await expect(views.getByRole('heading', { level: 3 })).toHaveText('Per kanaal');
  await views.getByRole('link', { name: 'Wijzigen: Per kanaal' }).click();
  await page.getByRole('button', { name: 'Weergave verwijderen' }).click();
  await expect(views.getByRole('heading', { level: 3 })).toHaveCount(0);
});

test('the days that were chosen by name are marked, and stay chosen until others are filled in', async ({ page }) => {
  await page.goto('/admin/surveys/nps');
  const days = page.getByRole('navigation', { name: 'Dagen' });
  const names = ['Laatste 7 dagen', 'Laatste 30 dagen', 'Deze maand', 'Vorige maand', 'Dit kwartaal', 'Vorig kwartaal', 'Dit jaar', 'Vorig jaar'];
  await expect(days.getByRole('link')).toHaveText(names);
  await expect(days.locator('[aria-current]')).toHaveCount(0);
  for (const name of names) {
    await days.getByRole('link', { name }).click();
    // On some days two names mean the same days: one of them was chosen.
    await expect(days.locator('[aria-current]')).toHaveText(name);
    await expect(page.locator('form.filter').first()).toContainText(`${name}: `);
  }
  await days.getByRole('link', { name: 'Vorige maand' }).click();
  await page.getByLabel('Kanaal', { exact: true }).selectOption('link');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(page).toHaveURL(/days=last-month.*channel=link/);
  await expect(days.locator('[aria-current]')).toHaveText('Vorige maand');
  await page.getByLabel('Vanaf', { exact: true }).fill('2020-01-01');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(page.getByLabel('Vanaf', { exact: true })).toHaveValue('2020-01-01');
  await expect(days.locator('[aria-current]')).toHaveCount(0);
});

test('a fixed report stays, says what is different today, and is deleted with a reason', async ({ page, server }) => {
  await answerNps(server.url, [9, 10, 9, 10, 8, 3]);
  await page.goto('/admin/surveys/nps/report?by=channel');
  const fix = page.locator('#fix');
  await fix.getByLabel('Titel').fill('Directie, november');
  await fix.getByRole('button', { name: 'Dit rapport vastleggen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Directie, november');
  await expect(page.locator('.report .figure').first()).toContainText('50,0');
  await expect(page.locator('.report a, .report form')).toHaveCount(0);
  await expect(page.locator('#today')).toContainText('zou dezelfde scores geven');
  const at = page.url();

  await answerNps(server.url, [0, 0]);
  await page.goto(at);
  await expect(page.locator('.report .figure').first()).toContainText('50,0');
  await expect(page.locator('#today')).toContainText('Toen 50,0 uit 6 antwoorden; vandaag 12,5 uit 8 antwoorden.');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('#fixed')).toContainText(`by ${email}`);
  await expect(page.locator('.report')).toContainText('How this was measured');

  await page.goto(at);
  await page.locator('details').getByText('Rapport verwijderen').first().click();
  await page.getByRole('button', { name: 'Rapport verwijderen' }).click();
  await expect(page.locator('#error-summary')).toBeVisible();
  await page.getByRole('textbox', { name: 'Reden' }).fill('Verkeerde maand');
  await page.getByRole('button', { name: 'Rapport verwijderen' }).click();
  await expect(page.locator('main')).toContainText('Er is nog geen rapport vastgelegd');
  await expect(page.getByRole('row', { name: /verwijderd Directie, november nps Verkeerde maand/ })).toBeVisible();
});
