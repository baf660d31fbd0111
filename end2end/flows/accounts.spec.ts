/** The first account, signing in and out. */
import { email, password, setUp, signIn } from '../support/marketer.ts';
import { expect, test } from '../support/test.ts';

test('the set-up link says what is wrong, makes the account, signs in, and works once', async ({ page, server, another }) => {
  await page.goto(server.setupLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Account maken');
  await page.locator('#f-email').fill('geen adres');
  await page.locator('#f-password').fill('kort');
  await page.locator('main form button.primary').click();
  await expect(page.locator('#error-summary')).toContainText('Vul een e-mailadres in zoals');
  await expect(page.locator('#error-summary')).toContainText('12 tot 200 tekens');
  await expect(page.locator('#f-email')).toHaveValue('geen adres');
  await expect(page.locator('#f-password')).toHaveValue('');
  await page.locator('#error-summary').getByRole('link').first().click();
  await expect(page.locator('#f-email')).toBeFocused();

  await setUp(page, server);
  const elsewhere = await (await another()).newPage();
  await elsewhere.goto(server.setupLink);
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Deze link werkt niet meer');
  await expect(elsewhere.locator('main input')).toHaveCount(0);
});

test('signing in leads to where one was going; signing out ends the session', async ({ page, server, another }) => {
  await setUp(await (await another()).newPage(), server);

  await page.goto('/admin/surveys/nps?period=week');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page);
  await expect(page).toHaveURL(/\/admin\/surveys\/nps\?period=week$/);
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'klankbord');
  expect(cookie).toMatchObject({ name: 'klankbord', httpOnly: true, sameSite: 'Lax', path: '/' });

  await page.getByText(email).click();
  await page.getByRole('button', { name: 'Uitloggen', exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(page.locator('main')).toContainText('U bent uitgelogd.');
  // What stays says only that this browser is known: failed sign-ins elsewhere do not count here.
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual(['klankbord_device']);
  // The session is over on the server too, not only forgotten here.
  await page.context().addCookies([cookie!]);
  await page.goto('/admin');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('signing out everywhere ends the other session too', async ({ page, server, another }) => {
  const other = await (await another()).newPage();
  await setUp(other, server);
  await page.goto('/sign-in');
  await signIn(page);
  await expect(page).toHaveURL(/\/admin$/);

  await page.getByText(email).click();
  await page.getByRole('button', { name: 'Overal uitloggen' }).click();
  await expect(page.locator('main')).toContainText('U bent overal uitgelogd');
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
});

test('a wrong password and an unknown address read alike', async ({ page, server, another }) => {
  await setUp(await (await another()).newPage(), server);
  const said: string[] = [];
  for (const [address, secret] of [
    [email, 'niet het goede wachtwoord'],
    ['niemand@voorbeeld.nl', password],
  ] as const) {
    await page.goto('/sign-in');
    await page.locator('#f-email').fill(address);
    await page.locator('#f-password').fill(secret);
    await page.locator('main form button.primary').click();
    await expect(page.locator('#error-summary')).toBeVisible();
    await expect(page.locator('#f-email')).toHaveValue(address);
    await expect(page.locator('#f-password')).toHaveValue('');
    said.push(await page.locator('#error-summary').innerText());
  }
  expect(said[0]).toBe(said[1]);
});

test('nothing of the admin pages can be seen without signing in', async ({ page }) => {
  for (const address of ['/admin', '/admin/surveys/nps', '/admin/surveys/nps/export.csv', '/admin/surveys/nps/codebook.csv']) {
    const response = await page.goto(address);
    await expect(page).toHaveURL(/\/sign-in/);
    expect(response!.status()).toBe(200);
    expect(await response!.text()).not.toContain('Bakkerij Van Dam aanbevelen');
  }
});
