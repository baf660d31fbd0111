/** The rules about the question itself, before anything is chosen. */
import { cookieNames, Notice, storage } from './support/notice.ts';
import { chosen, expect, languages, purpose, test } from './support/test.ts';
import { asked } from './support/world.ts';

for (const language of languages) {
  test.describe(language, () => {
    test('1: before a choice nothing is stored, and only Klankbord is asked anything', async ({ page, world }) => {
      const origins = new Set<string>();
      page.on('request', (request) => origins.add(new URL(request.url()).origin));
      await Notice.open(page, language);
      await page.mouse.wheel(0, 2000);
      // Not even a frame or an image of others was asked for; the mark itself is the test's.
      expect(await asked(page, world)).toEqual([]);
      expect(origins).toEqual(new Set([world.site.url, world.klankbord.url, world.trackers.url]));
      expect(world.trackers.requests).toEqual(['/mark.gif']);
      expect(await cookieNames(page)).toEqual([]);
      expect(await storage(page)).toEqual([]);
    });

    test('2: layer one names the controller and each purpose', async ({ page, world }) => {
      const { layer, words } = await Notice.open(page, language);
      await expect(layer).toContainText(world.klankbord.notices![language].controller);
      for (const purpose of words.purposes) await expect(layer).toContainText(purpose);
    });

    test('3: refuse is a button on layer one, beside accept', async ({ page }) => {
      const { accept, refuse } = await Notice.open(page, language);
      const [a, r] = [(await accept.boundingBox())!, (await refuse.boundingBox())!];
      expect(r.y).toBe(a.y);
      expect(Math.abs(a.x - (r.x + r.width))).toBeLessThan(20);
    });

    for (const width of [1280, 320]) {
      test(`4: both buttons are alike at ${width} px`, async ({ page }) => {
        await page.setViewportSize({ width, height: 800 });
        const { accept, refuse } = await Notice.open(page, language);
        const looks = (element: Element) => {
          const style = getComputedStyle(element);
          // Where the box lies differs, and with it what follows from that.
          const names = [...style].filter((name) => !/origin|inset|^(left|right|top|bottom)$/.test(name));
          // Three columns of one width differ by a sixty-fourth of a pixel.
          const rounded = (value: string) => value.replace(/\d+\.\d+/g, (number) => (+number).toFixed(1));
          return [element.localName, ...names.map((name) => `${name}: ${rounded(style.getPropertyValue(name))}`)];
        };
        const [a, r] = [await accept.evaluate(looks), await refuse.evaluate(looks)];
        expect(r.length).toBeGreaterThan(100);
        expect(r).toEqual(a);
      });
    }

    test('6: one click refuses, and one click accepts', async ({ page, context, world }) => {
      const first = await Notice.open(page, language);
      await first.refuse.click();
      await expect(first.control).toBeVisible();
      await context.clearCookies();
      const second = await Notice.open(page, language);
      await second.accept.click();
      await expect(second.control).toBeVisible();
      await expect.poll(() => world.klankbord.decisions.map(({ body }) => body.control)).toEqual(['refuse_all', 'accept_all']);
    });

    test('7: running text hides no refusal', async ({ page }) => {
      const { layer, words } = await Notice.open(page, language);
      await expect(layer.locator('p :is(a, button)')).toHaveCount(1);
      await expect(layer.locator('p a')).toHaveAttribute('href', new RegExp(`/privacy/demo\\?lang=${language}$`));
      await expect(layer.locator('button')).toHaveText([words.refuse, words.accept, words.choose]);
    });

    test('8: no optional purpose is on, on any layer', async ({ page }) => {
      const { layer, choose, switches } = await Notice.open(page, language);
      await expect(layer.locator('input')).toHaveCount(0);
      await choose.click();
      await expect(switches).toHaveCount(3);
      for (const one of await switches.all()) await expect(one).not.toBeChecked();
    });

    test('9: buttons say what they do, and no more', async ({ page, world }) => {
      const { accept, refuse } = await Notice.open(page, language);
      const { texts } = world.klankbord.notices![language];
      for (const [button, text] of [[accept, texts.accept], [refuse, texts.refuse]] as const) {
        await expect(button).toHaveAccessibleName(text);
        await expect(button).toHaveAccessibleDescription('');
        await expect(button).toHaveText(text);
      }
    });

    test('10: scrolling, Escape, closing, clicking beside it and ignoring it grant nothing', async ({ page, world }) => {
      const notice = await Notice.open(page, language);
      await page.mouse.wheel(0, 3000);
      await page.keyboard.press('Escape');
      await page.locator('h1').click();
      await notice.choose.click();
      await notice.dialog.locator('input[value=analytics]').check();
      await page.keyboard.press('Escape');
      await expect(notice.dialog).toBeHidden();
      await notice.choose.click();
      await notice.dialog.locator('input[value=analytics]').check();
      await notice.dialog.getByRole('button', { name: notice.words.back }).click();
      await expect(notice.dialog).toBeHidden();
      await notice.choose.click();
      // Beside the dialog, where it is dimmed.
      await page.mouse.click(5, 5);
      await page.keyboard.press('Escape');
      await expect(notice.layer).toBeVisible();
      expect(await asked(page, world)).toEqual([]);
      expect(await cookieNames(page)).toEqual([]);
      // Ignored: the next page asks again.
      await Notice.open(page, language);
      expect(await asked(page, world)).toEqual([]);
      expect(world.klankbord.attempts).toBe(0);
    });

    test('11: the page can be used while the question is open, and after a refusal', async ({ page, world }) => {
      const notice = await Notice.open(page, language);
      const other = language == 'nl' ? 'en' : 'nl';
      await page.locator(`a[hreflang=${other}]`).click();
      await expect(page).toHaveURL(new RegExp(`/${other}\\.html$`));
      await new Notice(page, other).refused();
      await page.locator(`a[hreflang=${language}]`).click();
      await expect(notice.control).toBeVisible();
      await expect(notice.layer).toHaveCount(0);
      await page.locator('#only-analytics').click();
      await expect(page.locator('#ran')).toContainText('analytics');
      expect(world.klankbord.decisions).toHaveLength(2);
    });

    test('13: the question says beforehand how to withdraw', async ({ page, world }) => {
      const { layer, words } = await Notice.open(page, language);
      const hint = layer.getByText(world.klankbord.notices![language].texts.withdraw_hint);
      await expect(hint).toBeVisible();
      // It names the control that is there afterwards.
      await expect(hint).toContainText(words.reopen);
    });

    test('19: the language of the notice is that of the page', async ({ page, world }) => {
      const { layer, words } = await Notice.open(page, language);
      await expect(layer.getByRole('heading')).toHaveText(words.title);
      await expect(page.locator('klankbord-consent')).toHaveAttribute('lang', language);
      await expect(page.locator('klankbord-consent')).toHaveAttribute('dir', 'ltr');
      await layer.getByRole('button', { name: words.choose }).click();
      await new Notice(page, language).save('analytics');
      await expect.poll(() => world.klankbord.decisions[0]?.body.locale).toBe(language);
    });
  });
}

