/** Rule 25 with the real server: whatever befalls a decision on its way, it is in the log once, and what was refused never ran. */
import { cookie, Notice, storage } from '../tests/support/notice.ts';
import { asked } from '../tests/support/world.ts';
import { expect, languages, test, words, type Page, type World } from './support/test.ts';

interface Trouble {
  /** Before the page is opened. */
  prepare?: (page: Page) => Promise<void>;
  /** While the visitor makes up their mind. */
  begin?: (world: World) => Promise<void> | void;
  /** It is over; the browser is told so where it would notice. */
  end?: (world: World) => Promise<void> | void;
  /** Whether the browser will have forgotten the choice on the next page. */
  forgets?: boolean;
}

const killed: Trouble = {
  begin: ({ server }) => server.kill(),
  end: ({ server }) => server.restart(),
};
const spoiled = (mood: 'error' | 'hang' | 'lose'): Trouble => ({
  begin: ({ gate }) => void (gate.mood = mood),
  end: ({ gate }) => void (gate.mood = 'pass'),
});
const troubles: Record<string, Trouble> = {
  'the server is killed': killed,
  'the server is killed, and localStorage blocked': { ...killed, prepare: blockLocalStorage },
  'the server is killed, and cookies blocked': { ...killed, prepare: blockCookies, forgets: true },
  'the server is killed, and all storage blocked': {
    ...killed,
    prepare: async (page) => {
      await blockLocalStorage(page);
      await blockCookies(page);
    },
    forgets: true,
  },
  'the server answers 500': spoiled('error'),
  'the connection hangs': spoiled('hang'),
  'the decision arrives, and its answer is lost': spoiled('lose'),
};

for (const language of languages) {
  for (const choice of ['grant', 'refusal'] as const) {
    for (const [name, { prepare, begin, end, forgets }] of Object.entries(troubles)) {
      test(`25: ${name} while the visitor gives a ${choice}: it is in the log once (${language})`, async ({ page, world }) => {
        const { database, gate, trackers } = world;
        const granted = choice == 'grant';
        await page.clock.install();
        await prepare?.(page);
        const notice = await Notice.open(page, language);
        await begin?.(world);
        if (granted) await notice.pick('analytics');
        else await notice.refused();
        await expect.poll(() => gate.spoiled).toBeGreaterThan(0);
        // What was granted runs at once, whoever can be reached.
        if (granted) await expect.poll(() => trackers.requests).toContain('/analytics.js');
        await end?.(world);
        await expect
          .poll(async () => {
            // A hung connection is given up after eight seconds, and each attempt waits longer than the one before.
            await page.clock.runFor(10_000);
            return [(await database.events()).length, (await database.counts(language)).refuse_all ?? 0];
          })
          .toEqual(granted ? [1, 0] : [0, 1]);
        const acknowledged = () => page.evaluate(() => (window as any).klankbord.consent.get().event);
        if (granted && !forgets) await expect.poll(acknowledged).toBe((await database.events())[0]!.id);

        // Nothing comes a second time, not from the next page either.
        await page.clock.runFor(600_000);
        await page.goto(words[language].page);
        await page.clock.runFor(10_000);
        await expect(forgets ? notice.layer : notice.control).toBeVisible();
        await asked(page, world);
        const events = await database.events();
        if (granted) {
          expect(events).toMatchObject([
            {
              control: 'own_choice',
              locale: language,
              notice: { version: 1, hash: await database.noticeHash(1) },
              purposes: { preferences: 'refused', analytics: 'given', marketing: 'refused' },
            },
          ]);
          expect(await database.standing()).toEqual({ analytics: 'given' });
        } else {
          expect(events).toEqual([]);
          expect(await database.persons()).toBe(0);
          expect(trackers.requests.filter((path) => path != '/mark.gif')).toEqual([]);
        }
        expect(await database.counts(language)).toMatchObject(granted ? { own_choice: 1 } : { refuse_all: 1 });
        expect(trackers.requests.filter((path) => /ads|video|img/.test(path))).toEqual([]);
      });
    }
  }

  test(`25: the browser is closed while the server is down: the next visit sends the decision, once (${language})`, async ({ page, context, world }) => {
    const { database, server } = world;
    const notice = await Notice.open(page, language);
    await server.kill();
    await notice.pick('analytics');
    expect(await storage(page)).toContain('klankbord_demo');
    await page.close();
    await server.restart();
    const later = await context.newPage();
    await later.goto(words[language].page);
    const [event] = await database.recorded(1);
    await expect.poll(async () => (await cookie(later))!.fields.event).toBe(event!.id);
    await expect.poll(() => storage(later)).not.toContain('klankbord_demo');
    await later.reload();
    await expect(new Notice(later, language).control).toBeVisible();
    expect(await database.recorded(1)).toMatchObject([{ control: 'own_choice', locale: language }]);
  });
}

async function blockLocalStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const get = () => {
      throw new Error('blocked by the test');
    };
    Object.defineProperty(window, 'localStorage', { get });
  });
}

async function blockCookies(page: Page): Promise<void> {
  await page.addInitScript(() => Object.defineProperty(Document.prototype, 'cookie', { get: () => '', set: () => {} }));
}
