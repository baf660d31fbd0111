/** Rule 25: whatever fails, a refusal never becomes a grant and no decision is lost while the page is open. */
import { cookie, cookieNames, Notice, storage } from './support/notice.ts';
import { chosen, expect, languages, test, words, type Page } from './support/test.ts';
import { asked, recorded, settled } from './support/world.ts';

/** What the browser says when the network returns; the notice would also try by itself, a little later. */
const online = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')));

/** The fake trackers do not expect blocked storage, as real ones often do not. */
const TRACKERS_FAIL = /^uncaught: Error: blocked by the test[^]*tracker\.test/;

async function blockLocalStorage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new Error('blocked by the test');
      },
    });
  });
}

async function blockCookies(page: Page, how: 'ignored' | 'throws'): Promise<void> {
  await page.addInitScript((how) => {
    const touch = () => {
      if (how == 'throws') throw new Error('blocked by the test');
      return '';
    };
    Object.defineProperty(Document.prototype, 'cookie', { get: touch, set: touch });
  }, how);
}

for (const language of languages) {
  test(`25: the server is stopped while the visitor grants some: what was granted runs, the decision arrives once (${language})`, async ({ page, world }) => {
    const { klankbord } = world;
    const notice = await Notice.open(page, language);
    await klankbord.stop();
    await notice.pick('analytics');
    await expect.poll(() => asked(page, world)).toContain('/analytics.js');
    await expect.poll(() => storage(page)).toEqual(['fa_queue', 'fa_visit', 'klankbord_demo']);
    // Also on the next page, on which the server is still away.
    world.trackers.requests.length = 0;
    await page.goto('/en.html');
    expect(await asked(page, world)).toContain('/analytics.js');
    await expect(new Notice(page, 'en').layer).toHaveCount(0);
    await klankbord.restart();
    await online(page);
    const [sent] = await recorded(world, 1);
    expect(sent).toMatchObject({ control: 'own_choice', locale: language, notice_version: 3, purposes: chosen('analytics') });
    await expect.poll(async () => (await cookie(page))!.fields.event).toBe(klankbord.decisions[0]!.answer.event_id);
    await expect.poll(() => storage(page)).toEqual(['fa_queue', 'fa_visit']);
    await page.reload();
    await expect(new Notice(page, 'en').control).toBeVisible();
    expect(klankbord.decisions).toHaveLength(1);
    // What was refused never ran.
    expect((await asked(page, world)).filter((path) => /ads|video|img/.test(path))).toEqual([]);
  });
}

