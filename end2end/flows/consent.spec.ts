/** Pass or fail, rules 26 to 30: what a survey may and may not make of consent. */
import { AnsweringPage, recorded, standing, thanked } from '../support/answering.ts';
import { counted, exported, setUp } from '../support/marketer.ts';
import { answerNps } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

const closed: Record<string, string[]> = {
  nps: ['recommend'],
  csat: ['satisfaction'],
  csat10: ['satisfaction'],
  loyalty: ['recommend_10', 'repurchase', 'explore'],
  ces: ['effort'],
};

const both = {
  nl: {
    browser: 'nl-NL',
    base: 'Meedoen is vrijwillig. Met Versturen geeft u toestemming. U kunt uw toestemming altijd intrekken.',
    receipt: 'Mijn antwoorden bekijken, wijzigen of wissen',
    withdraw: 'Toestemming intrekken',
    analysis: 'Antwoorden tellen en lezen',
    contact: 'Contact opnemen',
    publish: 'Toelichting tonen',
    connect: 'Koppelen aan klantgegevens',
    given: 'Toestemming gegeven',
    refused: 'Geen toestemming',
    withdrawn: 'Toestemming ingetrokken',
    yes: 'Ja',
    counted: (n: number) => new RegExp(`^${n} antwoorden\\.`),
  },
  en: {
    browser: 'en-GB',
    base: 'By pressing Send you consent. You can withdraw your consent at any time.',
    receipt: 'View, change or erase my answers',
    withdraw: 'Withdraw consent',
    analysis: 'Counting and reading answers',
    contact: 'Getting in touch',
    publish: 'Showing the comment',
    connect: 'Linking to the customer record',
    given: 'Consent given',
    refused: 'No consent',
    withdrawn: 'Consent withdrawn',
    yes: 'Yes',
    counted: (n: number) => new RegExp(`^${n} answers\\.`),
  },
};

for (const [language, words] of Object.entries(both)) {
  test.describe(language, () => {
    test.use({ locale: words.browser });

    test('26: one unticked control per optional purpose; answering is not consent to anything else', async ({ page, server, another }) => {
      const form = await AnsweringPage.open(page, 'nps');
      await expect(form.box('connect')).not.toBeChecked();
      await expect(page.locator('input[name=purpose]')).toHaveCount(1);
      await expect(form.field('contact_email')).toHaveCount(0);
      await expect(page.locator('input[type=checkbox]:checked')).toHaveCount(0);
      await expect(page.locator('input[value=analysis]')).toHaveCount(0);
      await expect(form.form).toContainText(words.base);

      await form.score('recommend', 10);
      await form.arrive();
      // The others are asked after it, and what is not answered was not refused.
      for (const purpose of ['contact', 'publish']) await expect(form.box(purpose)).not.toBeChecked();
      await expect(page.locator('input[name=purpose]')).toHaveCount(2);
      await page.getByRole('link', { name: words.receipt }).click();
      await expect(standing(page, words.analysis)).toContainText(words.given);
      await expect(recorded(page)).toContainText(`${words.connect}: ${words.refused}`);
      for (const purpose of [words.contact, words.publish]) await expect(recorded(page)).not.toContainText(purpose);
      for (const purpose of [words.contact, words.publish, words.connect]) await expect(standing(page, purpose)).toHaveCount(0);
      const office = await another();
      await setUp(await office.newPage(), server);
      expect(await exported(office, server, 'nps')).toMatchObject([{ purposes_given: 'analysis' }]);
    });

    test('27: refusing every optional purpose still submits', async ({ page }) => {
      for (const [slug, questions] of Object.entries(closed)) {
        await test.step(slug, async () => {
          const form = await AnsweringPage.open(page, slug);
          for (const question of questions) await form.score(question, 5);
          await expect(page.locator('input[type=checkbox]:checked')).toHaveCount(0);
          await form.send();
          await thanked(page);
        });
      }
    });

    test('28: every answer has its event, and in light mode the version of its notice', async ({ page, server, another }) => {
      const form = await AnsweringPage.open(page, 'nps');
      await form.score('recommend', 6);
      await form.tick('connect');
      await form.arrive();
      await form.allow('publish');
      await page.goto('/s/helpful');
      await page.getByRole('button', { name: words.yes }).click();
      await expect(page).toHaveURL(/\/thanks/);

      const office = await another();
      await setUp(await office.newPage(), server);
      const [full] = await exported(office, server, 'nps');
      expect(full).toMatchObject({
        consent_event_id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/),
        notice_version: '1',
        notice_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        decided_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      });
      expect(full!.purposes_given!.split(';').sort()).toEqual(['analysis', 'connect', 'publish']);
      const [light] = await exported(office, server, 'helpful');
      expect(light).toMatchObject({ helpful: '1', consent_event_id: '', notice_version: '1', purposes_given: '' });
    });

    test('29: withdrawing analysis removes the answer from the next result and export; another purpose leaves it there', async ({
      page,
      server,
      another,
    }) => {
      await answerNps(server.url, [9, 9, 8, 7, 2], (index) => `Anders ${index}`);
      const office = await another();
      const results = await office.newPage();
      await setUp(results, server);
      const form = await AnsweringPage.open(page, 'nps');
      await form.score('recommend', 0);
      await form.write('reason', 'Te weinig krenten');
      await form.arrive();
      await form.allow('publish');
      await page.getByRole('link', { name: words.withdraw }).click();

      await standing(page, words.publish).getByRole('button').click();
      await expect(standing(page, words.publish)).toContainText(words.withdrawn);
      await results.goto('/admin/surveys/nps');
      await expect(counted(results)).toHaveText(words.counted(6));
      await expect(results.locator('main')).toContainText('Te weinig krenten');
      const kept = (await exported(office, server, 'nps')).filter((row) => row.reason === 'Te weinig krenten');
      expect(kept).toMatchObject([{ purposes_given: 'analysis' }]);

      await standing(page, words.analysis).getByRole('button').click();
      await expect(standing(page, words.analysis)).toContainText(words.withdrawn);
      await results.reload();
      await expect(counted(results)).toHaveText(words.counted(5));
      await expect(results.locator('main')).not.toContainText('Te weinig krenten');
      expect((await exported(office, server, 'nps')).map((row) => row.reason)).not.toContain('Te weinig krenten');
    });

    test('30: the thank-you page offers the receipt and a way to withdraw that needs no account', async ({ page, another }) => {
      const form = await AnsweringPage.open(page, 'nps');
      await form.score('recommend', 4);
      const code = await form.arrive();
      await expect(page.getByRole('link', { name: words.receipt })).toHaveAttribute('href', new RegExp(`/r/${code}`));
      const withdraw = page.getByRole('link', { name: words.withdraw });
      const address = await withdraw.getAttribute('href');
      expect(address).toMatch(/#withdraw$/);
      await withdraw.click();
      await expect(page.locator('#withdraw')).toBeInViewport();

      const elsewhere = await (await another()).newPage();
      await elsewhere.goto(address!);
      await standing(elsewhere, words.analysis).getByRole('button').click();
      await expect(standing(elsewhere, words.analysis)).toContainText(words.withdrawn);
      expect(await elsewhere.context().cookies()).toEqual([]);
    });
  });
}

