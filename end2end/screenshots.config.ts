/**
 * Pictures of the main pages, for the README and for looking at them: `SCREENSHOTS=folder npm run screenshots`. Not part of
 * the tests.
 */
import { defineConfig } from '@playwright/test';
import { browser } from './support/browser.ts';

export default defineConfig({
  testDir: 'screenshots',
  outputDir: 'test-results/screenshots',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: 'list',
  use: { ...browser, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' },
});
