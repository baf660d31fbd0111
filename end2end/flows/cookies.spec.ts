/**
 * Pass or fail, rules 1 to 25: the cookies of our own pages, with and without JavaScript, in Dutch and English. What needs no browser to be
 * seen is in server/tests/http/site/.
 *
 * Not here, because our own pages have nothing to which they could apply: 12 (there is no other basis than consent for a switch; the check
 * of a notice refuses any, domain/src/site/check.rs) and 22 (no Google tag, and the policy lets none run).
 */
import { AnsweringPage } from '../support/answering.ts';
import { CHOICE, choice, cookieNames, LANGUAGE, languages, Question, RECEIPT, words } from '../support/cookies.ts';
import { expect, test } from '../support/test.ts';

test.beforeEach(async ({ server }) => server.ownPages());

const pages = ['/s/nps', '/s/helpful', '/', '/sign-in', '/nergens', '/erased', '/privacy'];

for (const language of languages) {
  test.describe(language, () => {
    test('1: before a choice nothing is stored', async ({ page }) => {
      await Question.open(page, language);
      expect(await cookieNames(page)).toEqual([]);
      expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    });

    test('2, 3, 7, 9, 13 and 19: layer one, on every page, in its language', async ({ page }) => {
      for (const path of pages) {
        const question = await Question.open(page, language, path);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expect(question.layer).toHaveAttribute('lang', language);
        await expect(question.layer).toContainText('Bakkerij Van Dam');
        for (const purpose of question.words.purposes) await expect(question.layer).toContainText(purpose);
        await expect(question.layer).toContainText(question.words.hint);
        await expect(question.accept).toBeVisible();
        await expect(question.refuse).toBeVisible();
        await expect(question.choose).toBeVisible();
        await expect(question.layer.locator('p').getByRole('button')).toHaveCount(0);
      }
    });

    test('4 and 5: refusing looks like accepting', async ({ page }) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [320, 360, 1280]) {
          await page.setViewportSize({ width, height: 740 });
          const question = await Question.open(page, language);
          const [refuse, accept] = await Promise.all([question.refuse, question.accept].map(looks));
          expect(refuse).toEqual(accept);
          expect(refuse!.readable).toBe(true);
          await page.goto(`/cookies?lang=${language}`);
          const centre = page.locator('#choose');
          const [no, yes] = await Promise.all(
            [question.words.refuse, question.words.accept].map((name) => looks(centre.getByRole('button', { name, exact: true }))),
          );
          expect(no).toEqual(yes);
          expect(no!.readable).toBe(true);
        }
      }
    });

    test('6, 11, 17 and 18: one click refuses, leaves the page usable, names nobody and is not asked again', async ({ page }) => {
      const question = await Question.open(page, language);
      await question.refuse.click();
      await expect(page).toHaveURL(`/s/nps?lang=${language}`);
      await expect(question.layer).toHaveCount(0);
      expect(await cookieNames(page)).toEqual([CHOICE]);
      expect(Object.keys(await choice(page))).toEqual(['version', 'ask', 'refused']);
      const form = new AnsweringPage(page, 'nps');
      await form.enhanced();
      await form.score('recommend', 8);
      await form.arrive();
      for (const path of pages) {
        await page.goto(path);
        await expect(question.layer).toHaveCount(0);
      }
    });

    test('6 and 11: refusing or accepting keeps what was typed', async ({ page }) => {
      for (const answer of ['refuse', 'accept'] as const) {
        await page.context().clearCookies();
        const question = await Question.open(page, language);
        const form = new AnsweringPage(page, 'nps');
        await form.enhanced();
        await form.score('recommend', 3);
        await form.write('reason', 'Al getypt');
        await question[answer].click();
        await expect(question.layer).toHaveCount(0);
        await expect(page).toHaveURL(`/s/nps?lang=${language}`);
        await expect(page.locator('textarea[name=reason]')).toHaveValue('Al getypt');
        await expect(page.locator('input[name=recommend]:checked')).toHaveValue('3');
        await form.enhanced();
        await form.arrive();
      }
    });

    test('8: nothing is ticked beforehand, and what is ticked is granted', async ({ page }) => {
      const question = await Question.open(page, language);
      await expect(page.locator('input:checked')).toHaveCount(0);
      await question.choose.click();
      await expect(page).toHaveURL(/#choose$/);
      await expect(question.boxes).toHaveCount(1);
      await expect(question.boxes).not.toBeChecked();
      for (const text of ['klankbord_klankbord', 'klankbord.unsent.*', '__Host-klankbord', LANGUAGE, 'Bakkerij Van Dam']) {
        await expect(page.locator('#choose')).toContainText(text);
      }
      await question.save.click();
      await expect(page.getByRole('status')).toHaveText(question.words.saved);
      expect(Object.keys(await choice(page))).toContain('refused');
      await question.boxes.check();
      await question.save.click();
      await expect.poll(() => choice(page)).toMatchObject({ site: 'klankbord', version: '1', ask: '1', granted: 'preferences' });
      await expect(question.boxes).toBeChecked();
      await page.goto(`/s/nps?lang=${language}`);
      await expect(question.layer).toHaveCount(0);
    });

    test('14, 15 and 16: given in one click, shown on every page, taken back in one click', async ({ page }) => {
      const question = await Question.open(page, language);
      await question.accept.click();
      await expect(question.layer).toHaveCount(0);
      expect(await cookieNames(page)).toEqual([CHOICE, RECEIPT]);
      await page.getByRole('button', { name: question.words.other }).click();
      await expect.poll(() => cookieNames(page)).toEqual([CHOICE, LANGUAGE, RECEIPT]);

      for (const path of pages) {
        await page.goto(`${path}?lang=${language}`);
        await expect(question.withdraw).toBeVisible();
        await question.footer.getByRole('link', { name: 'Cookies' }).click();
        await expect(question.stored).toContainText(language === 'nl' ? 'onder versie 1' : 'under version 1');
      }
      const { until } = await choice(page);
      const day = new Intl.DateTimeFormat(language === 'nl' ? 'nl' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' });
      await expect(question.stored).toContainText(day.format(new Date(until!)));
      for (const name of [CHOICE, RECEIPT, LANGUAGE]) await expect(question.stored).toContainText(name);
      await expect(question.stored.locator('ol.history > li')).toHaveCount(1);

      await page.goto(`/s/nps?lang=${language}`);
      await question.withdraw.click();
      await expect(page.getByRole('status')).toContainText(question.words.withdrawn);
      await expect(question.stored.locator('ol.history > li')).toHaveCount(2);
      expect(await cookieNames(page)).toEqual([CHOICE]);
      await expect(question.withdraw).toHaveCount(0);
      // 18: the withdrawal is recorded, and its receipt is handed out.
      await question.stored.getByRole('link').first().click();
      await expect(page).toHaveURL(/\/r\/[\w-]{43}/);
    });

    test('20: Global Privacy Control refuses without a question, and the page says so', async ({ browser, server, contextOptions }) => {
      const context = await browser.newContext({ ...contextOptions, baseURL: server.url, extraHTTPHeaders: { 'Sec-GPC': '1' } });
      const page = await context.newPage();
      const question = new Question(page, language);
      for (const path of pages) {
        await page.goto(`${path}?lang=${language}`);
        await expect(question.layer).toHaveCount(0);
        await expect(question.footer).toContainText(question.words.signal);
      }
      expect(Object.keys(await choice(page))).toEqual(['version', 'ask', 'refused']);
      await page.goto(`/cookies?lang=${language}`);
      await question.boxes.check();
      await question.save.click();
      await expect.poll(() => choice(page)).toMatchObject({ granted: 'preferences', gpc: '1' });
      await expect(question.withdraw).toBeVisible();
      expect(await (await context.request.get('/.well-known/gpc.json')).json()).toMatchObject({ gpc: true });
      await context.close();
    });
  });
}