for (const language of languages) {
  test(`25: the server is stopped while the visitor refuses: nothing runs, the refusal arrives once (${language})`, async ({ page, world }) => {
    const { klankbord } = world;
    const notice = await Notice.open(page, language);
    await klankbord.stop();
    await notice.refused();
    await page.goto(words[language].page);
    expect(await asked(page, world)).toEqual([]);
    await klankbord.restart();
    await online(page);
    expect(await recorded(world, 1)).toMatchObject([{ control: 'refuse_all', purposes: chosen() }]);
    await expect(notice.control).toBeVisible();
    await expect.poll(() => storage(page)).toEqual([]);
    expect(await asked(page, world)).toEqual([]);
    expect(Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
  });
}

for (const language of languages) {
  for (const choice of ['grant', 'refusal'] as const) {
    for (const mood of ['error', 'busy', 'hang'] as const) {
      test(`25: a ${choice} meets ${{ error: 'a 500', busy: 'a 429', hang: 'a connection that hangs' }[mood]}, and is sent again (${language})`, async ({ page, world }) => {
        const { klankbord } = world;
        await page.clock.install();
        const notice = await Notice.open(page, language);
        klankbord.mood = mood;
        if (choice == 'grant') await notice.pick('analytics');
        else await notice.refused();
        await expect.poll(() => klankbord.attempts + klankbord.preflights).toBeGreaterThan(0);
        expect(klankbord.decisions).toEqual([]);
        klankbord.mood = 'ok';
        await expect
          .poll(async () => {
            // A hung connection is given up after eight seconds; then it waits for ever longer.
            await page.clock.runFor(10_000);
            return klankbord.decisions.length;
          })
          .toBe(1);
        await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
        const granted = choice == 'grant';
        expect(klankbord.decisions[0]!.body.purposes).toEqual(chosen(...(granted ? ['analytics'] : [])));
        expect((await cookie(page))!.fields.granted).toBe(granted ? 'analytics' : undefined);
        const { requests } = world.trackers;
        if (granted) await expect.poll(() => requests).toContain('/analytics.js');
        else expect(requests).toEqual([]);
        expect(requests.filter((path) => /ads|video|img/.test(path))).toEqual([]);
      });
    }

    test(`25: with localStorage blocked a ${choice} waits in memory, and arrives (${language})`, async ({ page, world, allowed }) => {
      allowed.push(TRACKERS_FAIL);
      await blockLocalStorage(page);
      const { klankbord } = world;
      const notice = await Notice.open(page, language);
      await klankbord.stop();
      if (choice == 'grant') await notice.accepted();
      else await notice.refused();
      await settled(page);
      await klankbord.restart();
      await online(page);
      expect(await recorded(world, 1)).toMatchObject([{ control: choice == 'grant' ? 'accept_all' : 'refuse_all' }]);
      if (choice == 'refusal') expect(await asked(page, world)).toEqual([]);
      // The cookie still remembers.
      await page.goto(words[language].page);
      await expect(notice.control).toBeVisible();
    });

    for (const how of ['ignored', 'throws'] as const) {
      test(`25: with all storage blocked (${how}) a ${choice} counts on this page, and the next asks again (${language})`, async ({ page, world, allowed }) => {
        allowed.push(TRACKERS_FAIL);
        await blockLocalStorage(page);
        await blockCookies(page, how);
        const notice = await Notice.open(page, language);
        if (choice == 'grant') await notice.accepted();
        else await notice.refused();
        await recorded(world, 1);
        const { requests } = world.trackers;
        // What the first page still asks for would pass for a request of the next one.
        const last = ['/g/collect?', '/ads.js', '/pixel.gif?what=img', '/video.html', ...(how == 'ignored' ? ['/pixel.gif?what=ads'] : [])];
        const waited = () => last.filter((path) => !requests.some((asked) => asked.startsWith(path)));
        if (choice == 'grant') await expect.poll(waited).toEqual([]);
        const paths = await asked(page, world);
        if (choice == 'refusal') expect(paths).toEqual([]);
        requests.length = 0;
        await page.goto(words[language].page);
        await expect(notice.layer).toBeVisible();
        expect(await asked(page, world)).toEqual([]);
        expect(await cookieNames(page)).toEqual([]);
      });
    }
  }
}

test('25: decisions leave in the order in which they were made, and are of one person', async ({ page, world }) => {
  const { klankbord } = world;
  const notice = await Notice.open(page);
  await klankbord.stop();
  await notice.accepted();
  await notice.reopen.click();
  await notice.dialog.locator('input[value=marketing]').uncheck();
  await notice.save();
  await notice.withdraw.click();
  await expect(notice.withdraw).toBeHidden();
  // Another page sends what this one could not.
  await page.goto('/en.html');
  await klankbord.restart();
  await online(page);
  const sent = await recorded(world, 3);
  const ids = klankbord.decisions.map(({ answer }) => answer.event_id);
  expect(sent.map(({ control, subject }) => [control, subject])).toEqual([
    ['accept_all', undefined],
    ['own_choice', ids[0]],
    ['withdraw', ids[1]],
  ]);
  // The grant was acknowledged after the withdrawal was made, and revives nothing.
  await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
  expect(Object.keys((await cookie(page))!.fields)).toEqual(['version', 'ask', 'refused']);
  world.trackers.requests.length = 0;
  await page.reload();
  expect(await asked(page, world)).toEqual([]);
});

test('25: a decision that the server refuses for good is not sent for ever, and counts all the same', async ({ page, world }) => {
  const notice = await Notice.open(page);
  world.klankbord.mood = 'reject';
  await notice.refused();
  await expect.poll(() => world.klankbord.attempts).toBe(1);
  await expect.poll(() => storage(page)).toEqual([]);
  world.klankbord.mood = 'ok';
  await page.reload();
  await expect(notice.control).toBeVisible();
  expect(world.klankbord.attempts).toBe(1);
  expect(await asked(page, world)).toEqual([]);
});

for (const mood of ['reject', 'reused'] as const) {
  test(`25: a grant that the server refuses for good (${mood}) ends, and the visitor is asked again`, async ({ page, world }) => {
    const { klankbord } = world;
    const notice = await Notice.open(page);
    klankbord.mood = mood;
    await notice.accept.click();
    await expect.poll(() => klankbord.attempts).toBe(1);
    await expect(notice.layer).toBeVisible();
    expect((await cookie(page))!.fields).not.toHaveProperty('granted');
    await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
    klankbord.mood = 'ok';
    await page.goto('/nl.html');
    await expect(notice.layer).toBeVisible();
    world.trackers.requests.length = 0;
    await page.reload();
    await expect(notice.layer).toBeVisible();
    expect(await asked(page, world)).toEqual([]);
    await notice.pick('analytics');
    expect(await recorded(world, 1)).toMatchObject([{ purposes: chosen('analytics') }]);
  });

  test(`25: a withdrawal that the server refuses for good (${mood}) is sent until it is taken, and nothing waits for it`, async ({ page, world }) => {
    const { klankbord } = world;
    const notice = await Notice.open(page);
    await notice.accepted();
    await recorded(world, 1);
    const event = klankbord.decisions[0]!.answer.event_id;
    await expect.poll(async () => (await cookie(page))!.fields.event).toBe(event);
    klankbord.mood = mood;
    await notice.withdraw.click();
    await expect.poll(() => klankbord.attempts).toBe(2);
    expect(await storage(page)).toContain('klankbord_demo');
    await notice.reopen.click();
    klankbord.rejects = (body: any) => body.control == 'withdraw';
    klankbord.mood = 'ok';
    await notice.save('analytics');
    expect((await recorded(world, 2))[1]).toMatchObject({ control: 'own_choice', purposes: chosen('analytics') });
    klankbord.rejects = undefined;
    await page.goto('/nl.html');
    await online(page);
    expect((await recorded(world, 3))[2]).toMatchObject({ control: 'withdraw', subject: event, purposes: chosen() });
    await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
    expect((await cookie(page))!.fields.granted).toBe('analytics');
  });
}

test('25: a grant that could not be sent for 30 days ends', async ({ page, world }) => {
  const { klankbord } = world;
  const notice = await Notice.open(page);
  klankbord.mood = 'forbidden';
  await notice.pick('analytics');
  await page.evaluate(() => {
    const list = JSON.parse(localStorage.klankbord_demo);
    list[0].at -= 2592e6;
    localStorage.klankbord_demo = JSON.stringify(list);
  });
  await page.goto('about:blank');
  klankbord.mood = 'ok';
  await page.goto('/nl.html');
  await expect(notice.layer).toBeVisible();
  expect((await cookie(page))!.fields).not.toHaveProperty('granted');
  expect(klankbord.decisions).toEqual([]);
  await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
});

for (const mood of ['conflict', 'unauthorized', 'forbidden', 'missing', 'portal'] as const) {
  test(`25: what a proxy answers (${mood}) ends no decision: each arrives once, in its order`, async ({ page, world }) => {
    const { klankbord } = world;
    const notice = await Notice.open(page);
    klankbord.mood = mood;
    await notice.accepted();
    await expect.poll(() => klankbord.attempts).toBeGreaterThan(0);
    expect(await storage(page)).toContain('klankbord_demo');
    await notice.withdraw.click();
    klankbord.mood = 'ok';
    await online(page);
    expect(await recorded(world, 2)).toMatchObject([{ control: 'accept_all' }, { control: 'withdraw', purposes: chosen() }]);
    await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
  });
}

test('25: decisions of two tabs both wait, and one that waited for 30 days is not sent', async ({ page, context, world }) => {
  const { klankbord } = world;
  const notice = await Notice.open(page);
  klankbord.mood = 'forbidden';
  await notice.accepted();
  const other = await context.newPage();
  await other.goto('/nl.html');
  await new Notice(other).withdraw.click();
  const waiting = () => other.evaluate(() => JSON.parse(localStorage.klankbord_demo).length as number);
  await expect.poll(waiting).toBe(2);
  await page.close();
  await other.evaluate(() => {
    const list = JSON.parse(localStorage.klankbord_demo);
    list[0].at -= 2592e6;
    localStorage.klankbord_demo = JSON.stringify(list);
  });
  await other.goto('about:blank');
  klankbord.mood = 'ok';
  await other.goto('/nl.html');
  expect(await recorded(world, 1)).toMatchObject([{ control: 'withdraw' }]);
});

test('25: a decision that an earlier release kept without a time waits 30 days from the first page of this one', async ({ page, world }) => {
  const { klankbord } = world;
  const notice = await Notice.open(page);
  klankbord.mood = 'forbidden';
  await notice.accepted();
  const at = () => page.evaluate(() => JSON.parse(localStorage.klankbord_demo)[0].at as number | undefined);
  await expect.poll(at).toBeGreaterThan(0);
  await page.evaluate(() => {
    const list = JSON.parse(localStorage.klankbord_demo);
    delete list[0].at;
    localStorage.klankbord_demo = JSON.stringify(list);
  });
  await page.goto('/nl.html');
  await expect.poll(at).toBeGreaterThan(0);
  const first = await at();
  await Promise.all([page.waitForRequest(/decisions/), page.goto('/nl.html')]);
  expect(await at()).toBe(first);
});

test('25: a page is not led to the record of a decision that an earlier page could not send', async ({ page, world }) => {
  const { klankbord } = world;
  const notice = await Notice.open(page);
  await klankbord.stop();
  await notice.accepted();
  await page.goto('/nl.html');
  await klankbord.restart();
  await online(page);
  await recorded(world, 1);
  await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
  await expect(notice.control).toBeVisible();
  await expect(notice.control.getByRole('link')).toHaveCount(0);
});

test('25: leaving the page at once loses nothing', async ({ page, world }) => {
  const notice = await Notice.open(page);
  let left = (_: unknown) => {};
  world.klankbord.preflight = new Promise((resolve) => (left = resolve));
  await notice.accept.click();
  await expect.poll(() => world.klankbord.preflights).toBe(1);
  await page.goto('about:blank');
  left(0);
  expect(await recorded(world, 1)).toMatchObject([{ control: 'accept_all' }]);
  await page.goto('/nl.html');
  await expect(notice.control).toBeVisible();
  expect(world.klankbord.decisions).toHaveLength(1);
});

for (const mood of ['error', 'hang', 'reject'] as const) {
  test(`25: no notice to be had (${mood}): nothing is granted, the page works, and it is asked for again`, async ({ page, world }) => {
    world.klankbord.mood = mood;
    await page.clock.install();
    await page.goto('/nl.html');
    await page.locator('h1').click();
    expect(world.trackers.requests).toEqual([]);
    await expect(page.locator('klankbord-consent')).toHaveCount(0);
    // Wanted now, shown when there is something to show.
    await page.locator('footer a').first().click();
    world.klankbord.mood = 'ok';
    const notice = new Notice(page);
    await expect
      .poll(async () => {
        await page.clock.runFor(10_000);
        return notice.dialog.isVisible();
      })
      .toBe(true);
    expect(world.trackers.requests).toEqual([]);
  });
}

test('25: with the server away, an old notice in the cache still lets the visitor withdraw', async ({ page, world }) => {
  const { klankbord } = world;
  klankbord.cacheControl = 'public, max-age=1';
  const notice = await Notice.open(page);
  await notice.accepted();
  await recorded(world, 1);
  await expect.poll(() => storage(page)).not.toContain('klankbord_demo');
  await klankbord.stop();
  await page.clock.install();
  await expect
    .poll(async () => {
      await page.goto('/nl.html?later');
      await page.clock.runFor(2_000);
      return notice.withdraw.isVisible();
    })
    .toBe(true);
  await notice.withdraw.click();
  await expect(notice.withdraw).toBeHidden();
  await klankbord.restart();
  await online(page);
  expect((await recorded(world, 2))[1]).toMatchObject({ control: 'withdraw' });
});

test('25: damaged and foreign cookies and storage grant nothing', async ({ page, world }) => {
  await Notice.open(page);
  for (const value of ['x', 'granted', '%%%', 'ask=2&version=3', 'granted=&ask=2&version=3', 'ask=1&version=2&granted=analytics+marketing&until=2099-01-01']) {
    await page.context().addCookies([{ name: 'klankbord_demo', value, url: world.site.url }]);
    await page.evaluate(() => localStorage.setItem('klankbord_demo', '{half'));
    world.trackers.requests.length = 0;
    await page.goto('/nl.html');
    const notice = new Notice(page);
    await expect(notice.layer).toBeVisible();
    // A grant of what was asked before ran until the notice said that the question has changed; from then on it does not.
    await page.reload();
    await expect(notice.layer).toBeVisible();
    world.trackers.requests.length = 0;
    await page.reload();
    await expect(notice.layer).toBeVisible();
    expect(await asked(page, world), value).toEqual([]);
  }
  await new Notice(page).accepted();
  await recorded(world, 1);
});
