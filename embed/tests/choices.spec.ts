/** The rules about what follows from a choice: what is kept, recorded, shown, undone and asked again. */
import { cookie, cookieNames, endsAt, Notice, storage } from './support/notice.ts';
import { chosen, expect, languages, purpose, test, words } from './support/test.ts';
import { addPage, asked, forgetTrackers, recorded, settled } from './support/world.ts';

for (const language of languages) {
  test.describe(language, () => {
    test('14: a control on every page reopens the choice and shows what is stored', async ({ page, world }) => {
      const notice = await Notice.open(page, language);
      await expect(notice.control).toHaveCount(0);
      await notice.pick('analytics');
      await recorded(world, 1);
      await page.goto(words[language].page);
      await notice.reopen.click();
      await expect(notice.dialog.locator('input[value=analytics]')).toBeChecked();
      await expect(notice.dialog.locator('input[value=marketing]')).not.toBeChecked();
      const until = new Date((await cookie(page))!.fields.until!);
      const day = new Intl.DateTimeFormat(language == 'nl' ? 'nl' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(until);
      await expect(notice.dialog.locator('p').first()).toContainText(language == 'nl' ? 'onder versie 3' : 'under version 3');
      await expect(notice.dialog.locator('p').first()).toContainText(day);
      await notice.dialog.getByRole('button', { name: notice.words.refuse }).click();
      await expect(notice.control).toBeVisible();
      // Also the page's own link, and after a refusal.
      await page.locator('[data-klankbord=preferences]').click();
      const { refused } = (await cookie(page))!.fields;
      const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });
      await expect(notice.dialog.locator('p').first()).toContainText(month.format(new Date(`${refused}-01`)));
      await expect(page).toHaveURL(new RegExp(`${words[language].page}$`));
    });

    test('15: one click gives, and one click on any later page withdraws', async ({ page, world }) => {
      const notice = await Notice.open(page, language);
      await notice.accept.click();
      await expect(notice.withdraw).toBeVisible();
      await page.goto(words[language].page);
      await notice.withdraw.click();
      await expect(notice.withdraw).toBeHidden();
      expect((await recorded(world, 2))[1]).toMatchObject({ control: 'withdraw', purposes: chosen() });
      await expect(notice.control.getByRole('status')).toHaveText(world.klankbord.notices![language].texts.withdrawn);
    });
  });
}

for (const language of languages) {
  test(`16: what a withdrawn purpose left is gone from host and parent domain, and nothing of it is asked again (${language})`, async ({ page, world }) => {
    const notice = await Notice.open(page, language);
    // What the site keeps for itself must stay.
    await page.evaluate(() => {
      document.cookie = 'basket=1; path=/';
      document.cookie = '_favourite=1; path=/';
      localStorage.setItem('basket', '1');
    });
    await notice.accepted();
    await expect(page.locator('#ran')).toContainText('ads');
    await expect.poll(() => cookieNames(page)).toEqual(['_fa', '_fa_demo', '_fads', '_favourite', 'basket', 'klankbord_demo']);
    expect((await page.context().cookies()).find(({ name }) => name == '_fads')!.domain).toBe('.winkel.test');
    await recorded(world, 1);
    expect(await storage(page)).toEqual(['basket', 'fa_queue', 'fa_visit']);

    await forgetTrackers(world);
    await notice.withdraw.click();
    await expect.poll(() => cookieNames(page)).toEqual(['_favourite', 'basket', 'klankbord_demo']);
    await recorded(world, 2);
    expect(await storage(page)).toEqual(['basket']);
    // The frame is empty again, save for what says why.
    await expect(page.frameLocator('iframe').getByRole('button', { name: notice.words.once })).toBeVisible();

    await page.reload();
    await expect(notice.control).toBeVisible();
    expect(await asked(page, world)).toEqual([]);
    expect(await cookieNames(page)).toEqual(['_favourite', 'basket', 'klankbord_demo']);
  });
}

for (const language of languages) {
  test(`16: withdrawing one purpose leaves the other, and what both use (${language})`, async ({ page, world }) => {
    world.klankbord.publish((notice) => purpose(notice, 'marketing').items.push(purpose(notice, 'analytics').items[0]));
    const notice = await Notice.open(page, language);
    await notice.accepted();
    await expect(page.locator('#ran')).toContainText('ads');
    await notice.reopen.click();
    await notice.dialog.locator('input[value=analytics]').uncheck();
    await notice.save();
    await expect.poll(() => cookieNames(page)).toEqual(['_fa', '_fads', 'klankbord_demo']);
    expect((await cookie(page))!.fields).toMatchObject({ granted: 'preferences marketing' });
  });
}

