/** The receipt: shows what is stored, and erases it, to anyone who has its address and to nobody else. */
import { AnsweringPage, standing } from '../support/answering.ts';
import { exported, setUp } from '../support/marketer.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.write('reason', 'Om te wissen');
  await form.arrive();
  await form.tick('contact');
  await form.write('contact_email', 'klant@voorbeeld.nl');
  await form.allow();
  await page.getByRole('link', { name: 'Mijn antwoorden bekijken, wijzigen of wissen' }).click();
  await expect(page.locator('dl.answers')).toContainText('Om te wissen');
});

test('the base purpose comes first, and each that stands has one button', async ({ page }) => {
  await expect(page.locator('#withdraw li h3')).toHaveText(['Antwoorden tellen en lezen', 'Contact opnemen']);
  const forms = page.locator('#withdraw form');
  await expect(forms).toHaveCount(2);
  await expect(forms.nth(0).locator('input[name=purpose]')).toHaveValue('analysis');
  await expect(forms.nth(1).locator('input[name=purpose]')).toHaveValue('contact');
  for (const form of await forms.all()) {
    await expect(form).toHaveAttribute('method', 'post');
    await expect(form).toHaveAttribute('action', /^\/r\/[\w-]{43}\/withdraw$/);
  }
});

test('it shows the notice it was given under, and no cache keeps it', async ({ page }) => {
  await expect(page.locator('dl.facts').first()).toContainText('Versie 1, kenmerk');
  await page.getByText('De hele privacyverklaring').click();
  await expect(page.locator('details[open]')).toContainText(/[0-9a-f]{64}/);
  await expect(page.locator('details[open]')).toContainText('Autoriteit Persoonsgegevens');
  const headers = (await page.request.get(page.url())).headers();
  expect(headers['cache-control']).toBe('no-store');
  await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
});

test('erasing the answers leaves the proof of consent only', async ({ page, server, another }) => {
  await page.getByRole('button', { name: 'Antwoorden wissen' }).click();
  await expect(page).toHaveURL(/\/r\/[\w-]{43}/);
  await expect(page.locator('.lead')).toContainText('Uw antwoorden zijn gewist op');
  await expect(page.locator('main')).not.toContainText('Om te wissen');
  await expect(page.locator('main')).not.toContainText('klant@voorbeeld.nl');
  await expect(page.getByRole('button', { name: 'Antwoorden wissen' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Alles wissen' })).toBeVisible();
  await expect(standing(page, 'Antwoorden tellen en lezen')).toContainText('Gewist');
  await expect(page.locator('ol.history')).toContainText('Verstuurd');
  const office = await another();
  await setUp(await office.newPage(), server);
  expect(await exported(office, server, 'nps')).toEqual([]);
});

test('erasing everything leaves nothing, and the receipt is gone', async ({ page, server, another }) => {
  const address = page.url();
  await page.getByRole('button', { name: 'Alles wissen' }).click();
  await expect(page.locator('#e-sure')).toContainText('Zet eerst het vinkje.');
  await expect(page.locator('dl.answers')).toContainText('Om te wissen');
  await page.getByLabel('Ik weet het zeker').check();
  await page.getByRole('button', { name: 'Alles wissen' }).click();
  await expect(page).toHaveURL(/\/erased/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alles is gewist');
  const gone = await page.goto(address);
  expect(gone!.status()).toBe(404);
  const office = await another();
  await setUp(await office.newPage(), server);
  expect(await exported(office, server, 'nps')).toEqual([]);
});

test('a code that nobody has is a kind page, in nothing different from a code that is none', async ({ page }) => {
  const code = 'A'.repeat(43);
  for (const address of [`/r/${code}`, '/r/short', `/r/${code}?thanks=1`]) {
    const response = await page.goto(address);
    expect(response!.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deze pagina is er niet');
  }
});

test('from the receipt leads a way to its check, which says what it needs', async ({ page, javaScriptEnabled }) => {
  await page.getByRole('link', { name: 'Een bewijs controleren' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Een bewijs controleren');
  await expect(page.locator('#receipt-check')).toBeVisible({ visible: javaScriptEnabled });
  await expect(page.getByText('heeft JavaScript nodig')).toBeVisible({ visible: !javaScriptEnabled });
  await expect(page.getByText('Wat dit niet laat zien')).toBeVisible();
});
