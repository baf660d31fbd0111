/** Pages that are in the way of the notice, and the notice in the way of pages. */
import { cookie, Notice } from './support/notice.ts';
import { chosen, expect, test } from './support/test.ts';
import { addPage, recorded, settled } from './support/world.ts';

const BAR = `nav { position: fixed; inset: auto 0 0; display: flex; height: 56px; background: #fff }
  nav a { flex: 1; height: 56px; display: block }`;
const nav = `<nav>${['Start', 'Zoeken', 'Mandje', 'Account'].map((name) => `<a href="#${name}">${name}</a>`).join('')}</nav>`;

test('on a phone the small control leaves every item of a bottom bar free', async ({ page, world }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  world.site.pages.set('/bar.css', { html: BAR });
  const path = addPage(world, '/bar', { head: '<link rel="stylesheet" href="/bar.css">', body: nav });
  const notice = await Notice.open(page, 'nl', path);
  await notice.accepted();
  const covered = async () => {
    const over = (await notice.control.boundingBox())!;
    const items = await page.locator('nav a').all();
    const boxes = await Promise.all(items.map(async (item) => (await item.boundingBox())!));
    return boxes.filter((box) => box.y < over.y + over.height && box.y + box.height > over.y).length;
  };
  expect(await covered()).toBe(0);
  await page.reload();
  await expect(notice.control).toBeVisible();
  expect(await covered()).toBe(0);
  await page.setViewportSize({ width: 640, height: 360 });
  await expect.poll(covered).toBe(0);
  await page.locator('nav a').nth(0).click();
  await page.locator('nav a').nth(3).click();
});

for (const [place, at] of Object.entries({ right: [1, 1], top: [0, 0], 'top right': [1, 0], '': [0, 1] })) {
  test(`the small control stands where the tag says: ${place || 'bottom left unless it does'}`, async ({ page, world }) => {
    const tag = `<script src="{HOST}/consent.js" data-site="demo" data-control="${place}"></script>`;
    const notice = await Notice.open(page, 'nl', addPage(world, '/place', { tag }));
    await notice.refused();
    const { x, y, width, height } = (await notice.control.boundingBox())!;
    expect([x + width / 2 > 640 ? 1 : 0, y + height / 2 > 450 ? 1 : 0]).toEqual(at);
  });
}

test('a focused item of a fixed bar is not hidden behind the notice', async ({ page, world }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  world.site.pages.set('/bar.css', { html: BAR });
  const path = addPage(world, '/bar', { head: '<link rel="stylesheet" href="/bar.css">', body: nav });
  const notice = await Notice.open(page, 'nl', path);
  const item = page.locator('nav a').nth(1);
  for (let presses = 0; presses < 10; presses++) {
    await page.keyboard.press('Tab');
    if (await item.evaluate((element) => element == document.activeElement)) break;
  }
  await expect(item).toBeFocused();
  await expect
    .poll(async () => {
      const [over, under] = [(await notice.layer.boundingBox())!, (await item.boundingBox())!];
      return over.y >= under.y + under.height || over.y + over.height <= under.y;
    })
    .toBe(true);
});

test('at 400 % zoom of 1280 × 800 the notice can be read, and every button pressed', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 200 });
  const notice = await Notice.open(page);
  const text = (await notice.layer.locator('.text').boundingBox())!;
  expect(text.height, 'four lines of what it says').toBeGreaterThan(96);
  for (const button of [notice.refuse, notice.accept, notice.choose]) {
    await expect(button).toBeInViewport({ ratio: 1 });
    expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(24);
  }
  await notice.choose.click();
  expect((await notice.dialog.locator('.text').boundingBox())!.height).toBeGreaterThan(72);
  await expect(notice.dialog.getByRole('button', { name: notice.words.save })).toBeInViewport({ ratio: 1 });
});

test('under a modal of the page the notice can be used, and after it too', async ({ page, world }) => {
  const body = '<dialog id="own"><p>Own modal</p><button id="close">Close</button></dialog>';
  const notice = await Notice.open(page, 'nl', addPage(world, '/modal', { body }));
  await page.evaluate(() => {
    const dialog = document.querySelector<HTMLDialogElement>('#own')!;
    document.querySelector<HTMLElement>('#close')!.onclick = () => dialog.close();
    dialog.showModal();
  });
  await expect(page.locator('#own klankbord-consent')).toBeAttached();
  await notice.accepted();
  expect(await recorded(world, 1)).toMatchObject([{ control: 'accept_all' }]);
  await page.locator('#close').click();
  await expect(page.locator('#own klankbord-consent')).toHaveCount(0);
  await expect(notice.withdraw).toBeVisible();
  await notice.withdraw.click();
  expect((await recorded(world, 2))[1]).toMatchObject({ purposes: chosen() });
});

test('the notice outlives each modal that the page throws away', async ({ page, world }) => {
  const notice = await Notice.open(page, 'nl', addPage(world, '/modals', {}));
  for (const name of ['first', 'second', 'third']) {
    await page.evaluate((name) => {
      const dialog = document.body.appendChild(document.createElement('dialog'));
      dialog.id = name;
      dialog.textContent = 'Own modal';
      dialog.showModal();
    }, name);
    await expect(page.locator(`#${name} klankbord-consent`)).toBeAttached();
    await page.evaluate((name) => document.getElementById(name)!.remove(), name);
    await expect(notice.layer).toBeVisible();
  }
  await notice.refused();
});

