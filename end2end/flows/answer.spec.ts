/** The main job: a customer on a phone answers in Dutch, is corrected, keeps a receipt and takes everything back. */
import { AnsweringPage, recorded, standing, thanked } from '../support/answering.ts';
import { counted, exported, setUp } from '../support/marketer.ts';
import { answerNps } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

const reason = 'Warm brood, en altijd vriendelijk geholpen.';

test('a customer is corrected, answers, opens the receipt and withdraws; result and export follow', async ({
  page,
  server,
  another,
}) => {
  await answerNps(server.url, [9, 9, 10, 8, 7, 3], (index) => `Een andere reden, ${index}`);
  const office = await another();
  const results = await office.newPage();
  await setUp(results, server);

  const form = await AnsweringPage.open(page, 'nps');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await form.write('reason', reason);
  await form.tick('connect');
  await form.send();

  await test.step('the correction keeps everything and leads to the question', async () => {
    await expect(form.errors).toBeVisible();
    await expect(form.errors).toHaveRole('alert');
    await expect(page).toHaveTitle(/^Fout: /);
    await expect(page).toHaveURL(/\/s\/nps\b/);
    await form.enhanced();
    await expect(form.field('reason')).toHaveValue(reason);
    await expect(form.box('connect')).toBeChecked();
    await expect(form.field('recommend')).toHaveAttribute('aria-invalid', 'true');
    await expect(form.field('recommend')).toHaveAccessibleDescription(/Beantwoord deze vraag/);
    await form.errors.getByRole('link').click();
    await expect(page.locator('#f-recommend:focus-within')).toBeVisible();
    await expect(form.field('recommend')).toBeInViewport();
  });

  await form.score('recommend', 9);
  const code = await form.arrive();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bedankt');
  await form.allow('publish');

  await test.step('the receipt shows what is stored', async () => {
    await page.getByRole('link', { name: 'Mijn antwoorden bekijken, wijzigen of wissen' }).click();
    await expect(page).toHaveURL(new RegExp(`/r/${code}`));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ontvangstbewijs');
    await expect(page.locator('dl.answers')).toContainText('9 van 10');
    await expect(page.locator('dl.answers')).toContainText(reason);
    await expect(standing(page, 'Antwoorden tellen en lezen')).toContainText('Toestemming gegeven');
    await expect(standing(page, 'Toelichting tonen')).toContainText('Toestemming gegeven');
    await expect(standing(page, 'Contact opnemen')).toHaveCount(0);
    await expect(recorded(page)).toContainText('Koppelen aan klantgegevens: Toestemming gegeven');
    await expect(recorded(page)).not.toContainText('Contact opnemen');
  });

  await test.step('the marketer sees the answer', async () => {
    await results.goto('/admin/surveys/nps');
    await expect(counted(results)).toHaveText(/^7 antwoorden\./);
    await expect(results.locator('main')).toContainText(reason);
    const rows = await exported(office, server, 'nps');
    expect(rows).toHaveLength(7);
    expect(rows.filter((row) => row.reason === reason)).toMatchObject([{ recommend: '9', locale: 'nl', channel: 'link' }]);
  });

  await standing(page, 'Antwoorden tellen en lezen').getByRole('button', { name: 'Toestemming intrekken' }).click();
  await expect(page).toHaveURL(new RegExp(`/r/${code}`));
  await expect(standing(page, 'Antwoorden tellen en lezen')).toContainText('Toestemming ingetrokken');
  await expect(standing(page, 'Antwoorden tellen en lezen').getByRole('button')).toHaveCount(0);

  await test.step('the very next result and export are without it', async () => {
    await results.reload();
    await expect(counted(results)).toHaveText(/^6 antwoorden\./);
    await expect(results.locator('main')).not.toContainText(reason);
    await expect(results.locator('main')).toContainText('1 ingetrokken');
    const rows = await exported(office, server, 'nps');
    expect(rows).toHaveLength(6);
    expect(rows.map((row) => row.reason)).not.toContain(reason);
  });
});

test('sending the same again is the same answer; another one is refused without showing the first', async ({
  page,
  server,
  another,
}) => {
  const form = await AnsweringPage.open(page, 'nps');
  const key = await page.locator('input[name=key]').inputValue();
  await form.score('recommend', 8);
  await form.write('reason', 'Eerste');
  const code = await form.arrive();

  const version = await (await page.request.get('/s/nps')).text().then((html) => /name="version" value="([^"]+)"/.exec(html)![1]!);
  const again = (reason: string) =>
    page.request.post('/s/nps', {
      form: { key, version, locale: 'nl', recommend: 8, reason },
      maxRedirects: 0,
    });
  const same = await again('Eerste');
  expect(same.status()).toBe(303);
  expect(same.headers().location).toContain(`/r/${code}`);
  const other = await again('Tweede');
  expect(other.status()).toBe(409);
  const text = await other.text();
  expect(text).not.toContain(code);
  expect(text).not.toContain('Eerste');

  const office = await another();
  await setUp(await office.newPage(), server);
  const rows = await exported(office, server, 'nps');
  expect(rows.map((row) => row.reason)).toEqual(['Eerste']);
});

test('a page that was left open while the survey closed says so kindly', async ({ page, server }) => {
  const form = await AnsweringPage.open(page, 'csat');
  await form.score('satisfaction', 4);
  await server.command('survey', 'close', 'csat');
  await form.send();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deze vragenlijst is gesloten');
  await page.goto('/s/csat');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deze vragenlijst is gesloten');
});

test('text beyond the limit comes back whole, with what is wrong with it', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  const long = 'héél lang '.repeat(250);
  await form.score('recommend', 5);
  await form.write('reason', long);
  await form.send();
  await expect(form.errors).toContainText('2.500 tekens');
  await expect(form.field('reason')).toHaveValue(long);
  await expect(form.radio('recommend', 5)).toBeChecked();
  await form.enhanced();
  await form.write('reason', 'kort');
  await form.send();
  await thanked(page);
});

test('markup in what was typed comes back as text', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  const typed = '</textarea><script>document.title = "stolen"</script> &lt;b&gt;';
  await form.write('reason', typed);
  await form.send();
  await expect(form.errors).toBeVisible();
  await expect(form.field('reason')).toHaveValue(typed);
  await expect(page).not.toHaveTitle('stolen');
});
