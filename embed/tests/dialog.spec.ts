/** Rule 21: the keyboard, the screen reader, small screens, large text, and the visitor's own settings. */
import { AxeBuilder } from '@axe-core/playwright';
import { Notice } from './support/notice.ts';
import { expect, languages, test, type Page } from './support/test.ts';
import { addPage, recorded } from './support/world.ts';

/** What has the focus, also inside the notice. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return inside == document.body ? '' : (inside?.textContent?.trim().slice(0, 40) || inside?.localName || '');
  });

/** Presses Tab until that has the focus. */
async function tabTo(page: Page, text: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press(key);
    if ((await focused(page)) == text) return;
  }
  throw new Error(`${text} cannot be reached with ${key}`);
}

async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations, passes } = await new AxeBuilder({ page }).include('klankbord-consent').withTags(tags).analyze();
  expect(passes.length, 'axe looked').toBeGreaterThan(5);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`));
}

for (const language of languages) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`21: axe finds nothing on either layer or the control (${language}, ${colorScheme})`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      const notice = await Notice.open(page, language);
      expect(await violations(page)).toEqual([]);
      await notice.choose.click();
      for (const one of await notice.dialog.locator('summary').all()) await one.click();
      expect(await violations(page)).toEqual([]);
      await notice.save('analytics');
      await expect(notice.control.getByRole('link')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await notice.reopen.click();
      expect(await violations(page)).toEqual([]);
    });
  }

  test(`21: everything has a name and a role (${language})`, async ({ page }) => {
    const notice = await Notice.open(page, language);
    const { words } = notice;
    await expect(notice.layer).toMatchAriaSnapshot(`
      - region "${words.title}":
        - heading "${words.title}" [level=2]
        - button "${words.refuse}"
        - button "${words.accept}"
        - button "${words.choose}"
    `);
    await notice.choose.click();
    await expect(notice.dialog).toMatchAriaSnapshot(`
      - dialog "${words.reopen}":
        - heading "${words.reopen}" [level=2]
        - heading /${words.purposes[0]}/ [level=3]
        - heading /${words.purposes[1]}/ [level=3]
        - switch "${words.purposes[2]}"
        - switch "${words.purposes[3]}"
        - switch "${words.purposes[4]}"
        - button "${words.refuse}"
        - button "${words.accept}"
        - button "${words.save}"
        - button "${words.back}"
    `);
  });
}

test('21: the question takes no focus, and is the first that the keyboard meets', async ({ page, world }) => {
  const path = addPage(world, '/typing', { body: '<label>Search <input id="search" autofocus></label><a href="#">A link</a>' });
  world.klankbord.mood = 'hang';
  await page.goto(path);
  await page.keyboard.type('half a w');
  world.klankbord.mood = 'ok';
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.reload();
  await expect(new Notice(page).layer).toBeVisible();
  await page.keyboard.type('ord');
  await expect(page.locator('#search')).toBeFocused();
  await expect(page.locator('#search')).toHaveValue('ord');

  const notice = await Notice.open(page);
  expect(await focused(page)).toBe('');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe('Lees wat wij bewaren');
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(notice.words.refuse);
});

test('21: with the keyboard only: choose, save, reopen, withdraw', async ({ page, world }) => {
  const { words, dialog, control, layer } = await Notice.open(page);
  await tabTo(page, words.choose);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  expect(await focused(page)).toBe(words.reopen);
  // Escape leads back to where the visitor was.
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(await focused(page)).toBe(words.choose);
  await page.keyboard.press('Enter');
  // Past what is stored for the first purpose, and past the first switch.
  for (let step = 0; step < 3; step++) await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(dialog.locator('input[value=analytics]')).toBeChecked();
  await tabTo(page, words.save);
  await page.keyboard.press('Enter');
  await expect(control).toBeVisible();
  await expect(layer).toHaveCount(0);
  await expect(control.getByRole('status')).toHaveText(words.saved);
  // The button is gone; the visitor is at what can undo it.
  expect(await focused(page)).toBe(words.reopen);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(await focused(page)).toBe(words.reopen);
  await page.keyboard.press('Tab');
  expect(await focused(page)).toBe(words.withdraw);
  await page.keyboard.press('Enter');
  expect(await recorded(world, 2)).toMatchObject([{ control: 'own_choice' }, { control: 'withdraw' }]);
  expect(await focused(page)).toBe(words.reopen);
});

test('21: layer two keeps the focus while it is open, and gives it back to what opened it', async ({ page }) => {
  const notice = await Notice.open(page);
  await notice.refused();
  const link = page.locator('[data-klankbord=preferences]');
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(notice.dialog).toBeVisible();
  const met = new Set<string>();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let presses = 0; presses < 15; presses++) {
      await page.keyboard.press(key);
      met.add(await focused(page));
    }
  }
  // The browser's own address bar comes between; then nothing of the page has the focus.
  for (const own of ['This page in English', 'Alleen statistieken', 'Onder aan de pagina']) expect([...met]).not.toContain(own);
  expect([...met]).toContain(notice.words.save);
  await notice.dialog.getByRole('button', { name: notice.words.back }).click();
  await expect(notice.dialog).toHaveCount(0);
  await expect(link).toBeFocused();
});

test('21: nothing that has the focus is hidden behind the notice', async ({ page, world }) => {
  const links = Array.from({ length: 40 }, (_, n) => `<p><a href="#${n}">Link ${n}</a></p>`).join('');
  for (const [path, body] of Object.entries({ '/long': links, '/short': links.slice(0, links.indexOf('<p><a href="#17"')) })) {
    for (const viewport of [{ width: 1280, height: 720 }, { width: 320, height: 256 }]) {
      await page.setViewportSize(viewport);
      await page.context().clearCookies();
      const notice = await Notice.open(page, 'nl', addPage(world, path, { body }));
      const hidden: string[] = [];
      let met = 0;
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press('Tab');
        const text = await focused(page);
        if (!text.startsWith('Link')) {
          if (met) break;
          continue;
        }
        met++;
        const [link, layer] = [(await page.locator(':focus').boundingBox())!, (await notice.layer.boundingBox())!];
        if (link.y < 0 || link.y + link.height > layer.y) hidden.push(`${text} at ${link.y}, the notice at ${layer.y}`);
      }
      expect(met).toBeGreaterThan(15);
      expect(hidden).toEqual([]);
    }
  }
});

for (const [name, viewport] of Object.entries({
  '320 px': { width: 320, height: 568 },
  '400 % zoom': { width: 320, height: 256 },
  'a phone on its side': { width: 640, height: 320 },
})) {
  test(`21: everything fits and can be pressed at ${name}`, async ({ page, world }) => {
    await page.setViewportSize(viewport);
    const notice = await Notice.open(page);
    const check = async (what: typeof notice.layer, least: number) => {
      const box = (await what.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
      expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
      const pressed = what.locator('button:visible, summary, label, p > a');
      for (const one of await pressed.all()) {
        const { height, width } = (await one.boundingBox())!;
        const text = await one.innerText();
        expect(Math.min(height, width), text).toBeGreaterThanOrEqual(least);
        expect(await one.evaluate((e) => e.scrollWidth <= e.clientWidth || getComputedStyle(e).display == 'inline'), text).toBe(true);
      }
      for (const one of await what.locator('.buttons button').all()) await expect(one).toBeInViewport({ ratio: 1 });
      expect(await what.evaluate((e) => e.scrollWidth - e.clientWidth)).toBe(0);
    };
    await check(notice.layer, 24);
    // Some of the page is still to be seen.
    expect((await notice.layer.boundingBox())!.y).toBeGreaterThan(viewport.height * 0.15);
    await notice.choose.click();
    await check(notice.dialog, 24);
    // With the triangle that says it opens.
    await expect(notice.dialog.locator('summary').last()).toHaveCSS('display', 'list-item');
    expect((await notice.dialog.boundingBox())!.height).toBeGreaterThan(viewport.height * 0.85);
    await notice.dialog.locator('summary').last().click();
    await notice.dialog.getByText('Faketube').scrollIntoViewIfNeeded();
    await expect(notice.dialog.getByText('Faketube')).toBeInViewport();
    await notice.save('analytics');
    await recorded(world, 1);
    await expect(notice.control.getByRole('link')).toBeVisible();
    await check(notice.control, 24);
  });
}

test('21: with forced colours every button has an edge, and every switch shows its state', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const notice = await Notice.open(page);
  for (const button of [notice.accept, notice.refuse, notice.choose]) {
    const style = await button.evaluate((e) => {
      const { borderTopColor, borderTopWidth, backgroundColor } = getComputedStyle(e);
      return { borderTopColor, borderTopWidth, backgroundColor };
    });
    expect(style.borderTopWidth).toBe('1px');
    expect(style.borderTopColor).not.toBe(style.backgroundColor);
  }
  await notice.choose.click();
  const box = notice.dialog.locator('input[value=analytics]');
  // The browser's own box, which knows forced colours.
  expect(await box.evaluate((e) => getComputedStyle(e).appearance)).toBe('auto');
  const off = await box.screenshot();
  await box.check();
  expect((await box.screenshot()).equals(off)).toBe(false);
});

test('21: nothing is animated, whatever the visitor prefers', async ({ page }) => {
  const notice = await Notice.open(page);
  await notice.choose.click();
  const moving = await page.evaluate(() => {
    const root = document.querySelector('klankbord-consent')!.shadowRoot!;
    return [...root.querySelectorAll('*')].filter((e) => {
      const { transitionDuration, animationName } = getComputedStyle(e);
      return transitionDuration != '0s' || animationName != 'none';
    }).length;
  });
  expect(moving).toBe(0);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('21: the style of the page stays out of the notice, and the other way round', async ({ page, world }) => {
  world.site.pages.set('/loud.css', {
    html: '* { color: red !important; font: 40px cursive !important; letter-spacing: 9px !important } klankbord-consent { display: none; opacity: 0 } html { font-size: 4px }',
  });
  const path = addPage(world, '/loud', { head: '<link rel="stylesheet" href="/loud.css">', body: '<button id="own">Own</button>' });
  const notice = await Notice.open(page, 'nl', path);
  const style = await notice.refuse.evaluate((e) => {
    const { fontSize, letterSpacing, color } = getComputedStyle(e);
    return { fontSize, letterSpacing, color };
  });
  expect(style).toEqual({ fontSize: '16px', letterSpacing: 'normal', color: 'rgb(255, 255, 255)' });
  expect(await page.locator('#own').evaluate((e) => getComputedStyle(e).fontSize)).toBe('40px');
});
