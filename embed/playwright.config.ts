/** The browser tests of `consent.js`, in the system's own Chromium, on the demo site: against a mock of the server, and against it. */
import { defineConfig } from '@playwright/test';
import { environmentOfBrowser } from '../end2end/support/clock.ts';

const tests = [
  { name: 'rules', testIgnore: 'speed.spec.ts' },
  { name: 'real', testDir: 'real' },
];
// They measure time, and nothing else may run beside them: `cargo xtask prove speed`.
const proofs = [{ name: 'speed', testMatch: 'speed.spec.ts' }];

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  maxFailures: 25,
  // They only end what hangs, on however slow a machine.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  projects: process.env.KLANKBORD_PROOF ? proofs : tests,
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 900 },
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      chromiumSandbox: process.getuid?.() !== 0,
      ...environmentOfBrowser(),
      args: [
        // Three sites of three owners, as in the world; all of them are this machine.
        '--host-resolver-rules=MAP *.test 127.0.0.1',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
