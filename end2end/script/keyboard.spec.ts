/** What the keyboard gains where scripts run: a score by its number, but only on a scale that has the focus. */
import { AnsweringPage } from '../support/answering.ts';
import { expect, test } from '../support/test.ts';

test('a number chooses its score, End and Home the ends', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await form.radio('recommend', 0).focus();
  await page.keyboard.press('7');
  await expect(form.radio('recommend', 7)).toBeChecked();
  await expect(form.radio('recommend', 7)).toBeFocused();
  await page.keyboard.press('End');
  await expect(form.radio('recommend', 10)).toBeChecked();
  await expect(form.radio('recommend', 10)).toBeFocused();
  await page.keyboard.press('0');
  await expect(form.radio('recommend', 0)).toBeChecked();
  await page.keyboard.press('ArrowRight');
  await expect(form.radio('recommend', 1)).toBeChecked();
});

test('where a scale ends at 10, End is the way to 10, and a number it does not have does nothing', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'loyalty');
  await form.radio('repurchase', 1).focus();
  await page.keyboard.press('4');
  await expect(form.radio('repurchase', 4)).toBeChecked();
  await page.keyboard.press('0');
  await expect(form.radio('repurchase', 4)).toBeChecked();
  await page.keyboard.press('End');
  await expect(form.radio('repurchase', 10)).toBeChecked();
  await expect(page.locator('#f-recommend_10 input:checked, #f-explore input:checked')).toHaveCount(0);
});

test('without focus on a scale keys do nothing, and text is text', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await page.locator('h1').click();
  await page.keyboard.press('7');
  await expect(page.locator('input[type=radio]:checked')).toHaveCount(0);
  await form.field('reason').focus();
  await page.keyboard.type('7 van de 10 keer');
  await page.keyboard.press('End');
  await expect(form.field('reason')).toHaveValue('7 van de 10 keer');
  await expect(page.locator('input[type=radio]:checked')).toHaveCount(0);
});

test('with Ctrl, Alt or Meta a number stays the browser’s', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await form.radio('recommend', 3).click();
  await page.keyboard.press('Control+5');
  await page.keyboard.press('Alt+6');
  await expect(form.radio('recommend', 3)).toBeChecked();
});
