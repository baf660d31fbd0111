/** What every page keeps to, whatever it shows: one heading, its language, a strict policy, no cookie, no needless script. */
import type { Response } from '@playwright/test';
import { expect } from '../support/test.ts';
import { sights } from '../support/catalogue.ts';
import { test } from '../support/house.ts';

for (const sight of sights) {
  test(`hygiene: ${sight.name}`, async ({ page, context, house }) => {
    const documents: Response[] = [];
    const scripts: string[] = [];
    page.on('response', (response) => {
      const kind = response.request().resourceType();
      if (kind === 'document') documents.push(response);
      if (kind === 'script' || /\.(wasm|js)$/.test(new URL(response.url()).pathname)) scripts.push(response.url());
    });
    await sight.show(page, house);

    await expect(page.locator('h1')).toHaveCount(1);
    await expect(page.locator('html')).toHaveAttribute('lang', /^(nl|en)$/);
    await expect(page).toHaveTitle(/\S/);
    await expect(page.locator('main')).toHaveCount(1);

    const inline = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) =>
        element
          .getAttributeNames()
          .filter((name) => name === 'style' || name.startsWith('on'))
          .map((name) => `${element.tagName} ${name}`),
      ),
    );
    expect(inline, 'inline styles and handlers').toEqual([]);
    await expect(page.locator('script:not([src])')).toHaveCount(0);

    const headers = documents.at(-1)!.headers();
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/'nonce-[A-Za-z0-9+/_-]{20,}'/);
    expect(policy).not.toMatch(/'unsafe-|\*/);
    expect(policy.includes("'wasm-unsafe-eval'"), 'WebAssembly only where there is an island').toBe(sight.islands === true);
    expect(headers).toMatchObject({
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    await expect(page.locator('script')).toHaveCount(sight.islands ? 1 : 0);
    if (sight.islands) expect(scripts.some((url) => url.endsWith('.wasm'))).toBe(true);
    // Pages shown on the way here may have islands; this one's own document says.
    else if (documents.length === 1) expect(scripts, 'a page without islands loads no script').toEqual([]);

    if (sight.audience === 'respondent') {
      expect(await context.cookies(), 'no cookie for respondents').toEqual([]);
      for (const response of documents) expect(await response.headerValue('set-cookie')).toBeNull();
    }
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
  });
}
