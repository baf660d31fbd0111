/** What those with an account do on the way to a page. */
import { expect, type Page } from '@playwright/test';
import type { House } from './house.ts';
import type { Server } from './server.ts';

/** With the session of whoever signed in at a server. */
export async function signedIn(page: Page, house: House, at: Server): Promise<void> {
  const value = house.sessions.get(at)!;
  await page.context().addCookies([{ name: 'klankbord', value, url: at.url, httpOnly: true, sameSite: 'Lax' }]);
}

/** Saves what a results page shows, under a name of its own. */
export async function saveView(page: Page, house: House, path: string): Promise<void> {
  await signedIn(page, house, house.server);
  await page.goto(`${house.server.url}${path}`);
  await page.locator('#f-name').fill(`Weergave ${crypto.randomUUID()}`);
  await page.locator('#views button').click();
  await expect(page).toHaveURL(/\/admin\/(views|surveys)\//);
}

/** Makes a key, and is on the page that shows it. */
export async function makeKey(page: Page, house: House): Promise<void> {
  await signedIn(page, house, house.server);
  await page.goto(`${house.server.url}/admin/keys`);
  await page.locator('#f-name').fill('Power BI');
  await page.locator('input[value="results:read"]').check();
  await page.locator('main form.make button').click();
}

/** Fixes what a report shows. */
export async function fixReport(page: Page, house: House, path: string): Promise<void> {
  await signedIn(page, house, house.server);
  await page.goto(`${house.server.url}${path}`);
  await page.locator('#f-name').fill('Directie, derde kwartaal');
  await page.locator('#fix button').click();
  await expect(page.locator('#fixed')).toBeVisible();
}

/** Changes a field and sends the form as the browser does, past the page's own scripts. */
export async function sendNatively(page: Page, field: string, value: string): Promise<void> {
  await page.locator(field).evaluate((control, value) => {
    const field = control as HTMLInputElement | HTMLTextAreaElement;
    field.value = value;
    HTMLFormElement.prototype.submit.call(field.form);
  }, value);
}
