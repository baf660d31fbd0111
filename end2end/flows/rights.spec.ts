/** The privacy officer: a request comes in, the person is looked up, and what was asked is done. */
import { readFileSync } from 'node:fs';
import { place, setUp } from '../support/marketer.ts';
import { answer } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

const full = {
  recommend: 2,
  reason: 'Het brood was oud',
  purpose: ['contact'],
  contact_email: 'jan@voorbeeld.nl',
};

test('a request from its first day to its last', async ({ page, server }) => {
  const { code } = await answer(server.url, 'nps', full);
  await setUp(page, server);
  await place(page, 'Privacy');
  await page.getByRole('link', { name: 'Privacyverzoeken' }).click();
  await expect(page.locator('main')).toContainText('Er zijn nog geen verzoeken.');
  await page.getByRole('button', { name: 'Verzoek invoeren' }).click();
  await expect(page.locator('#error-summary')).toContainText('Wat wordt er gevraagd?');
  await page.getByLabel('Inzage').check();
  await page.getByLabel('Wissen').check();
  await page.getByLabel('Kenmerk').fill('Zaak 12');
  await page.getByRole('button', { name: 'Verzoek invoeren' }).click();
  await expect(page.locator('.deadline')).toContainText(/nog (28|29|30|31) dagen/);

  const request = page.url();
  await page.getByLabel('Zoeken naar').fill('JAN@voorbeeld.nl');
  await page.getByRole('button', { name: 'Zoeken' }).click();
  await expect(page.locator('#found')).toContainText('Eén keer gevonden');
  expect(page.url()).not.toContain('voorbeeld.nl');
  await page.locator('#f-identity').selectOption('address');
  await page.getByRole('button', { name: 'Vastleggen' }).click();
  await page.getByLabel('Zoeken naar').fill('JAN@voorbeeld.nl');
  await page.getByRole('button', { name: 'Zoeken' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Alles downloaden (JSON)' }).click();
  const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect(file.responses[0].answers[1].answer).toBe('Het brood was oud');

  await page.locator('.found a').click();
  await expect(page.locator('main')).toContainText('jan@voorbeeld.nl');
  const person = page.url();
  await page.getByRole('link', { name: 'Antwoorden wijzigen' }).click();
  await page.locator('#f-reason').fill('Het brood was van gisteren');
  await page.getByRole('button', { name: 'Wijzigingen opslaan' }).click();
  await expect(page.getByRole('status')).toHaveText('De gewijzigde antwoorden zijn opgeslagen.');
  await expect(page.locator('.answers')).toContainText('Het brood was van gisteren');
  await page.getByRole('button', { name: 'Niet meer gebruiken' }).click();
  await expect(page.locator('.notice-line')).toContainText('niet gebruikt');

  await page.getByRole('button', { name: 'Alles wissen' }).click();
  await expect(page.locator('#error-summary')).toContainText('Zet eerst het vinkje');
  await page.locator('#f-sure').check();
  await page.getByRole('button', { name: 'Alles wissen' }).click();
  await expect(page).toHaveURL(request);
  await expect(page.locator('.deeds')).toContainText('Alles gewist');
  await expect(page.locator('.deeds')).toContainText('Identiteit: Schreef vanaf het gevonden e-mailadres');
  expect((await page.request.get(`${server.url}/r/${code}`)).status()).toBe(404);
  expect((await page.request.get(person)).status()).toBe(404);

  await page.getByLabel('Gedaan wat gevraagd werd').check();
  await page.getByRole('button', { name: 'Verzoek afsluiten' }).click();
  await expect(page.locator('#search')).toHaveCount(0);
  await expect(page.locator('.deeds li').last()).toContainText('Afgesloten: Gedaan wat gevraagd werd');
});

test('who holds the receipt corrects the answers', async ({ page, server }) => {
  const { code } = await answer(server.url, 'nps', full);
  await page.goto(`${server.url}/r/${code}?lang=nl`);
  await page.getByRole('link', { name: 'Antwoorden wijzigen' }).click();
  await expect(page.locator('#f-reason')).toHaveValue('Het brood was oud');
  await page.locator('#f-contact_email').fill('jan');
  await page.getByRole('button', { name: 'Wijzigingen opslaan' }).click();
  await expect(page.locator('#error-summary')).toContainText('Vul een e-mailadres in');
  await page.locator('#f-contact_email').fill('jan@elders.nl');
  await page.locator('input[name=recommend][value="10"]').check({ force: true });
  await page.getByRole('button', { name: 'Wijzigingen opslaan' }).click();
  await expect(page.locator('main')).toContainText('10 van 10');
  await expect(page.locator('main')).toContainText('jan@elders.nl');
  await expect(page.locator('.facts').first()).toContainText('Gewijzigd');
});