test('preferences are given, used and withdrawn', async ({ page }) => {
  const question = await Question.open(page);
  // Not remembered: the address says it, and no other page knows.
  await page.getByRole('button', { name: 'English' }).click();
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');

  await question.choose.click();
  await question.boxes.check();
  await question.save.click();
  await page.getByRole('link', { name: 'Terug naar waar u was' }).click();
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  for (const path of ['/', '/s/nps', '/cookies', '/privacy']) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  }
  const english = new Question(page, 'en');
  await english.withdraw.click();
  await expect(page.getByRole('status')).toContainText(words.en.withdrawn);
  expect(await cookieNames(page)).toEqual([CHOICE]);
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
});

test('10: scrolling, Escape and ignoring grant nothing', async ({ page }) => {
  const question = await Question.open(page);
  await page.mouse.wheel(0, 2000);
  await page.keyboard.press('Escape');
  const form = new AnsweringPage(page, 'nps');
  await form.enhanced();
  await form.score('recommend', 9);
  await form.arrive();
  expect(await cookieNames(page)).toEqual([]);
  await expect(question.layer).toBeVisible();
  // Enter in a box saves what is ticked, and no more.
  await page.goto('/cookies');
  await question.boxes.press('Enter');
  await expect(page.getByRole('status')).toHaveText(words.nl.saved);
  expect(Object.keys(await choice(page))).toContain('refused');
});

