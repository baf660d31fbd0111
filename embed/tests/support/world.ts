/** Questions about the world around a page: what third parties were asked, and pages of a test's own. */
import { expect, type Page } from '@playwright/test';
import type { Language, World } from './test.ts';

const MARK = '/mark.gif';

/** Everything that the trackers were asked until now, also what the page was about to ask. */
export async function asked(page: Page, { trackers }: Pick<World, 'trackers'>): Promise<string[]> {
  await settled(page);
  // What the page sends now arrives after all that it sent before.
  await page.evaluate((address) => new Promise((done) => Object.assign(new Image(), { src: address, onload: done })), trackers.url + MARK);
  return trackers.requests.filter((request) => request != MARK);
}

/** Waits until the trackers of the demo page have asked for all that they ask for, and forgets it. */
export async function forgetTrackers({ trackers }: Pick<World, 'trackers'>): Promise<void> {
  const last = ['/pixel.gif?what=ads', '/pixel.gif?what=img', '/collect?what=visit', '/video.html'];
  await expect.poll(() => last.filter((path) => !trackers.requests.includes(path))).toEqual([]);
  await expect.poll(() => trackers.requests.some((path) => path.startsWith('/g/collect'))).toBe(true);
  trackers.requests.length = 0;
}

/** Whatever was put off until after the next paint has been done. */
export function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
  });
}

/** Waits until the server has so many decisions, and returns what they said. */
export async function recorded({ klankbord }: World, count: number) {
  await expect.poll(() => klankbord.decisions.length).toBe(count);
  return klankbord.decisions.map(({ body }) => body);
}

/** What is particular about a page. */
interface Parts {
  language?: Language;
  head?: string;
  body?: string;
  csp?: string;
  tag?: string;
}

/** Adds a page to the site, with the notice first in its head; returns its path. */
export function addPage({ site }: World, path: string, parts: Parts): string {
  const { language = 'nl', head = '', body = '', csp, tag = '<script src="{HOST}/consent.js" data-site="demo"></script>' } = parts;
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Test</title>${tag}${head}</head><body>${body}</body></html>`;
  site.pages.set(path, { html, ...(csp !== undefined && { csp }) });
  return path;
}

/** In which order scripts of a test's own said that they ran. */
export function ran(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { ran?: string[] }).ran ?? []);
}

/** Source of a script that says it ran. */
export const says = (what: string) => `(window.ran ||= []).push(${JSON.stringify(what)});`;
