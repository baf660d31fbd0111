/** What is held back, and how it is set free: in order, with everything it came with, and also when it is added later. */
import { createHash } from 'node:crypto';
import { Notice } from './support/notice.ts';
import { expect, test } from './support/test.ts';
import { addPage, asked, ran, recorded, says, settled } from './support/world.ts';

test('twenty scripts are held back, and run in the order of the page once they may', async ({ page, world }) => {
  const marks: string[] = [];
  const expected: string[] = [];
  for (let n = 1; n <= 20; n++) {
    expected.push(`${n}`);
    if (n % 3 == 0) {
      marks.push(`<script type="text/plain" data-consent="analytics" nonce="{NONCE}">${says(`${n}`)}</script>`);
      continue;
    }
    world.trackers.scripts.set(`/order/${n}.js`, says(`${n}`));
    // The first to be asked for is the last to arrive.
    world.trackers.delays.set(`/order/${n}.js`, (20 - n) * 10);
    marks.push(`<script type="text/plain" data-consent="analytics" src="{TRACKERS}/order/${n}.js"></script>`);
  }
  const path = addPage(world, '/order', { head: marks.slice(0, 9).join(''), body: marks.slice(9).join('\n') });
  const notice = await Notice.open(page, 'nl', path);
  expect(await asked(page, world)).toEqual([]);
  expect(await ran(page)).toEqual([]);
  await notice.accepted();
  await expect.poll(() => ran(page)).toHaveLength(20);
  expect(await ran(page)).toEqual(expected);

  // From the cookie, while the page still comes in.
  await page.reload();
  await expect.poll(() => ran(page)).toHaveLength(20);
  expect(await ran(page)).toEqual(expected);
});

test('scripts of two purposes keep the order among those that may run', async ({ page, world }) => {
  const script = (purposes: string, what: string) =>
    `<script type="text/plain" data-consent="${purposes}" nonce="{NONCE}">${says(what)}</script>`;
  const path = addPage(world, '/mixed', {
    body: [
      script('marketing', 'm1'),
      script('analytics', 'a1'),
      script('analytics marketing', 'both'),
      script(' analytics  ', 'a2'),
      script('', 'none named'),
      script('constructor', 'no such purpose'),
      script('necessary', 'exempt'),
    ].join(''),
  });
  const notice = await Notice.open(page, 'nl', path);
  // What is exempt waits only until the notice says so.
  await expect.poll(() => ran(page)).toEqual(['exempt']);
  await notice.pick('analytics');
  await expect.poll(() => ran(page)).toEqual(['exempt', 'a1', 'a2']);
  await notice.reopen.click();
  await notice.save('marketing');
  await expect.poll(() => ran(page)).toEqual(['exempt', 'a1', 'a2', 'm1', 'both']);
  await settled(page);
  expect(await ran(page)).toHaveLength(5);
});

test('a script that fails or is late holds up no other for ever, and async ones nobody', async ({ page, world }) => {
  for (const name of ['late', 'async']) world.trackers.scripts.set(`/${name}.js`, says(name));
  world.trackers.delays.set('/late.js', 300);
  world.trackers.delays.set('/async.js', 3000);
  const path = addPage(world, '/failing', {
    body: [
      `<script type="text/plain" data-consent="analytics" async src="{TRACKERS}/async.js"></script>`,
      `<script type="text/plain" data-consent="analytics" src="{TRACKERS}/nowhere.js"></script>`,
      `<script type="text/plain" data-consent="analytics" nonce="{NONCE}">${says('after the failed')}</script>`,
      `<script type="text/plain" data-consent="analytics" src="{TRACKERS}/late.js"></script>`,
      `<script type="text/plain" data-consent="analytics" nonce="{NONCE}">${says('after the late')}</script>`,
    ].join(''),
  });
  await (await Notice.open(page, 'nl', path)).accepted();
  await expect.poll(() => ran(page)).toEqual(['after the failed', 'late', 'after the late']);
  await expect.poll(() => ran(page)).toContain('async');
});

