/** The answers taken along in another form than CSV, with the filter of the page. */
import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { setUp } from '../support/marketer.ts';
import { answer } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ page, server }) => {
  await setUp(page, server);
  await answer(server.url, 'nps', { recommend: 10, reason: 'Nederlands' }, 'nl');
  await answer(server.url, 'nps', { recommend: 0, reason: 'English' }, 'en');
});

async function download(page: Page, button: string): Promise<{ name: string; text: string }> {
  const waiting = page.waitForEvent('download');
  await page.locator('#export').getByRole('button', { name: button }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('the form downloads what was chosen, filtered as the page is', async ({ page }) => {
  await page.goto('/admin/surveys/nps?locale=nl&where=recommend%3A10&by=channel');
  await page.getByRole('link', { name: 'Meer formaten' }).click();
  const form = page.locator('#export');
  await expect(form).toBeInViewport();
  const filter = form.getByRole('list', { name: 'Met het filter van deze pagina' }).getByRole('listitem');
  await expect(filter).toHaveText(['Taal: Nederlands', /: 10 \(Uiterst waarschijnlijk\)$/]);
  await form.getByLabel('Bestandsformaat').selectOption('JSON Lines');
  await form.getByLabel('Rijen').selectOption('Eén per antwoord');
  const { name, text } = await download(page, 'Downloaden');
  expect(name).toMatch(/^klankbord-nps-\d{4}-\d\d-\d\d\.jsonl$/);
  const rows = text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows.map(({ question, value, text }) => ({ question, value, text }))).toEqual([
    { question: 'recommend', value: 10, text: null },
    { question: 'reason', value: null, text: 'Nederlands' },
  ]);

  await form.getByLabel('Bestandsformaat').selectOption('Excel-werkmap (XLSX)');
  const workbook = await download(page, 'Downloaden');
  expect(workbook.name).toMatch(/\.xlsx$/);
  expect(workbook.text.startsWith('PK')).toBe(true);
});

test('the codebook is that of the form chosen', async ({ page }) => {
  await page.goto('/admin/surveys/nps');
  const form = page.locator('#export');
  await form.getByLabel('Bestandsformaat').selectOption('CSV voor een Nederlandse Excel');
  await form.getByLabel('Codes of teksten').selectOption('Codes en teksten, in het Nederlands');
  const { text } = await download(page, 'Codeboek');
  expect(text).toContain('submitted_at;;time;;;;');
});