test('what happens with the answers stands beneath the button, and the rest is folded there', async ({ page }) => {
  const form = await AnsweringPage.open(page, 'nps');
  const notice = page.locator('#notice');
  await expect(notice.locator('.base-purpose')).toHaveText(
    'Bakkerij Van Dam leest en telt uw antwoorden om producten en diensten te verbeteren en wist ze na 24 maanden. ' +
      'Meedoen is vrijwillig. Met Versturen geeft u toestemming. U kunt uw toestemming altijd intrekken.',
  );
  const [button, first] = [await form.sendButton.boundingBox(), await page.locator('.base-purpose').boundingBox()];
  expect(first!.y - (button!.y + button!.height), 'what Send means stands right beneath it').toBeLessThan(40);
  await notice.locator('summary').click();
  for (const fact of ['Wat', 'Hoe lang', 'Wie', 'Vragen']) {
    await expect(notice.getByRole('term').filter({ hasText: new RegExp(`^${fact}$`) })).toBeVisible();
  }
  await expect(notice).toContainText('klantenservice@voorbeeld.nl');
});

test('a survey on legitimate interest asks no consent for analysis, informs, and takes an objection', async ({ page, server }) => {
  await server.command('survey', 'create', '--template', 'nps', '--slug', 'belang', '--basis', 'legitimate_interest');
  const form = await AnsweringPage.open(page, 'belang');
  await expect(form.form).not.toContainText('geeft u toestemming');
  await expect(form.form).toContainText('Meedoen is vrijwillig. U kunt altijd bezwaar maken.');
  await page.locator('#notice summary').click();
  await expect(page.locator('#notice')).toContainText('Gerechtvaardigd belang');
  await form.score('recommend', 9);
  await form.arrive();
  await page.getByRole('link', { name: 'Bezwaar maken' }).click();
  await expect(standing(page, 'Antwoorden tellen en lezen')).toContainText('Gemeld, geen bezwaar');
  await standing(page, 'Antwoorden tellen en lezen').getByRole('button', { name: 'Bezwaar maken' }).click();
  await expect(standing(page, 'Antwoorden tellen en lezen')).toContainText('Bezwaar gemaakt');
});
