/** Keys of programs: made, tried and revoked by an owner. */
import { email, place, setUp } from '../support/marketer.ts';
import { expect, test } from '../support/test.ts';

test.use({ javaScriptEnabled: false });

test('a key is made, works, and is revoked', async ({ page, server }) => {
  await setUp(page, server);
  await place(page, 'Instellingen');
  await page.getByRole('link', { name: 'API-sleutels' }).click();
  await page.getByRole('button', { name: 'Sleutel maken' }).click();
  await expect(page.locator('#error-summary')).toContainText('Vink aan wat de sleutel mag');
  await page.getByLabel('Naam').fill('Power BI');
  await page.getByLabel(/surveys:read/).check();
  await page.getByRole('button', { name: 'Sleutel maken' }).click();
  const secret = await page.locator('.secret').first().innerText();
  const command = await page.locator('.secret').last().innerText();
  expect(command).toBe(`curl -H "Authorization: Bearer ${secret}" "${server.url}/api/v1/surveys"`);
  const use = async () => (await fetch(`${server.url}/api/v1/surveys`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await use()).toBe(200);

  await page.getByRole('link', { name: 'Alle sleutels' }).click();
  await expect(page.locator('main')).not.toContainText(secret);
  await expect(page.locator('.prepared li')).toContainText(`door ${email}`);
  await page.locator('details > summary', { hasText: 'Intrekken' }).click();
  await page.getByRole('button', { name: 'Deze sleutel intrekken' }).click();
  await expect(page.locator('.prepared li')).toContainText('Ingetrokken op');
  await expect(page.locator('.prepared details')).toHaveCount(0);
  expect(await use()).toBe(401);
});
