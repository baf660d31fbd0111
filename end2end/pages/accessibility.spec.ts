/** axe finds nothing on any page, light and dark, on a phone and on a desk. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '../support/test.ts';
import { desktop, phone } from '../support/browser.ts';
import { sights } from '../support/catalogue.ts';
import { test } from '../support/house.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const sight of sights) {
  test(`axe: ${sight.name}`, async ({ page, house }) => {
    await sight.show(page, house);
    const found: string[] = [];
    for (const [where, viewport] of Object.entries({ phone, desktop })) {
      await page.setViewportSize(viewport);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { violations, passes } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(rules).analyze();
        expect(passes.length, 'axe looked').toBeGreaterThan(5);
        for (const { id, nodes } of violations) {
          for (const node of nodes) found.push(`${where}, ${colorScheme}: ${id}: ${node.target.join(' ')}: ${node.failureSummary}`);
        }
      }
    }
    expect(found).toEqual([]);
  });
}
