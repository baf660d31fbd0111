/** Light mode: one click, one line of notice, no event and no receipt. */
import { exported, setUp } from '../support/marketer.ts';
import { expect, test } from '../support/test.ts';

test('one click answers, and leaves no receipt, cookie or stored thing behind', async ({ page, server, another }) => {
  await page.goto('/s/helpful');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Was deze informatie nuttig?');
  await expect(page.locator('.light-notice')).toHaveText(/bewaart alleen het antwoord en de dag/);
  await expect(page.locator('input[type=checkbox], textarea, script')).toHaveCount(0);
  await page.getByRole('button', { name: 'Nee' }).click();
  await expect(page).toHaveURL(/\/s\/helpful\/thanks/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bedankt');
  await expect(page.locator('a[href*="/r/"]')).toHaveCount(0);
  expect(await page.context().cookies()).toEqual([]);

  const office = await another();
  await setUp(await office.newPage(), server);
  expect(await exported(office, server, 'helpful')).toMatchObject([{ helpful: '0', locale: 'nl', consent_event_id: '' }]);
});

test('it speaks English too', async ({ page }) => {
  await page.goto('/s/helpful?lang=en');
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
