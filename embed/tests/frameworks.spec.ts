/** Pages that throw the notice away: frameworks that make the document anew, and whatever else replaces it. */
import { build } from 'esbuild';
import { Notice } from './support/notice.ts';
import { expect, test, type Page, type World } from './support/test.ts';
import { addPage, recorded, settled } from './support/world.ts';

const PAGES = {
  React: `import { hydrateRoot } from 'react-dom/client';
    import { createElement as e } from 'react';
    hydrateRoot(document, e('html', { lang: 'nl' }, e('head', null, e('title', null, 'Test')), e('body', null, e('h1', null, 'Made anew'))), {
      onRecoverableError() { window.recovered = true; },
    });`,
  Preact: `import { h, render } from 'preact';
    document.documentElement.replaceChildren();
    render([h('head', null, h('title', null, 'Test')), h('body', null, h('h1', null, 'Made anew'))], document.documentElement);
    window.recovered = true;`,
};

async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]!.text;
}

/** A page whose framework finds another document than it expects, once the visitor sees the notice. */
async function framed(world: World, name: keyof typeof PAGES): Promise<string> {
  world.site.pages.set('/framework.js', { html: await bundle(PAGES[name]) });
  return addPage(world, '/framework', { body: '<p>Not what was expected</p>' });
}

const start = (page: Page) => page.addScriptTag({ url: '/framework.js' });

for (const name of Object.keys(PAGES) as (keyof typeof PAGES)[]) {
  test(`${name} makes the document anew: the notice is back, and takes the choice`, async ({ page, world, allowed }) => {
    allowed.push(/Minified React error|hydrat/i);
    const notice = await Notice.open(page, 'nl', await framed(world, name));
    await start(page);
    await expect(page.getByRole('heading', { name: 'Made anew' })).toBeVisible();
    expect(await page.evaluate(() => (window as any).recovered)).toBe(true);
    await expect(notice.layer).toBeVisible();
    await notice.pick('analytics');
    expect(await recorded(world, 1)).toMatchObject([{ control: 'own_choice' }]);
    await expect(notice.withdraw).toBeVisible();
  });
}

for (const [how, act] of Object.entries({
  'the body is replaced': () => document.body.replaceChildren(),
  'all of the document is replaced': () => document.documentElement.replaceChildren(document.createElement('body')),
  'another document element is put in': () => {
    const html = document.createElement('html');
    html.lang = 'nl';
    html.append(document.createElement('head'), document.createElement('body'));
    document.documentElement.replaceWith(html);
  },
  'it is removed': () => document.querySelector('klankbord-consent')?.remove(),
})) {
  test(`${how}: the notice stays or returns`, async ({ page, world }) => {
    const notice = await Notice.open(page, 'nl', addPage(world, '/spa', { body: '<p>Text</p>' }));
    await page.evaluate(act);
    await expect(notice.layer).toBeVisible();
    await expect(page.locator('klankbord-consent')).toHaveCount(1);
    await notice.accepted();
    await expect(notice.withdraw).toBeVisible();
  });
}

test('it returns once for each address, so that there is no war with a page that removes it', async ({ page, world }) => {
  const notice = await Notice.open(page, 'nl', addPage(world, '/spa', { body: '<p>Text</p>' }));
  const remove = () => page.evaluate(() => document.querySelector('klankbord-consent')?.remove());
  await remove();
  await expect(notice.layer).toBeVisible();
  await remove();
  await settled(page);
  await expect(notice.layer).toHaveCount(0);
  await page.evaluate(() => {
    history.pushState(null, '', '/spa?next');
    document.body.append('next');
  });
  await expect(notice.layer).toBeVisible();
  await remove();
  await settled(page);
  await expect(notice.layer).toHaveCount(0);
  await page.evaluate(() => (window as any).klankbord.consent.show());
  await expect(notice.dialog, 'show always works').toBeVisible();
});

test('preferences that are open stay open, and modal, with what was switched', async ({ page, world }) => {
  const notice = await Notice.open(page, 'nl', addPage(world, '/spa', { body: '<p>Text</p>' }));
  await notice.choose.click();
  await notice.dialog.locator('input[value=analytics]').check();
  await page.evaluate(() => document.documentElement.replaceChildren(document.createElement('body')));
  await expect(notice.dialog).toBeVisible();
  await expect.poll(() => notice.dialog.evaluate((dialog) => dialog.matches(':modal'))).toBe(true);
  await expect(notice.dialog.locator('input[value=analytics]')).toBeChecked();
  await notice.save();
  expect(await recorded(world, 1)).toMatchObject([{ purposes: { analytics: true } }]);
});

test('a page of one document changes its language: the notice follows, and so does the decision', async ({ page, world }) => {
  const notice = await Notice.open(page, 'nl', addPage(world, '/spa', { body: '<p>Text</p>' }));
  await page.evaluate(() => (document.documentElement.lang = 'en'));
  const english = new Notice(page, 'en');
  await expect(english.layer).toBeVisible();
  await expect(notice.layer).toHaveCount(0);
  await english.accepted();
  await expect(english.withdraw).toBeVisible();
  expect(await recorded(world, 1)).toMatchObject([{ locale: 'en' }]);
  await page.evaluate(() => (document.documentElement.lang = 'nl'));
  await expect(notice.withdraw).toBeVisible();
});
