/**
 * Every page: axe finds nothing, light and dark, on a phone and on a desk; nothing scrolls sideways on the smallest phone or at
 * 400 % zoom; everything to press is large enough; headers and markup keep to the rules.
 */
import { violations } from '../support/axe.ts';
import { desktop, phone } from '../support/browser.ts';
import { sights } from '../support/catalogue.ts';
import { test } from '../support/house.ts';
import { checkHygiene, Traffic } from '../support/hygiene.ts';
import { tooSmall, tooWide } from '../support/layout.ts';
import { expect } from '../support/test.ts';

for (const sight of sights) {
  test(sight.name, async ({ page, house }) => {
    const traffic = new Traffic(page);
    await sight.show(page, house);
    await test.step('headers and markup', () => checkHygiene(page, sight, traffic));
    for (const width of [320, 360, 768, 1280]) {
      await test.step(`layout at ${width} px`, async () => {
        await page.setViewportSize({ width, height: 740 });
        expect.soft(await tooWide(page), `wider than ${width} px`).toEqual([]);
        const least = sight.audience === 'respondent' ? 44 : 24;
        expect.soft(await tooSmall(page, least), `smaller than ${least} px at ${width} px`).toEqual([]);
      });
    }
    for (const [where, viewport] of Object.entries({ phone, desktop })) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await test.step(`axe on a ${where}, ${colorScheme}`, async () => {
          await page.emulateMedia({ colorScheme });
          expect.soft(await violations(page), `axe on a ${where}, ${colorScheme}`).toEqual([]);
        });
      }
    }
  });
}
