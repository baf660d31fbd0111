/** Going back: the same form under the same key, empty once it was sent; a key is one answer. */
import { AnsweringPage, thanked } from '../support/answering.ts';
import { exported, setUp } from '../support/marketer.ts';
import { expect, test, type Page } from '../support/test.ts';

const keyOf = (page: Page) => page.locator('#answer-form input[name=key]').inputValue();

/** Answers, goes back, and sends something else: the page that asks who sends. */
async function again(page: Page): Promise<{ code: string; key: string }> {
  const form = await AnsweringPage.open(page, 'nps');
  const key = await keyOf(page);
  await form.score('recommend', 9);
  await form.write('reason', 'Eerste');
  await form.tick('connect');
  const code = await form.arrive();
  await page.goBack();
  await form.enhanced();
  await expect(page).toHaveURL(/\/s\/nps$/);
  expect(await keyOf(page), 'the same form').toBe(key);
  await expect(page.locator('#answer-form input:checked')).toHaveCount(0);
  await expect(form.field('reason')).toHaveValue('');
  await form.score('recommend', 2);
  await form.write('reason', 'Tweede\n"regel" & <b>');
  await form.send();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dit formulier is al verstuurd');
  const html = await page.content();
  expect(html, 'nothing that is stored').not.toContain('Eerste');
  expect(html, 'no way to the receipt').not.toContain(code);
  return { code, key };
}

test('who goes back and improves the answer has one answer', async ({ page, server, another }) => {
  const { code } = await again(page);
  await page.getByRole('button', { name: 'Verbeteren' }).click();
  expect(await thanked(page)).toBe(code);
  const office = await another();
  await setUp(await office.newPage(), server);
  const rows = await exported(office, server, 'nps');
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ recommend: '2' });
  expect(rows[0]!.reason!.replaceAll('\r\n', '\n')).toBe('Tweede\n"regel" & <b>');
});

test('who goes back on the device of another person adds an answer', async ({ page, server, another }) => {
  const { code } = await again(page);
  await page.getByRole('button', { name: 'Iemand anders' }).click();
  const other = await thanked(page);
  expect(other).not.toBe(code);
  await page.goto(`/r/${other}`);
  await expect(page.locator('dl.answers')).toContainText('2 van 10');
  await expect(page.locator('main')).not.toContainText('Eerste');
  const office = await another();
  await setUp(await office.newPage(), server);
  const rows = await exported(office, server, 'nps');
  expect(rows.map((row) => row.recommend).sort()).toEqual(['2', '9']);
});

test('a new visit is a new form', async ({ page }) => {
  await AnsweringPage.open(page, 'nps');
  const key = await keyOf(page);
  await AnsweringPage.open(page, 'nps');
  expect(await keyOf(page)).not.toBe(key);
});

test('in light mode going back and choosing otherwise is another person', async ({ page, server, another }) => {
  await page.goto('/s/helpful');
  await page.getByRole('button', { name: 'Nee' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bedankt');
  await page.goBack();
  await page.getByRole('button', { name: 'Ja' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dit formulier is al verstuurd');
  await expect(page.getByRole('button', { name: 'Verbeteren' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Iemand anders' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bedankt');
  const office = await another();
  await setUp(await office.newPage(), server);
  const rows = await exported(office, server, 'helpful');
  expect(rows.map((row) => row.helpful).sort()).toEqual(['0', '1']);
});
