/** The purpose `contact`: ticking it asks for an address, kept apart from the answers and gone when taken back. */
import { AnsweringPage, standing } from '../support/answering.ts';
import { exported, setUp } from '../support/marketer.ts';
import { expect, test } from '../support/test.ts';

test('the address is asked for only where contact is ticked', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await expect(form.field('contact_email')).toHaveCount(0);
  await form.score('recommend', 9);
  await form.arrive();
  await expect(form.field('contact_email')).toBeHidden();
  await expect(form.field('contact_phone')).toBeHidden();
  await form.tick('contact');
  await expect(form.field('contact_email')).toBeVisible();
  await expect(form.field('contact_phone')).toBeVisible();
  await form.box('contact').uncheck();
  await expect(form.field('contact_email')).toBeHidden();
});

test('one of the two is then required, and must be readable', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.arrive();
  await form.tick('contact');
  await form.allowButton.click();
  await expect(form.errors).toContainText('Vul een e-mailadres of telefoonnummer in');
  await form.errors.getByRole('link').click();
  await expect(form.field('contact_email')).toBeFocused();
  await expect(form.field('contact_email')).toHaveAttribute('aria-invalid', 'true');

  await form.write('contact_email', 'geen adres');
  await form.write('contact_phone', '12');
  await form.allowButton.click();
  await expect(form.errors).toContainText('Vul een e-mailadres in zoals');
  await expect(form.errors).toContainText('Vul een telefoonnummer in');
  await expect(form.field('contact_email')).toHaveValue('geen adres');
  await expect(form.field('contact_phone')).toHaveValue('12');
  await expect(form.box('contact')).toBeChecked();

  await form.write('contact_email', '');
  await form.write('contact_phone', '020 123 45 67');
  await form.allow();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bedankt');
  await expect(form.box('contact'), 'it is asked once').toHaveCount(0);
  await expect(form.box('publish')).not.toBeChecked();
});

test('it shows on the receipt, in no export, and is erased when contact is withdrawn', async ({ page, server, another }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.arrive();
  await form.tick('contact');
  await form.write('contact_email', 'klant@voorbeeld.nl');
  await form.allow();
  await page.getByRole('link', { name: 'Mijn antwoorden bekijken, wijzigen of wissen' }).click();
  await expect(page.getByText('klant@voorbeeld.nl')).toBeVisible();
  const office = await another();
  await setUp(await office.newPage(), server);
  const rows = await exported(office, server, 'nps');
  expect(JSON.stringify(rows)).not.toContain('klant@voorbeeld.nl');
  expect(rows[0]!.purposes_given!.split(';').sort()).toEqual(['analysis', 'contact']);

  await standing(page, 'Contact opnemen').getByRole('button').click();
  await expect(standing(page, 'Contact opnemen')).toContainText('Toestemming ingetrokken');
  await expect(page.getByText('klant@voorbeeld.nl')).toHaveCount(0);
  await expect(page.locator('dl.answers')).toContainText('9 van 10');
  expect(await exported(office, server, 'nps')).toMatchObject([{ recommend: '9', purposes_given: 'analysis' }]);
});

test('an address typed before the box was unticked is not kept', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.arrive();
  await form.tick('contact');
  await form.write('contact_email', 'klant@voorbeeld.nl');
  await form.box('contact').uncheck();
  await form.allowButton.click();
  await page.getByRole('link', { name: 'Mijn antwoorden bekijken, wijzigen of wissen' }).click();
  await expect(page.locator('dl.answers')).toContainText('9 van 10');
  await expect(page.getByText('klant@voorbeeld.nl')).toHaveCount(0);
});