for (const language of languages) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`5: both texts have a contrast of 4.5 at least, ${colorScheme} (${language})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      const { accept, refuse } = await Notice.open(page, language);
      for (const button of [accept, refuse]) {
        const contrast = await button.evaluate((element) => {
          const { color, backgroundColor } = getComputedStyle(element);
          const [a, b] = [color, backgroundColor].map((text) => {
            const parts = text.match(/[\d.]+/g)!.map(Number);
            if (parts.length != 3) throw new Error(`not opaque: ${text}`);
            const [r, g, b] = parts.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
          }) as [number, number];
          return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        });
        expect(contrast).toBeGreaterThanOrEqual(4.5);
      }
    });
  }
}

for (const language of languages) {
  test(`12: whatever basis a notice names, a cookie is exempt or asks consent with a switch that is off (${language})`, async ({ page, world }) => {
    world.klankbord.publish((notice) => {
      purpose(notice, 'marketing').basis = 'legitimate_interest';
    });
    const notice = await Notice.open(page, language);
    await notice.choose.click();
    await expect(notice.switches).toHaveCount(3);
    await expect(notice.dialog.locator('input')).toHaveCount(3);
    await expect(notice.dialog.locator('input[value=marketing]')).not.toBeChecked();
    await expect(notice.dialog.locator('input[value=necessary]')).toHaveCount(0);
    await notice.save();
    expect(await asked(page, world)).toEqual([]);
    expect(world.klankbord.decisions[0]?.body.purposes).toEqual(chosen());
  });
}

test('19: a right-to-left language turns the notice, not the page', async ({ page, world }) => {
  world.klankbord.publish((notice) => {
    notice.locale = 'ar';
  });
  const { layer } = await Notice.open(page);
  await expect(page.locator('klankbord-consent')).toHaveAttribute('dir', 'rtl');
  expect(await layer.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  expect(await page.locator('body').evaluate((element) => getComputedStyle(element).direction)).toBe('ltr');
});
