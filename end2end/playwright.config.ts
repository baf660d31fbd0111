/**
 * The browser tests. `flows` run with JavaScript on and off; `script` is what JavaScript adds; `pages` holds every page to
 * the same rules.
 */
import { defineConfig } from '@playwright/test';
import { browser, phone } from './support/browser.ts';

export default defineConfig({
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // Where nothing works, the first failures say why.
  maxFailures: 25,
  // They only end what hangs, on however slow a machine.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  use: { ...browser, viewport: phone, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam', trace: 'off' },
  projects: [
    { name: 'no-javascript', testDir: 'flows', use: { javaScriptEnabled: false } },
    { name: 'javascript', testDir: 'flows' },
    { name: 'script', testDir: 'script' },
    { name: 'pages', testDir: 'pages' },
  ],
});
