/** Someone who signs in and reads results. */
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { parseCsv, type Row } from './csv.ts';
import type { Server } from './server.ts';

export const email = 'marketeer@voorbeeld.nl';
export const password = 'vier losse woorden samen';

/** Makes the first account with the link that the server printed, and is signed in by it. */
export async function setUp(page: Page, server: Server): Promise<void> {
  await page.goto(server.setupLink);
  await page.locator('#f-email').fill(email);
  await page.locator('#f-password').fill(password);
  await page.locator('main form button.primary').click();
  await expect(page).toHaveURL(/\/admin$/);
}

export async function signIn(page: Page, secret = password): Promise<void> {
  await page.locator('#f-email').fill(email);
  await page.locator('#f-password').fill(secret);
  await page.locator('main form button.primary').click();
}

/** Opens a place of the navigation. */
export async function place(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name }).click();
}

/** The rows of a survey's export, as the signed-in browser gets them. */
export async function exported(context: BrowserContext, server: Server, slug: string, query = ''): Promise<Row[]> {
  const response = await context.request.get(`${server.url}/admin/surveys/${slug}/export.csv${query}`);
  expect(response.status()).toBe(200);
  expect(response.headers()['content-type']).toContain('text/csv');
  return parseCsv(await response.text());
}

/** The card of the score that stands for the survey. */
export function headline(page: Page) {
  return page.locator('main .grid > .card').first();
}

/** Below the headline: how many answers it is made from, under which basis, as of when. */
export function counted(page: Page) {
  return headline(page).locator('.source');
}
