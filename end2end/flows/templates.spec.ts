/** Every demo survey can be answered in both languages with the keyboard alone. */
import { thanked } from '../support/answering.ts';
import { expect, test, type Page } from '../support/test.ts';

interface Survey {
  slug: string;
  heading: Record<'nl' | 'en', string | RegExp>;
  /** Per scale: how it is called, and the score that is wanted. */
  scales: { name: Record<'nl' | 'en', RegExp>; min: number; score: number; shown: Record<'nl' | 'en', string> }[];
}

const surveys: Survey[] = [
  {
    slug: 'nps',
    heading: { nl: /^Hoe waarschijnlijk is het dat u Bakkerij Van Dam zou aanbevelen/, en: /^How likely is it that you would recommend Bakkerij Van Dam/ },
    scales: [
      { name: { nl: /vriend of collega/, en: /friend or colleague/ }, min: 0, score: 2, shown: { nl: '2 van 10', en: '2 out of 10' } },
    ],
  },
  {
    slug: 'csat',
    heading: { nl: 'Hoe tevreden bent u over Bakkerij Van Dam?', en: 'How satisfied are you with Bakkerij Van Dam?' },
    scales: [
      { name: { nl: /Hoe tevreden/, en: /How satisfied/ }, min: 1, score: 4, shown: { nl: '4 van 5 (Tevreden)', en: '4 out of 5 (Satisfied)' } },
    ],
  },
  {
    slug: 'csat10',
    heading: { nl: 'Welk rapportcijfer geeft u Bakkerij Van Dam?', en: /from 1 to 10/ },
    scales: [
      { name: { nl: /rapportcijfer/, en: /from 1 to 10/ }, min: 1, score: 3, shown: { nl: '3 van 10', en: '3 out of 10' } },
    ],
  },
  {
    slug: 'loyalty',
    heading: { nl: /aanbeveelt aan familie/, en: /recommend/ },
    scales: [
      { name: { nl: /aanbeveelt/, en: /recommend/ }, min: 1, score: 2, shown: { nl: '2 van 10', en: '2 out of 10' } },
      { name: { nl: /opnieuw/, en: /again/ }, min: 1, score: 3, shown: { nl: '3 van 10', en: '3 out of 10' } },
      { name: { nl: /nieuwe producten/, en: /new products/ }, min: 1, score: 4, shown: { nl: '4 van 10', en: '4 out of 10' } },
    ],
  },
  {
    slug: 'ces',
    heading: { nl: /gemakkelijk/, en: /easy/ },
    scales: [
      { name: { nl: /gemakkelijk/, en: /easy/ }, min: 1, score: 5, shown: { nl: '5 van 7', en: '5 out of 7' } },
    ],
  },
];

for (const lang of ['nl', 'en'] as const) {
  for (const { slug, heading, scales } of surveys) {
    test(`${slug} in ${lang}, keyboard only`, async ({ page }) => {
      await page.goto(`/s/${slug}?lang=${lang}`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading[lang]);
      for (const scale of scales) {
        const group = page.getByRole('radiogroup', { name: scale.name[lang] });
        const first = group.getByRole('radio').first();
        await tabTo(page, first);
        // In a group of radio buttons an arrow moves and chooses; with a space the first is chosen.
        await page.keyboard.press('Space');
        for (let score = scale.min; score < scale.score; score += 1) await page.keyboard.press('ArrowRight');
        await expect(group.locator(`input[value="${scale.score}"]`)).toBeChecked();
      }
      await tabTo(page, page.locator('#f-reason'));
      await page.keyboard.type('Getypt zonder muis');
      await tabTo(page, page.locator('#send'));
      await page.keyboard.press('Enter');
      await thanked(page);
      await tabTo(page, page.getByRole('link', { name: { nl: 'Mijn antwoorden bekijken, wijzigen of wissen', en: 'View, change or erase my answers' }[lang] }));
      await page.keyboard.press('Enter');
      for (const scale of scales) await expect(page.locator('dl.answers')).toContainText(scale.shown[lang]);
      await expect(page.locator('dl.answers')).toContainText('Getypt zonder muis');
    });
  }

  test(`helpful in ${lang}, keyboard only`, async ({ page }) => {
    await page.goto(`/s/helpful?lang=${lang}`);
    await tabTo(page, page.getByRole('button', { name: { nl: 'Ja', en: 'Yes' }[lang] }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText({ nl: 'Bedankt', en: 'Thank you' }[lang]);
  });
}

test('the first stop of the keyboard leads past the header', async ({ page }) => {
  await page.goto('/s/nps');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Naar de inhoud' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('radio').first()).toBeFocused();
});

/** Presses Tab until it is there; no page takes more than forty stops. */
async function tabTo(page: Page, target: ReturnType<Page['locator']>): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}
