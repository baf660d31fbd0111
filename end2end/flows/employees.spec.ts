/** What names an employee is off until an owner states what the works council consents to. */
import { email, place, setUp } from '../support/marketer.ts';
import { expect, test } from '../support/test.ts';

test.use({ javaScriptEnabled: false });

test('an owner states the consent, and takes it back', async ({ page, server }) => {
  const attribute = (key: string, nl: string, ...more: string[]) =>
    server.command('survey', 'attribute', 'nps', '--key', key, '--name-nl', nl, '--name-en', nl, ...more);
  await attribute('store', 'Winkel');
  await attribute('cashier', 'Kassa', '--names-employee', '--team', 'store');
  await setUp(page, server);
  await place(page, 'Privacy');
  await page.getByRole('link', { name: 'Ondernemingsraad' }).click();
  await expect(page.locator('main')).toContainText('Uit: er is niets verklaard.');
  await expect(page.locator('main').getByRole('listitem')).toContainText('Kassa, per team: Winkel');

  await page.goto('/admin/surveys/nps?by=cashier');
  await expect(page.getByRole('alert')).toContainText('“Kassa” wijst een medewerker aan. Dat staat uit');
  await expect(page.getByRole('alert')).toContainText('In plaats daarvan staat hier Winkel.');
  const ways = page.locator('#breakdown nav.switch');
  await expect(ways).toHaveCount(1);
  await expect(ways.locator('[aria-current]')).toHaveText('Winkel');

  await page.goto('/admin/works-council');
  await page.getByRole('button', { name: 'Verklaren' }).click();
  await expect(page.locator('#error-summary')).toContainText('Document:');
  await page.getByLabel('De ondernemingsraad stemt in').check();
  await page.getByLabel('Datum van de instemming').fill('2026-01-31');
  await page.getByLabel('Document').fill('OR 2026/3');
  await page.getByRole('button', { name: 'Verklaren' }).click();
  await expect(page.locator('main')).toContainText('Aan.');
  await expect(page.getByRole('row', { name: new RegExp(`${email} De ondernemingsraad stemt in`) })).toBeVisible();

  await page.goto('/admin/surveys/nps?by=cashier');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(ways).toHaveCount(2);
  await expect(ways.first()).not.toContainText('Kassa');
  await expect(ways.last().locator('[aria-current]')).toHaveText('Kassa');

  await page.goto('/admin/works-council');
  await page.locator('details > summary', { hasText: 'Intrekken' }).click();
  await page.getByRole('button', { name: 'Verklaring intrekken' }).click();
  await expect(page.locator('main')).toContainText('Uit: de verklaring is ingetrokken.');
  await page.goto('/admin/surveys/nps?by=cashier');
  await expect(page.getByRole('alert')).toContainText('Dat staat uit');
});
