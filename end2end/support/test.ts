/** The tests' own `test`: with a server, and with an eye on what no page may do. */
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { underClock } from './clock.ts';
import { Server } from './server.ts';
import { Watch } from './watch.ts';

export { expect, type BrowserContext, type Page };

interface Fixtures {
  /** A server of this test's own. */
  server: Server;
  /** What pages did that none may do; looked at when the test ends. */
  watch: Watch;
  /** Another browser on the same server: nothing of the first is known there. */
  another: () => Promise<BrowserContext>;
}

export const test = base.extend<Fixtures>({
  browser: [async ({ browser }, use) => use(underClock(browser)), { scope: 'worker' }],
  server: async ({}, use, info) => {
    const server = await Server.start();
    await use(server);
    await server.stop();
    if (info.status !== info.expectedStatus && server.output) {
      await info.attach('server log', { body: server.output, contentType: 'text/plain' });
    }
  },
  baseURL: async ({ server }, use) => use(server.url),
  watch: [
    async ({ context, server }, use) => {
      const watch = new Watch(server.url);
      watch.context(context);
      await use(watch);
      watch.conclude();
    },
    { auto: true },
  ],
  another: async ({ browser, contextOptions, baseURL, watch }, use) => {
    const made: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL });
      watch.context(context);
      made.push(context);
      return context;
    });
    for (const context of made) await context.close();
  },
});
