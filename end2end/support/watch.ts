/** What no page may do: complain in the console, break its own security policy, ask anything of another host. */
import { expect, type BrowserContext } from '@playwright/test';

/** Chromium calls every failed response an error; whether it may fail is for the test to say. */
const STATUS = /^Failed to load resource: the server responded with a status of/;

export class Watch {
  private readonly seen: string[] = [];
  private readonly allowed: RegExp[] = [STATUS];
  private readonly origins: string[];

  constructor(...origins: string[]) {
    this.origins = origins;
  }

  /** Something that this test brings about on purpose. */
  allow(pattern: RegExp): void {
    this.allowed.push(pattern);
  }

  context(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error' || message.text().startsWith('the islands did not start')) this.seen.push(message.text());
    });
    context.on('weberror', (error) => this.seen.push(`uncaught: ${error.error().message}`));
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (/^https?:$/.test(url.protocol) && !this.origins.includes(url.origin)) this.seen.push(`request to ${url.origin}`);
    });
    context.on('response', (response) => {
      const kind = response.request().resourceType();
      const asset = ['stylesheet', 'script', 'image', 'font', 'other'].includes(kind);
      if (asset && response.status() >= 400) this.seen.push(`${response.status()} for ${response.url()}`);
    });
  }

  conclude(): void {
    const seen = this.seen.filter((line) => !this.allowed.some((pattern) => pattern.test(line)));
    expect(seen, 'what pages did that none may do').toEqual([]);
  }
}
