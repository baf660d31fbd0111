/** One picture per page, width and colour scheme, in the folder that `SCREENSHOTS` names. */
import { join, resolve } from 'node:path';
import { desktop, phone } from '../support/browser.ts';
import { sights } from '../support/catalogue.ts';
import { test } from '../support/house.ts';

const folder = resolve(process.env.SCREENSHOTS || 'test-results/pictures');

for (const sight of sights) {
  test(sight.name, async ({ page, house }) => {
    await page.setViewportSize(phone);
    await sight.show(page, house);
    for (const viewport of [phone, desktop]) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const name = `${sight.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '')}`;
        const path = join(folder, `${name}.${viewport.width}.${colorScheme}.png`);
        await page.screenshot({ path, fullPage: true, animations: 'disabled' });
      }
    }
  });
}
