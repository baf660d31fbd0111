/** While someone writes: the characters left, how far along, and a warning before unsent answers are lost. */
import { AnsweringPage } from '../support/answering.ts';
import { expect, test } from '../support/test.ts';

test('the characters left are counted live, as the server counts them', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  const count = page.locator('.question:has(#f-reason) .count');
  await expect(count).toHaveText('');
  await form.field('reason').pressSequentially('Brood');
  await expect(count).toHaveText('U kunt nog 1995 tekens typen');
  // One character to a person, two units to JavaScript.
  await form.write('reason', '🥐🥐');
  await expect(count).toHaveText('U kunt nog 1998 tekens typen');
  await form.write('reason', 'x'.repeat(2003));
  await expect(count).toHaveText('3 tekens te veel');
  await form.score('recommend', 9);
  await form.send();
  await expect(form.errors).toContainText('2.003 tekens');
  await form.enhanced();
  await expect(count).toHaveText('3 tekens te veel');
});

test('progress says how many questions are answered', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'loyalty');
  const progress = page.locator('.progress');
  await expect(progress).toContainText('0 van 3 beantwoord');
  await form.score('recommend_10', 8);
  await expect(progress).toContainText('1 van 3 beantwoord');
  await form.score('recommend_10', 9);
  await expect(progress).toContainText('1 van 3 beantwoord');
  await form.score('repurchase', 8);
  await form.score('explore', 8);
  await expect(progress).toContainText('3 van 3 beantwoord');
});

test('after a correction progress starts from what was answered before', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'loyalty');
  await form.score('repurchase', 8);
  await form.send();
  await expect(form.errors).toBeVisible();
  await form.enhanced();
  await expect(page.locator('.progress')).toContainText('1 van 3 beantwoord');
});

test('leaving with unsent answers asks first; without any, or once they are sent, it does not', async ({ page }) => {
  const asked: string[] = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.accept();
  });
  const form = await AnsweringPage.open(page, 'nps');
  await page.goto('/');
  expect(asked).toEqual([]);

  await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await page.goto('/');
  expect(asked).toEqual(['beforeunload']);

  await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.arrive();
  await page.goto('/');
  expect(asked).toEqual(['beforeunload']);
});