test('21: it takes no focus, hides nothing that has it, and is used by keyboard alone', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  const question = await Question.open(page);
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  const last = page.locator('footer a').last();
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(() => {
      const focused = document.activeElement!;
      const { left, right, top, bottom } = focused.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
      const above = document.elementFromPoint(x, y);
      return above?.closest('.consent') && !focused.closest('.consent') ? focused.outerHTML : undefined;
    });
    expect(hidden).toBeUndefined();
    if (await last.evaluate((link) => link === document.activeElement)) break;
  }
  await expect(last).toBeFocused();
  await question.refuse.focus();
  await page.keyboard.press('Enter');
  await expect(question.layer).toHaveCount(0);
});

test('23 and 24: nothing moves when the question is there, and the policy needs no exception for it', async ({ page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, 'without scripts nobody can measure it');
  for (const path of ['/s/nps', '/cookies', '/privacy']) {
    const response = await page.goto(path);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          }).observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
        }),
    );
    expect(shift, path).toBe(0);
    expect((await response!.headerValue('content-security-policy'))!).not.toMatch(/unsafe-inline|'unsafe-eval'/);
    await expect(page.locator('[style], script:not([src])')).toHaveCount(0);
  }
});

test('25: a grant that cannot be recorded is none, and a refusal counts all the same', async ({ page, watch, server }) => {
  watch.allow(/./);
  const question = await Question.open(page);
  // The server is there no more: nothing was sent, so nothing is granted.
  await server.halt();
  await question.accept.click();
  // The browser's own page of errors comes after the click; it must not come into the next one.
  await expect(page).toHaveURL(/^chrome-error:/);
  await server.restart();
  expect(await cookieNames(page)).toEqual([]);
  await Question.open(page);
  await question.refuse.click();
  expect(Object.keys(await choice(page))).toContain('refused');
});

test('a receipt of a refusal is made when it is asked for', async ({ page }) => {
  const question = await Question.open(page);
  await question.refuse.click();
  await question.footer.getByRole('link', { name: 'Cookies' }).click();
  await page.getByRole('button', { name: 'Bewijs van mijn weigering maken' }).click();
  await expect(page).toHaveURL(/\/r\/[\w-]{43}/);
  await expect(page.locator('ol.history')).toContainText('Voorkeuren: Geen toestemming');
  expect(await cookieNames(page)).toEqual([CHOICE]);
});

test('17: other purposes and the end of validity ask again', async ({ page, server }) => {
  const question = await Question.open(page);
  await question.refuse.click();
  await expect(question.layer).toHaveCount(0);
  const { name, value, domain } = (await page.context().cookies())[0]!;
  for (const [changed, asks] of [
    ['version=1&ask=0&refused=2099-01', 1],
    ['version=1&ask=1&refused=2020-01', 1],
    [value, 0],
  ] as const) {
    await page.context().addCookies([{ name, value: changed, domain, path: '/' }]);
    await page.goto(server.url);
    await expect(question.layer).toHaveCount(asks);
  }
});

/** What a button looks like, but for its words and its place in the row. */
async function looks(button: import('@playwright/test').Locator) {
  await expect(button).toBeVisible();
  return button.evaluate((element) => {
    const style = getComputedStyle(element);
    const { width, height } = element.getBoundingClientRect();
    const names = ['color', 'backgroundColor', 'fontSize', 'fontWeight', 'fontFamily', 'borderColor', 'borderWidth', 'padding'] as const;
    const luminance = (colour: string) => {
      const [r, g, b] = colour.match(/[\d.]+/g)!.map(Number).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const [light, dark] = [style.color, style.backgroundColor].map(luminance).sort((a, b) => b - a);
    return {
      element: element.tagName,
      form: (element as HTMLButtonElement).form?.action,
      size: [Math.round(width), Math.round(height)],
      style: names.map((name) => style[name]),
      readable: (light! + 0.05) / (dark! + 0.05) >= 4.5 || `${style.color} on ${style.backgroundColor}`,
    };
  });
}