test('16: a cookie on a path of its own goes when the visitor comes there', async ({ page, world }) => {
  const { html } = { html: (await (await fetch(`${world.site.url.replace('www.winkel.test', '127.0.0.1')}/nl.html`)).text()) };
  world.site.pages.set('/shop/shoes/red', { html });
  const notice = await Notice.open(page);
  await page.context().addCookies([
    { name: '_fa', value: '1', domain: 'www.winkel.test', path: '/shop' },
    { name: '_fa_x', value: '1', domain: '.winkel.test', path: '/shop/shoes/' },
  ]);
  await notice.refused();
  await page.goto('/shop/shoes/red');
  await expect(notice.control).toBeVisible();
  await expect.poll(() => cookieNames(page)).toEqual(['klankbord_demo']);
});

for (const language of languages) {
  test(`17: no new question after a refusal, until its validity ends (${language})`, async ({ page, world }) => {
    const notice = await Notice.open(page, language);
    await notice.refused();
    const { fields } = (await cookie(page))!;
    // Only its month is known, so that six months are over when the seventh after it begins.
    const [year, month] = fields.refused!.split('-').map(Number) as [number, number];
    await endsAt(page, Date.UTC(year, month + 6) / 1000);
    world.klankbord.publish((notice) => void notice.version++);
    for (const path of ['/en.html', '/nl.html', words[language].page]) {
      await page.goto(path);
      await expect(page.locator('klankbord-consent .control')).toBeVisible();
      await expect(page.locator('klankbord-consent .layer')).toHaveCount(0);
    }
    await page.context().clearCookies();
    await page.reload();
    await expect(notice.layer).toBeVisible();
  });
}

for (const language of languages) {
  test(`17: a grant holds until the day that it names (${language})`, async ({ page }) => {
    const notice = await Notice.open(page, language);
    await notice.accepted();
    const { fields } = (await cookie(page))!;
    await endsAt(page, Date.parse(fields.until!) / 1000);
  });
}

// The pages are in Amsterdam, where a day begins at another moment; the server counts in UTC, and so must the script.
for (const [now, until] of [
  ['2030-11-22T23:30:00Z', '2031-05-22'],
  ['2030-11-23T00:30:00Z', '2031-05-23'],
  ['2030-08-30T22:30:00Z', '2031-02-28'],
  ['2030-08-31T22:30:00Z', '2031-02-28'],
] as const) {
  test(`17: a grant of ${now} holds for six calendar months, until ${until}`, async ({ page }) => {
    await page.clock.setFixedTime(now);
    const notice = await Notice.open(page, 'nl');
    await notice.accepted();
    expect((await cookie(page))!.fields.until).toBe(until);
  });
}

for (const language of languages) {
  test(`17: changed purposes ask again, and what was granted before no longer runs (${language})`, async ({ page, world }) => {
    const notice = await Notice.open(page, language);
    await notice.accepted();
    const [first] = await recorded(world, 1);
    const id = world.klankbord.decisions[0]!.answer.event_id;
    await expect.poll(async () => (await cookie(page))!.fields.event).toBe(id);
    world.klankbord.publish((notice) => {
      notice.version++;
      notice.ask++;
      purpose(notice, 'analytics').vendors.push('Another Ltd');
    });
    await page.reload();
    await expect(notice.layer).toBeVisible();
    world.trackers.requests.length = 0;
    await page.reload();
    await expect(notice.layer).toBeVisible();
    expect(await asked(page, world)).toEqual([]);
    await notice.pick('analytics');
    const [, second] = await recorded(world, 2);
    // The history is of one person.
    expect(second).toMatchObject({ subject: id, notice_version: first.notice_version + 1, control: 'own_choice' });
  });
}

for (const language of languages) {
  test(`18: a grant is recorded with its notice version, and the cookie holds the record (${language})`, async ({ page, world }) => {
    const notice = await Notice.open(page, language);
    await notice.accepted();
    const [sent] = await recorded(world, 1);
    expect(sent).toEqual({
      idempotency_key: expect.stringMatching(/^[0-9a-f]{32}$/),
      notice_version: 3,
      locale: language,
      control: 'accept_all',
      gpc: false,
      purposes: chosen('preferences', 'analytics', 'marketing'),
    });
    const { event_id, receipt_url } = world.klankbord.decisions[0]!.answer;
    await expect.poll(async () => (await cookie(page))!.fields).toEqual({
      site: 'demo',
      version: '3',
      ask: '2',
      granted: 'preferences analytics marketing',
      until: expect.any(String),
      event: event_id,
    });
    expect(await cookie(page)).toMatchObject({ path: '/', sameSite: 'Lax', httpOnly: false, domain: 'www.winkel.test' });
    await expect(notice.control.getByRole('link')).toHaveAttribute('href', receipt_url);
  });
}

