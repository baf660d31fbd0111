/** The tests' own `test`: a world with Klankbord, a site and trackers, and an eye on what no page may do. */
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { underClock } from '../../../end2end/support/clock.ts';
import { Klankbord } from '../../mock/klankbord.js';
import { Site } from '../../mock/site.js';
import { Trackers } from '../../mock/trackers.js';

export { expect, type BrowserContext, type Page };

/** Klankbord, the site of somebody else, and the parties on it, each under a name of its own. */
export interface World {
  klankbord: Klankbord;
  site: Site;
  trackers: Trackers;
}

interface Fixtures {
  world: World;
  /** Complaints of the console that a test brings about on purpose. */
  allowed: RegExp[];
  watched: void;
}

/** Chromium calls every failed request an error; whether it may fail is for the test to say. */
const NETWORK = /^Failed to load resource|has been blocked by CORS policy/;

export const test = base.extend<Fixtures>({
  browser: [async ({ browser }, use) => use(underClock(browser)), { scope: 'worker' }],
  world: async ({}, use) => {
    const trackers = new Trackers('tracker.test');
    const klankbord = new Klankbord({ origins: () => [site.url], host: 'klankbord.test' });
    const site: Site = new Site({ klankbord: () => klankbord.url, trackers: () => trackers.url, host: 'www.winkel.test' });
    await Promise.all([trackers.start(), klankbord.start(), site.start()]);
    // What a test changes in the notice is seen at once; the cache has tests of its own.
    klankbord.cacheControl = 'no-cache';
    // Published before, and once with other purposes: neither number can be taken for the other, nor for a first.
    klankbord.publish((notice) => Object.assign(notice, { version: 3, ask: 2 }));
    await use({ trackers, klankbord, site });
    await Promise.all([trackers.stop(), klankbord.stop(), site.stop()]);
    expect(klankbord.complaints, 'what the server may not be sent').toEqual([]);
  },
  baseURL: async ({ world }, use) => use(world.site.url),
  allowed: async ({}, use) => use([]),
  watched: [
    async ({ context, allowed }, use) => {
      const seen: string[] = [];
      context.on('console', (message) => {
        if (message.type() == 'error') seen.push(message.text());
      });
      context.on('weberror', (error) => seen.push(`uncaught: ${error.error().stack}`));
      await use();
      const wrong = seen.filter((line) => ![NETWORK, ...allowed].some((pattern) => pattern.test(line)));
      expect(wrong, 'complaints in the console').toEqual([]);
    },
    { auto: true },
  ],
});

/** What the visitor may use, in both languages. */
export const words = {
  nl: {
    page: '/nl.html',
    title: 'Cookies op deze website',
    accept: 'Accepteren',
    refuse: 'Weigeren',
    choose: 'Zelf kiezen',
    save: 'Keuze bewaren',
    back: 'Sluiten',
    reopen: 'Cookie-instellingen',
    withdraw: 'Intrekken',
    saved: 'Uw keuze is bewaard.',
    once: 'Toon dit één keer',
    purposes: ['Noodzakelijk', 'Meten zonder profiel', 'Voorkeuren', 'Statistieken', 'Advertenties'],
  },
  en: {
    page: '/en.html',
    title: 'Cookies on this website',
    accept: 'Accept',
    refuse: 'Refuse',
    choose: 'Let me choose',
    save: 'Save my choice',
    back: 'Close',
    reopen: 'Cookie settings',
    withdraw: 'Withdraw',
    saved: 'Your choice has been saved.',
    once: 'Show this once',
    purposes: ['Necessary', 'Measuring without a profile', 'Preferences', 'Statistics', 'Advertisements'],
  },
} as const;

export const languages = ['nl', 'en'] as const;
export type Language = (typeof languages)[number];

/** The purposes that ask consent, as a decision names them: granted are those given here. */
export function chosen(...granted: string[]): Record<string, boolean> {
  return Object.fromEntries(['preferences', 'analytics', 'marketing'].map((key) => [key, granted.includes(key)]));
}

/** One purpose of a notice. */
export function purpose(notice: any, key: string) {
  return notice.purposes.find((one: any) => one.key == key);
}