test('a page that scrolls gets no more room than the notice takes', async ({ page, world }) => {
  world.site.pages.set('/long.css', { html: 'body { height: 4000px }' });
  const head = '<link rel="stylesheet" href="/long.css">';
  const tag = '<script src="{HOST}/consent.js" data-site="demo" data-control="top"></script>';
  const notice = await Notice.open(page, 'nl', addPage(world, '/long', { head, tag }));
  const room = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement, '::after').height) || 0);
  await page.keyboard.press('Tab');
  await expect.poll(room).toBeGreaterThan(50);
  expect(await room()).toBeLessThan(450);
  await notice.refused();
  await page.mouse.wheel(0, 100);
  await expect.poll(room).toBe(0);
});

test('on a page that is transformed the notice stands in the window', async ({ page, world }) => {
  world.site.pages.set('/moved.css', { html: 'html { transform: translateY(0) } body { height: 4000px }' });
  const path = addPage(world, '/moved', { head: '<link rel="stylesheet" href="/moved.css">' });
  const notice = await Notice.open(page, 'nl', path);
  await expect.poll(async () => (await notice.layer.boundingBox())!.y).toBeGreaterThan(300);
  await page.evaluate(() => scrollTo(0, 1500));
  await expect(notice.refuse).toBeInViewport({ ratio: 1 });
  await notice.refused();
  await expect(notice.reopen).toBeInViewport({ ratio: 1 });
});

test('on paper there is no notice, and no room for it', async ({ page }) => {
  const notice = await Notice.open(page);
  await page.keyboard.press('Tab');
  await page.emulateMedia({ media: 'print' });
  await expect(notice.layer).toBeHidden();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement, '::after').content)).toMatch(/none|normal/);
});

for (const [how, tag] of Object.entries({
  'without attributes, as tag managers leave it': '<script src="{HOST}/consent.js?site=demo"></script>',
  'with crossorigin': '<script crossorigin src="{HOST}/consent.js" data-site="demo"></script>',
  'as a module': '<script type="module" src="{HOST}/consent.js?site=demo"></script>',
  deferred: '<script defer src="{HOST}/consent.js" data-site="demo"></script>',
})) {
  test(`the tag works ${how}, both layers`, async ({ page, world }) => {
    const notice = await Notice.open(page, 'nl', addPage(world, '/tag', { tag }));
    await notice.pick('marketing');
    expect(await recorded(world, 1)).toMatchObject([{ purposes: chosen('marketing') }]);
  });
}

test('the tag works under a policy of nonces only, both layers', async ({ page, world }) => {
  const csp = `default-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; connect-src ${world.klankbord.url}`;
  const tag = '<script nonce="abc" src="{HOST}/consent.js" data-site="demo"></script>';
  const notice = await Notice.open(page, 'nl', addPage(world, '/nonces', { tag, csp }));
  await notice.pick('marketing');
  expect(await recorded(world, 1)).toMatchObject([{ purposes: chosen('marketing') }]);
});

test('added by a script of the page, and with integrity', async ({ page, world }) => {
  await page.goto(addPage(world, '/added', { tag: '' }));
  await page.evaluate(async (address) => {
    const script = document.createElement('script');
    const bytes = await (await fetch(address)).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle?.digest('SHA-256', bytes) ?? []);
    if (digest.length) script.integrity = `sha256-${btoa(String.fromCharCode(...digest))}`;
    script.crossOrigin = '';
    script.src = address;
    document.head.append(script);
  }, `${world.klankbord.url}/consent.js?site=demo`);
  await new Notice(page).accepted();
  expect(await recorded(world, 1)).toMatchObject([{ control: 'accept_all' }]);
});

test('a tag that says no site says in the console what to do', async ({ page, world, allowed }) => {
  allowed.push(/Klankbord: use/);
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.goto(addPage(world, '/none', { tag: '<script src="{HOST}/consent.js"></script>' }));
  await expect.poll(() => said.filter((text) => text.includes('consent.js?site=KEY'))).toHaveLength(1);
});

test('subdomains share a choice where the tag says so', async ({ page, world }) => {
  const tag = '<script src="{HOST}/consent.js" data-site="demo" data-domain="winkel.test"></script>';
  const before = await Notice.open(page, 'nl', addPage(world, '/alone', {}));
  await before.refused();
  const path = addPage(world, '/shared', { tag });
  await page.goto(path);
  await expect(before.control).toBeVisible();
  await before.reopen.click();
  await before.save('analytics');
  await recorded(world, 2);
  await expect.poll(async () => (await cookie(page))?.fields.event).toBeTruthy();
  const kept = (await page.context().cookies()).filter(({ name }) => name == 'klankbord_demo');
  expect(kept.map(({ domain }) => domain)).toEqual(['.winkel.test']);
  await settled(page);

  // A refusal for all of them counts over a grant that one host has kept from before.
  await before.withdraw.click();
  await recorded(world, 3);
  const grant = { ...kept[0]!, domain: 'winkel.test', value: kept[0]!.value.replace(/&event=[^&]*/, '') };
  await page.context().addCookies([{ name: grant.name, value: grant.value, url: new URL(page.url()).origin }]);
  await page.goto(path);
  await expect(before.control).toBeVisible();
  expect(await page.evaluate(() => (window as any).klankbord.consent.get().purposes.analytics)).toBe(false);
  await expect.poll(async () => (await cookie(page))!.fields.refused).toBeTruthy();
});
