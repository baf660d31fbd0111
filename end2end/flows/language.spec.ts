/** The language of a page: asked for in its address, else the browser's, else the organisation's. */
import { AnsweringPage, thanked } from '../support/answering.ts';
import { expect, test } from '../support/test.ts';

const dutch = 'Hoe waarschijnlijk is het dat u Bakkerij Van Dam zou aanbevelen aan een vriend of collega?';
const english = 'How likely is it that you would recommend Bakkerij Van Dam to a friend or colleague?';

test.describe('a browser in English', () => {
  test.use({ locale: 'en-GB' });

  test('is answered in English, to the end', async ({ page }) => {
    const form = await AnsweringPage.open(page, 'nps');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(form.field('recommend')).toHaveAccessibleName(english);
    await expect(form.sendButton).toHaveText('Send');
    await form.send();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page).toHaveTitle(/^Error: /);
    await expect(form.errors).toContainText('Something is not right yet');
    await expect(form.errors).toContainText('Please answer this question.');
    await form.enhanced();
    await form.score('recommend', 7);
    await form.arrive();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  });

  test('is answered in Dutch when the address says so, errors and receipt too', async ({ page }) => {
    const form = await AnsweringPage.open(page, 'nps', '?lang=nl');
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
    await form.send();
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
    await expect(form.errors).toContainText('Beantwoord deze vraag.');
    await form.enhanced();
    await form.score('recommend', 7);
    await form.arrive();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bedankt');
    await page.getByRole('link', { name: 'Mijn antwoorden bekijken, wijzigen of wissen' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
    await page.locator('#withdraw form button').first().click();
    await expect(page.locator('#withdraw')).toContainText('Toestemming ingetrokken');
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  });

  test('meets errors and kind pages in English', async ({ page }) => {
    for (const [address, heading] of [
      ['/s/nothing-here', 'There is no such survey'],
      ['/nothing-here', 'There is no such page'],
      ['/erased', 'Everything has been erased'],
      ['/sign-in', 'Sign in'],
    ] as const) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    }
  });
});

test('the other language keeps what was typed, and so does the way back', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await expect(form.field('recommend')).toHaveAccessibleName(dutch);
  const button = page.getByRole('button', { name: 'English' });
  await expect(button).toHaveAttribute('lang', 'en');
  await form.score('recommend', 4);
  await form.write('reason', 'Al getypt');
  await button.click();
  await expect(page).toHaveURL('/s/nps?lang=en');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(form.field('recommend')).toHaveAccessibleName(english);
  await expect(page.locator('textarea[name=reason]')).toHaveValue('Al getypt');
  await expect(page.locator('input[name=recommend]:checked')).toHaveValue('4');
  await form.enhanced();
  await page.getByRole('button', { name: 'Nederlands' }).click();
  await expect(form.field('recommend')).toHaveAccessibleName(dutch);
  await expect(page.locator('textarea[name=reason]')).toHaveValue('Al getypt');
});

test('the receipt can be read in another language than the answers were given in', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps', '?lang=en');
  await form.score('recommend', 10);
  await form.arrive();
  await page.getByRole('link', { name: 'View, change or erase my answers' }).click();
  await page.getByRole('link', { name: 'Nederlands' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await expect(page.locator('dl.facts').first()).toContainText('Engels');
});

test.describe('a browser in a language we do not speak', () => {
  test.use({ locale: 'fr-FR' });

  test('is answered in the language of the organisation', async ({ page }) => {
    await page.goto('/s/nps');
    await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  });
});

test('a correction after the switch of language keeps the language of the form', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'csat');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await form.enhanced();
  await form.send();
  await expect(form.errors).toContainText('Please answer this question.');
  await form.enhanced();
  await form.score('satisfaction', 4);
  await form.send();
  await thanked(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Thank you');
});
