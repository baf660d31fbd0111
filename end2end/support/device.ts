/** What the browser of a respondent keeps, and what reached the server. */
import type { Page } from '@playwright/test';
import type { Server } from './server.ts';

/** Every key and value that the browser stores for this site. */
export async function stored(page: Page): Promise<string[]> {
  return page.evaluate(() => Object.entries({ ...localStorage, ...sessionStorage }).map(([key, value]) => `${key}=${value}`));
}

/** How many answers the NPS survey has, asked of the database. */
export async function responses(server: Server): Promise<number> {
  const line = (await server.command('survey', 'list')).split('\n').find((line) => line.startsWith('nps '));
  return Number(/^nps\s+\S+\s+\d+\s+(\d+)\s/.exec(line ?? '')?.[1]);
}

/** Lets no answer through, while pages are shown. The function returned lets them through again. */
export async function refuse(page: Page, reply: { status: number; body?: string } | 'nothing'): Promise<() => Promise<void>> {
  const pattern = '**/s/nps*';
  await page.route(pattern, (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    if (reply === 'nothing') return route.abort('connectionfailed');
    return route.fulfill({ status: reply.status, contentType: 'text/html', body: reply.body ?? '<h1>Proxy</h1>' });
  });
  return () => page.unroute(pattern);
}
