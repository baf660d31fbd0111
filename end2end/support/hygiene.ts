/** What every page keeps to, whatever it shows: one heading, its language, a strict policy, no cookie before a choice, no needless script. */
import { expect, type Page, type Response } from '@playwright/test';
import type { Sight } from './catalogue.ts';

/** Documents and scripts that a page asked for. */
export class Traffic {
  readonly documents: Response[] = [];
  readonly scripts: string[] = [];

  constructor(page: Page) {
    page.on('response', (response) => {
      const kind = response.request().resourceType();
      if (kind === 'document') this.documents.push(response);
      if (kind === 'script' || /\.(wasm|js)$/.test(new URL(response.url()).pathname)) this.scripts.push(response.url());
    });
  }
}

/** Checks the page as it is shown now, and how it came. */
export async function checkHygiene(page: Page, sight: Sight, { documents, scripts }: Traffic): Promise<void> {
  await expect.soft(page.locator('h1')).toHaveCount(1);
  await expect.soft(page.locator('html')).toHaveAttribute('lang', /^(nl|en)$/);
  await expect.soft(page).toHaveTitle(/\S/);
  await expect.soft(page.locator('main')).toHaveCount(1);

  const inline = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      element
        .getAttributeNames()
        .filter((name) => name === 'style' || name.startsWith('on'))
        .map((name) => `${element.tagName} ${name}`),
    ),
  );
  expect.soft(inline, 'inline styles and handlers').toEqual([]);
  await expect.soft(page.locator('script:not([src])')).toHaveCount(0);

  const headers = documents.at(-1)!.headers();
  const policy = headers['content-security-policy'] ?? '';
  expect.soft(policy).toMatch(/default-src 'none'/);
  expect.soft(policy).toMatch(/'nonce-[A-Za-z0-9+/_-]{20,}'/);
  expect.soft(policy).not.toMatch(/'unsafe-|\*/);
  expect.soft(policy.includes("'wasm-unsafe-eval'"), 'WebAssembly only where there is an island').toBe(sight.islands === true);
  expect.soft(headers).toMatchObject({
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': isOpenForm(documents.at(-1)!) ? 'private, no-cache' : 'no-store',
  });
  await expect.soft(page.locator('script')).toHaveCount(sight.islands ? 1 : 0);
  if (sight.islands) expect.soft(scripts.some((url) => url.endsWith('.wasm'))).toBe(true);
  // Pages shown on the way here may have islands; this one's own document says.
  else if (documents.length === 1) expect.soft(scripts, 'a page without islands loads no script').toEqual([]);

  if (sight.audience === 'respondent' && !sight.chosen) {
    expect.soft(await page.context().cookies(), 'no cookie before a choice').toEqual([]);
    for (const response of documents) expect.soft(await response.headerValue('set-cookie')).toBeNull();
  }
  await expect.soft(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
}

/** The form of a survey as a visit gets it: the browser shows it again when it goes back, and no cache shares it. */
function isOpenForm(response: Response): boolean {
  const { pathname } = new URL(response.url());
  return /^\/s\/[^/]+$/.test(pathname) && response.status() === 200;
}
