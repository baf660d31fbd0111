/** The answering page and the receipt, as someone uses them. */
import { expect, type Page } from '@playwright/test';

export class AnsweringPage {
  constructor(
    readonly page: Page,
    readonly slug: string,
  ) {}

  /** Opens the survey and, where scripts run, waits for what they add. */
  static async open(page: Page, slug: string, query = ''): Promise<AnsweringPage> {
    const form = new AnsweringPage(page, slug);
    await page.goto(`/s/${slug}${query}`);
    await form.enhanced();
    return form;
  }

  /** Where scripts run: until the islands answer. Without scripts, and in light mode, there is nothing to wait for. */
  async enhanced(): Promise<void> {
    const scripts = await this.page.locator('script[src]').count();
    if (scripts === 0 || !(await runsScripts(this.page))) return;
    await expect(this.page.locator('html')).toHaveAttribute('data-islands', 'ready');
  }

  get form() {
    return this.page.locator('#answer-form');
  }

  get sendButton() {
    return this.page.locator('#send');
  }

  get errors() {
    return this.page.locator('#error-summary');
  }

  field(name: string) {
    return this.page.locator(`#f-${name}`);
  }

  radio(question: string, value: number | string) {
    return this.field(question).locator(`input[type=radio][value="${value}"]`);
  }

  box(purpose: string) {
    return this.page.locator(`input[name=purpose][value=${purpose}]`);
  }

  async score(question: string, value: number): Promise<void> {
    await this.radio(question, value).click();
    await expect(this.radio(question, value)).toBeChecked();
  }

  async write(question: string, text: string): Promise<void> {
    await this.field(question).fill(text);
  }

  async tick(purpose: string): Promise<void> {
    await this.box(purpose).check();
  }

  async send(): Promise<void> {
    await this.sendButton.click();
  }

  /** On the page of thanks: allows what is ticked, and waits until it is stored. */
  async allow(...purposes: string[]): Promise<void> {
    for (const purpose of purposes) await this.tick(purpose);
    await this.allowButton.click();
    await expect(this.page.locator('p.done')).toBeVisible();
  }

  get allowButton() {
    return this.page.locator('#allow button');
  }

  /** Sends, and waits for the thank-you page; returns the code of the receipt. */
  async arrive(): Promise<string> {
    await this.send();
    return thanked(this.page);
  }
}

/** On the thank-you page: the code of the receipt. */
export async function thanked(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/r\/[\w-]{43}\?thanks=1/);
  return /\/r\/([\w-]{43})/.exec(page.url())![1]!;
}

/** One purpose on the receipt; those that were refused are in what was recorded only. */
export function standing(page: Page, purpose: string) {
  return page.locator('#withdraw li.card').filter({ has: page.getByRole('heading', { level: 3, name: purpose }) });
}

/** What was recorded about consent, on the receipt. */
export function recorded(page: Page) {
  return page.locator('ol.history');
}

async function runsScripts(page: Page): Promise<boolean> {
  // `noscript` is parsed as elements only where scripts are off.
  return page.locator('html').evaluate(() => matchMedia('(scripting: enabled)').matches);
}
