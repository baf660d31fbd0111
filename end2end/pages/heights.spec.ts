/** How far down a telephone shows the scale and the button: nobody scrolls for a question. */
import { AnsweringPage } from '../support/answering.ts';
import { expect, test } from '../support/test.ts';

/** Where the last scale ends and where Send ends, at most, in pixels from the top of the page. */
const heights: Record<string, { scale: number; send: number }> = {
  nps: { scale: 640, send: 900 },
  // Five labelled steps stand beneath each other.
  csat: { scale: 640, send: 940 },
  csat10: { scale: 640, send: 900 },
  ces: { scale: 640, send: 900 },
};

test.use({ viewport: { width: 360, height: 740 } });

for (const lang of ['nl', 'en']) {
  for (const [slug, { scale, send }] of Object.entries(heights)) {
    test(`${slug} in ${lang}: the scale and Send are reached without a search`, async ({ page }) => {
      const form = await AnsweringPage.open(page, slug, `?lang=${lang}`);
      const ends = async (selector: string) => {
        const box = (await form.form.locator(selector).last().boundingBox())!;
        return box.y + box.height;
      };
      expect(await ends('.scale')).toBeLessThanOrEqual(scale);
      const button = page.locator('form[action^="/s/"] button:not([tabindex])').last();
      await expect(button).toHaveText({ nl: 'Versturen', en: 'Send' }[lang]!);
      const box = (await button.boundingBox())!;
      expect(box.y + box.height).toBeLessThanOrEqual(send);
      // The first layer of the notice begins right beneath it.
      const notice = (await page.locator('#notice').boundingBox())!;
      expect(notice.y - box.y - box.height).toBeLessThan(40);
      await expect(page.locator('dialog')).toHaveCount(0);
    });
  }
}