test('deferred scripts and modules run after the page has come in, and modules are modules', async ({ page, world }) => {
  world.trackers.scripts.set('/defer.js', says('defer') + `window.ran.push(document.querySelector('#end') ? 'whole' : 'half');`);
  const module = `import.meta.url; ${says('module')}`;
  const path = addPage(world, '/defer', {
    head: [
      `<script type="text/plain" data-consent="analytics" defer src="{TRACKERS}/defer.js"></script>`,
      `<script type="text/plain" data-consent="analytics" data-type="module" nonce="{NONCE}">${module}</script>`,
      `<script type="text/plain" data-consent="analytics" nonce="{NONCE}">${says('plain')}</script>`,
    ].join(''),
    body: '<p id="end">',
  });
  await (await Notice.open(page, 'nl', path)).accepted();
  await expect.poll(async () => (await ran(page)).toSorted()).toEqual(['defer', 'module', 'plain', 'whole']);
  await page.reload();
  await expect.poll(() => ran(page)).toEqual(['plain', 'defer', 'whole', 'module']);
});

test('integrity and crossorigin stay: a script that was tampered with does not run', async ({ page, world, allowed }) => {
  allowed.push(/Failed to find a valid digest/);
  for (const name of ['good', 'bad']) world.trackers.scripts.set(`/${name}.js`, says(name));
  const digest = `sha256-${createHash('sha256').update(says('good')).digest('base64')}`;
  const script = (name: string) =>
    `<script type="text/plain" data-consent="analytics" src="{TRACKERS}/${name}.js" integrity="${digest}" crossorigin="anonymous"></script>`;
  const path = addPage(world, '/integrity', {
    body: script('bad') + script('good') + `<script type="text/plain" data-consent="analytics" nonce="{NONCE}">${says('end')}</script>`,
  });
  await (await Notice.open(page, 'nl', path)).accepted();
  await expect.poll(() => ran(page)).toEqual(['good', 'end']);
});

test('an inline script that the policy does not know by its nonce does not run', async ({ page, world, allowed }) => {
  allowed.push(/violates the following Content Security Policy directive/);
  const path = addPage(world, '/nonce', {
    body:
      `<script type="text/plain" data-consent="analytics" nonce="guessed">${says('guessed')}</script>` +
      `<script type="text/plain" data-consent="analytics" nonce="{NONCE}">${says('known')}</script>`,
  });
  await (await Notice.open(page, 'nl', path)).accepted();
  await expect.poll(() => ran(page)).toEqual(['known']);
});

test('what is added later is held back too, and runs when it may', async ({ page, world }) => {
  world.trackers.scripts.set('/added.js', says('added'));
  const notice = await Notice.open(page, 'nl', addPage(world, '/later', {}));
  const add = () =>
    page.evaluate((address) => {
      const made = Object.assign(document.createElement('script'), { type: 'text/plain', src: `${address}/added.js` });
      made.dataset.consent = 'analytics';
      const frame = document.createElement('iframe');
      frame.dataset.consent = 'analytics';
      frame.dataset.src = `${address}/video.html`;
      const part = document.createElement('div');
      part.append(made, frame);
      document.body.append(part);
    }, world.trackers.url);
  await add();
  expect(await asked(page, world)).toEqual([]);
  await expect(page.frameLocator('iframe').getByRole('button', { name: notice.words.once })).toBeVisible();
  await notice.accepted();
  await expect.poll(() => ran(page)).toEqual(['added']);
  await add();
  await expect.poll(() => ran(page)).toEqual(['added', 'added']);
  await expect(page.frameLocator('iframe').nth(1).getByText('This would be a video')).toBeVisible();
});