for (const language of languages) {
  test(`18: every change is recorded, and tied to the record before it (${language})`, async ({ page, world }) => {
    const notice = await Notice.open(page, language);
    await notice.pick('analytics');
    await recorded(world, 1);
    await notice.reopen.click();
    await notice.dialog.locator('input[value=analytics]').uncheck();
    await notice.save('marketing');
    await recorded(world, 2);
    await expect.poll(async () => (await cookie(page))!.fields.event).toBe(world.klankbord.decisions[1]!.answer.event_id);
    await notice.withdraw.click();
    const [first, second, third] = await recorded(world, 3);
    const ids = world.klankbord.decisions.map(({ answer }) => answer.event_id);
    expect(first).toMatchObject({ control: 'own_choice', purposes: chosen('analytics') });
    expect(first.subject).toBeUndefined();
    expect(second).toMatchObject({ control: 'own_choice', purposes: chosen('marketing'), subject: ids[0] });
    expect(third).toMatchObject({ control: 'withdraw', purposes: chosen(), subject: ids[1] });
    // With the withdrawal the identifier leaves the browser.
    expect(JSON.stringify(await page.context().cookies())).not.toMatch(/[0-9a-f]{8}-/);
  });
}

for (const language of languages) {
  test(`18: a refusal is counted, and nothing tells one visitor who refused from another (${language})`, async ({ page, browser, world, contextOptions }) => {
    const other = await (await browser.newContext({ ...contextOptions, baseURL: world.site.url })).newPage();
    // One time for both, whatever month comes meanwhile; by the browser's own clock, so that it cuts neither cookie short.
    const now = await page.evaluate(() => performance.timeOrigin);
    for (const one of [page, other]) await one.clock.setFixedTime(now);
    const notice = await Notice.open(page, language);
    await notice.refused();
    await (await Notice.open(other, language)).refused();
    const [a, b] = await recorded(world, 2);
    expect({ ...a, idempotency_key: '' }).toEqual({
      idempotency_key: '',
      notice_version: 3,
      locale: language,
      control: 'refuse_all',
      gpc: false,
      purposes: chosen(),
    });
    expect(b.idempotency_key).not.toBe(a.idempotency_key);
    expect((await cookie(page))!.fields).toEqual({ version: '3', ask: '2', refused: new Date(now).toISOString().slice(0, 7) });
    expect(await cookie(other)).toEqual(await cookie(page));
    // There is no record, so there is no way to one.
    await expect(notice.control.getByRole('link')).toBeHidden();
    await expect(notice.withdraw).toBeHidden();
    expect(await storage(page)).toEqual([]);
    await other.context().close();
  });
}

test('18: on an address with TLS the cookie is for TLS only', async ({ page, world }) => {
  const { site, klankbord } = world;
  const [shop, host] = ['https://www.winkel.test', 'https://klankbord.test'];
  klankbord.origins = () => [shop];
  // There is no certificate here: what is asked over TLS is answered by the servers without.
  for (const [secure, server] of [[shop, site], [host, klankbord]] as const) {
    await page.route(`${secure}/**`, async (route) => {
      const request = route.request();
      const answer = await fetch(request.url().replace(secure, `http://127.0.0.1:${server.server.port}`), {
        method: request.method(),
        headers: { origin: shop, 'content-type': 'application/json' },
        body: request.postData(),
      });
      const headers = Object.fromEntries([...answer.headers].filter(([name]) => name != 'content-security-policy'));
      await route.fulfill({ status: answer.status, headers, body: (await answer.text()).replaceAll(klankbord.url, host) });
    });
  }
  await page.goto(shop + addPage(world, '/plain', { csp: `default-src 'self'; script-src ${host}; connect-src ${host}` }));
  await new Notice(page).accepted();
  await expect.poll(async () => (await cookie(page))?.secure).toBe(true);
});

test('a choice in one tab holds in the other when the visitor returns to it', async ({ page, context, world }) => {
  const first = await Notice.open(page);
  const other = await context.newPage();
  const second = await Notice.open(other);
  await second.accepted();
  await recorded(world, 1);
  // What the browser says when a tab is shown again.
  const shown = () => document.dispatchEvent(new Event('visibilitychange'));
  await page.evaluate(shown);
  await expect(first.layer).toHaveCount(0);
  await expect(page.locator('#ran')).toContainText('ads');
  await first.withdraw.click();
  await other.evaluate(shown);
  await expect(second.withdraw).toBeHidden();
  await settled(other);
  expect(await other.evaluate(() => (window as any).klankbord.consent.get().purposes)).toEqual(chosen());
});
