/** Whoever runs websites: makes one, corrects its notice, reads its numbers and takes the register away. */
import { place, setUp } from '../support/marketer.ts';
import { expect, test } from '../support/test.ts';

test('a website is made, its notice is checked and published', async ({ page, server }) => {
  await setUp(page, server);
  await page.getByRole('link', { name: 'Websites' }).click();
  await page.locator('#f-name').fill('De winkel');
  await page.locator('#f-site_key').fill('De winkel');
  await page.locator('#f-origins').fill('https://winkel.example');
  await page.getByRole('button', { name: 'Website toevoegen' }).click();
  await expect(page.locator('#error-summary')).toContainText('Gebruik alleen kleine letters');
  await expect(page.locator('#f-name')).toHaveValue('De winkel');
  await page.locator('#f-site_key').fill('winkel');
  await page.getByRole('button', { name: 'Website toevoegen' }).click();
  const card = page.locator('.site', { hasText: 'De winkel' });
  await expect(card.locator('pre')).toHaveText(`<script src="${server.url}/consent.js" data-site="winkel"></script>`);

  await card.getByRole('link', { name: 'Cookiemelding', exact: true }).click();
  await expect(page.locator('.preview').first()).toContainText('Weigeren');
  const draft = await page.locator('#f-notice').inputValue();
  await page.locator('#f-notice').fill(draft.replace('"Weigeren"', '"Liever niet"'));
  await page.getByRole('button', { name: 'Controleren' }).click();
  await expect(page.locator('#error-summary')).toContainText('website.texts.refuse.nl: Dit gaat in tegen regel 9');
  await expect(page.locator('#f-notice')).toHaveValue(/"Liever niet"/);

  await page.locator('#f-notice').fill(draft.replace('"Weigeren"', '"Alles weigeren"'));
  await page.getByRole('button', { name: 'Publiceren' }).click();
  await expect(page.locator('.done')).toHaveText('De nieuwe versie is gepubliceerd.');
  await expect(page.locator('.preview').first()).toContainText('Alles weigeren');
  await expect(page.locator('main table tbody tr')).toHaveCount(2);
});

test('two tabs with one notice: the later sees what the earlier published, and a file will do', async ({ page, server }) => {
  await setUp(page, server);
  const address = '/admin/sites/demo/notice';
  await page.goto(address);
  await expect(page.locator('.preview-choice').first()).toHaveCSS('background-color', 'rgb(11, 92, 171)');
  const notice = await page.locator('#f-notice').inputValue();
  const other = await page.context().newPage();
  await other.goto(address);
  await other.locator('#f-notice').fill(notice.replace('"Weigeren"', '"Alles weigeren"'));
  await other.getByRole('button', { name: 'Publiceren' }).click();
  await expect(other.locator('.done')).toHaveText('De nieuwe versie is gepubliceerd.');
  await other.close();

  const text = notice.replace('"Accepteren"', '"Alles accepteren"');
  await page.locator('#f-notice').fill(text);
  await page.getByRole('button', { name: 'Publiceren' }).click();
  const said = page.locator('#error-summary');
  await expect(said).toContainText('Er is intussen een andere versie gepubliceerd');
  await expect(said.getByRole('row', { name: 'website.texts.refuse.nl' })).toContainText('Alles weigeren');
  expect((await page.locator('#f-notice').inputValue()).replaceAll('\r\n', '\n')).toBe(text);

  const both = text.replace('"Weigeren"', '"Alles weigeren"');
  const file = { name: 'melding.json', mimeType: 'application/json', buffer: Buffer.from(both) };
  await page.locator('#f-file').setInputFiles(file);
  await page.getByRole('button', { name: 'Publiceren' }).click();
  await expect(page.locator('.done')).toHaveText('De nieuwe versie is gepubliceerd.');
  await expect(page.locator('.preview').first()).toContainText('Alles weigeren');
  await expect(page.locator('.preview').first()).toContainText('Alles accepteren');
});

test('the numbers of a website, by day and as a file', async ({ page, server }) => {
  await setUp(page, server);
  const headers = { origin: 'http://127.0.0.1:4811' };
  for (const [n, control] of ['accept_all', 'refuse_all', 'refuse_all', 'gpc'].entries()) {
    const granted = control === 'accept_all';
    const purposes = { preferences: granted, analytics: granted, marketing: granted };
    const decision = { idempotency_key: `${n}`.padStart(32, '0'), notice_version: 1, locale: 'nl', control };
    const data = { ...decision, gpc: control === 'gpc', purposes };
    expect((await page.request.post('/api/v1/sites/demo/decisions', { headers, data })).ok()).toBe(true);
  }
  await page.goto('/admin/sites/demo');
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).first();
  await expect(row('Alles geaccepteerd')).toContainText('33,3 %');
  await expect(row('Alles geweigerd')).toContainText('66,7 %');
  await expect(page.locator('.small-score', { hasText: 'Global Privacy Control' })).toContainText('1 van 4 eerste keuzes');
  await expect(page.locator('svg.bars')).toHaveAttribute('aria-label', /^4 keuzes van/);

  const file = await page.request.get((await page.getByRole('link', { name: 'Cijfers (CSV)' }).getAttribute('href'))!);
  expect(await file.text()).toMatch(/,1,nl,refuse_all,,2\r\n/);

  await page.locator('#f-from').fill('2020-01-01');
  await page.locator('#f-to').fill('2020-01-31');
  await page.getByRole('button', { name: 'Toon' }).click();
  await expect(page.locator('main')).toContainText('In deze periode is niets geteld');
});

test('the processing register names every survey and website', async ({ page, server }) => {
  await server.ownPages();
  await setUp(page, server);
  await place(page, 'Privacy');
  await page.getByRole('link', { name: 'Verwerkingsregister' }).click();
  for (const name of ['Demo', 'Bakkerij Van Dam']) {
    await expect(page.locator('main').getByRole('heading', { name }).first()).toBeVisible();
  }
  const json = await page.request.get((await page.getByRole('link', { name: 'Register (JSON)' }).getAttribute('href'))!);
  const register = (await json.json()) as { activities: { kind: string; key: string }[] };
  expect(register.activities.filter(({ kind }) => kind === 'website').map(({ key }) => key)).toEqual(['demo', 'klankbord']);
  expect(register.activities.filter(({ kind }) => kind === 'survey').map(({ key }) => key)).toContain('nps');
});