test('an inline script of which half has arrived waits for the rest', async ({ page, world }) => {
  const notice = await Notice.open(page, 'nl', addPage(world, '/first', {}));
  await notice.accepted();
  await recorded(world, 1);
  // A page that comes in two parts, with the cut inside a script.
  let finish = () => {};
  world.site.streams.set('/halves', (response) => {
    response.setHeader('Content-Type', 'text/html');
    const tag = `<script src="${world.klankbord.url}/consent.js" data-site="demo"></script>`;
    response.write(`<!doctype html><html lang="nl"><head>${tag}</head><body><div>`);
    response.write(`<script type="text/plain" data-consent="analytics">${says('first half')}`);
    finish = () => response.end(`${says('second half')}</script></div><p>`);
  });
  await page.goto('/halves', { waitUntil: 'commit' });
  await expect(page.locator('script[data-consent]')).toBeAttached();
  await page.waitForFunction(() => document.querySelector('script[data-consent]')!.textContent!.includes('first'));
  await settled(page);
  expect(await ran(page)).toEqual([]);
  finish();
  await expect.poll(() => ran(page)).toEqual(['first half', 'second half']);
});

test('a frame says why it waits; shown once, it loads alone and nothing is granted', async ({ page, world }) => {
  const notice = await Notice.open(page);
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('Advertenties')).toBeVisible();
  await expect(frame.locator('html')).toHaveAttribute('lang', 'nl');
  await frame.getByRole('button', { name: notice.words.once }).click();
  await expect(frame.getByText('This would be a video')).toBeVisible();
  expect(await asked(page, world)).toEqual(['/video.html']);
  await expect(notice.layer).toBeVisible();
  await notice.refused();
  await page.reload();
  await expect(frame.getByRole('button', { name: notice.words.once })).toBeVisible();
  await frame.getByRole('button', { name: notice.words.reopen }).click();
  await expect(notice.dialog).toBeVisible();
});

test('a frame that opened and was withdrawn leaves no step in the history', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await notice.accepted();
  const frame = page.frameLocator('iframe');
  await expect(frame.getByText('This would be a video')).toBeVisible();
  const steps = await page.evaluate(() => history.length);
  await notice.withdraw.click();
  await expect(frame.getByRole('button', { name: notice.words.once })).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(steps);
  await notice.reopen.click();
  await notice.save('marketing');
  await expect(frame.getByText('This would be a video')).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(steps);
  expect(world.trackers.requests.filter((path) => path == '/video.html')).toHaveLength(2);
});

test('images and style sheets wait as well', async ({ page, world }) => {
  const path = addPage(world, '/others', {
    head: `<link rel="stylesheet" data-consent="analytics" data-href="/demo.css">`,
    body: `<img data-consent="analytics" data-src="{TRACKERS}/pixel.gif" alt="">`,
  });
  world.site.requests.length = 0;
  const notice = await Notice.open(page, 'nl', path);
  expect(await asked(page, world)).toEqual([]);
  expect(world.site.requests).not.toContain('/demo.css');
  await notice.accepted();
  await expect.poll(() => asked(page, world)).toEqual(['/pixel.gif']);
  await expect.poll(() => world.site.requests).toContain('/demo.css');
});

test('with JavaScript off nothing that is held back loads', async ({ browser, contextOptions, world }) => {
  const context = await browser.newContext({ ...contextOptions, baseURL: world.site.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/nl.html');
  await expect(page.locator('h1')).toBeVisible();
  await page.goto('/en.html');
  expect(world.trackers.requests).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  await context.close();
});

test('loaded with async, it still holds back what is marked', async ({ page, world }) => {
  world.trackers.scripts.set('/marked.js', says('marked'));
  const path = addPage(world, '/async', {
    tag: '<script async src="{HOST}/consent.js" data-site="demo"></script>',
    body: `<script type="text/plain" data-consent="analytics" src="{TRACKERS}/marked.js"></script>`,
  });
  const notice = await Notice.open(page, 'nl', path);
  expect(await asked(page, world)).toEqual([]);
  await notice.accepted();
  await expect.poll(() => ran(page)).toEqual(['marked']);
});
