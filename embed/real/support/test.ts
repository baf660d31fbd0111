/** The tests' own `test`: a real server with the demo website, a page of it elsewhere, and the database to look into. */
import { test as base, expect } from '@playwright/test';
import { underClock } from '../../../end2end/support/clock.ts';
import { Server } from '../../../end2end/support/server.ts';
import { Site } from '../../mock/site.js';
import { Trackers } from '../../mock/trackers.js';
import { Database } from './database.ts';
import { Gate } from './gate.ts';

export { expect };
export { type Page } from '@playwright/test';
export { chosen, type Language, languages, words } from '../../tests/support/test.ts';

/** The real Klankbord behind a gate, the demo site of somebody else, and the parties on it. */
export interface World {
  server: Server;
  gate: Gate;
  database: Database;
  site: Site;
  trackers: Trackers;
}

export const test = base.extend<{ world: World }>({
  browser: [async ({ browser }, use) => use(underClock(browser)), { scope: 'worker' }],
  world: async ({}, use, info) => {
    const trackers = new Trackers('tracker.test');
    const server = await Server.start();
    const gate = new Gate(server.url, 'klankbord.test');
    // The demo website answers to any page of this machine.
    const site = new Site({ klankbord: () => gate.url, trackers: () => trackers.url, host: 'localhost' });
    await Promise.all([trackers.start(), gate.start(), site.start()]);
    await use({ server, gate, database: new Database(server.dataDir), site, trackers });
    try {
      // Whatever a test did: every event is in the log as it was recorded. It exits with an error otherwise.
      await server.command('ledger', 'verify');
      expect(gate.complaints, 'what the server may not be sent').toEqual([]);
    } finally {
      await Promise.all([trackers.stop(), gate.stop(), site.stop(), server.stop()]);
      if (info.status !== info.expectedStatus && server.output) {
        await info.attach('server log', { body: server.output, contentType: 'text/plain' });
      }
    }
  },
  baseURL: async ({ world }, use) => use(world.site.url),
});
