/** The notice as a visitor uses it. */
import { expect, type Page } from '@playwright/test';
import { type Language, words } from './test.ts';

export class Notice {
  readonly words;

  constructor(
    readonly page: Page,
    readonly language: Language = 'nl',
  ) {
    this.words = words[language];
  }

  /** Opens the demo page, or another path, and waits for layer one. */
  static async open(page: Page, language: Language = 'nl', path: string = words[language].page): Promise<Notice> {
    const notice = new Notice(page, language);
    await page.goto(path);
    await expect(notice.layer).toBeVisible();
    return notice;
  }

  get layer() {
    return this.page.getByRole('region', { name: this.words.title });
  }

  get dialog() {
    return this.page.getByRole('dialog', { name: this.words.reopen });
  }

  /** The control that takes the notice's place. */
  get control() {
    return this.page.locator('klankbord-consent .control');
  }

  get reopen() {
    return this.control.getByRole('button', { name: this.words.reopen });
  }

  get withdraw() {
    return this.control.getByRole('button', { name: this.words.withdraw });
  }

  get accept() {
    return this.layer.getByRole('button', { name: this.words.accept, exact: true });
  }

  get refuse() {
    return this.layer.getByRole('button', { name: this.words.refuse, exact: true });
  }

  get choose() {
    return this.layer.getByRole('button', { name: this.words.choose });
  }

  get switches() {
    return this.dialog.getByRole('switch');
  }

  /** Layer two: switches the purposes on that are named, and saves. */
  async save(...keys: string[]): Promise<void> {
    for (const key of keys) await this.dialog.locator(`input[value=${key}]`).check();
    await this.dialog.getByRole('button', { name: this.words.save }).click();
    await expect(this.control).toBeVisible();
  }

  /** Chooses these purposes on layer two. */
  async pick(...keys: string[]): Promise<void> {
    await this.choose.click();
    await this.save(...keys);
  }

  async accepted(): Promise<void> {
    await this.accept.click();
    await expect(this.control).toBeVisible();
  }

  async refused(): Promise<void> {
    await this.refuse.click();
    await expect(this.control).toBeVisible();
  }
}

/** The cookie of the notice, if there is one. */
export async function cookie(page: Page) {
  const all = await page.context().cookies();
  const kept = all.find(({ name }) => name == 'klankbord_demo');
  return kept && { ...kept, fields: Object.fromEntries(new URLSearchParams(kept.value)) };
}

/** Checks when the cookie ends, in seconds since 1970. A browser lets none last longer than 400 days, by its own clock. */
export async function endsAt(page: Page, end: number): Promise<void> {
  const now = await page.evaluate(() => (performance.timeOrigin + performance.now()) / 1000);
  const most = now + 400 * 86_400;
  const { expires } = (await cookie(page))!;
  if (end < most) expect(expires).toBe(end);
  else expect(Math.abs(expires - most)).toBeLessThan(600);
}

/** Names of all cookies that the page's site has. */
export async function cookieNames(page: Page): Promise<string[]> {
  return (await page.context().cookies()).map(({ name }) => name).sort();
}

/** What the page can see in its storage. */
export function storage(page: Page): Promise<string[]> {
  return page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)].sort());
}
