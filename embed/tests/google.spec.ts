/** Rule 22: Google Consent Mode v2, in the basic form and in the advanced one. */
import { Notice } from './support/notice.ts';
import { expect, languages, test, type Page } from './support/test.ts';
import { addPage, asked, recorded, settled } from './support/world.ts';

const denied = {
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
};

/** The commands that Google's tags would read, in order. */
const said = (page: Page, name = 'dataLayer') =>
  page.evaluate((name) => {
    const layer = (window as unknown as Record<string, ArrayLike<unknown>[]>)[name]!;
    // Google ignores arrays: only an `arguments` object is a command.
    return layer.map((entry) => [Object.prototype.toString.call(entry), ...Array.from(entry)]).filter((entry) => entry.length > 1);
  }, name);

/** The events in the data layer. */
const events = (page: Page) =>
  page.evaluate(() => (window as any).dataLayer.filter((entry: any) => entry.event).map((entry: any) => ({ ...entry })));

const command = (kind: string, signals: object) => ['[object Arguments]', 'consent', kind, signals];

for (const language of languages) {
  test(`22: in the basic form Google is asked nothing before a grant, and then knows what was granted (${language})`, async ({ page, world }) => {
    const notice = await Notice.open(page, language);
    expect(await said(page)).toEqual([command('default', denied)]);
    await notice.refused();
    expect(await asked(page, world)).toEqual([]);
    expect(await said(page)).toEqual([command('default', denied), command('update', denied)]);
    await notice.reopen.click();
    await notice.save('analytics');
    await expect.poll(() => asked(page, world)).toContain('/g/collect?consent=default%3Adenied%2Cupdate%3Adenied%2Cupdate%3Agranted');
  });
}

for (const language of languages) {
  test(`22: in the advanced form all four are denied before any tag, and updated only after a choice (${language})`, async ({ page, world }) => {
    world.klankbord.publish((notice) => {
      notice.mode = 'advanced';
    });
    world.site.pages.set('/early.js', { html: 'window.early = structuredClone(window.dataLayer.filter((entry) => entry.length).map((entry) => [...entry]));' });
    // The tag is the first after the notice, and is not held back.
    const path = addPage(world, '/advanced', { language, head: '<script src="/early.js"></script>' });
    const notice = await Notice.open(page, language, path);
    const early = () => page.evaluate(() => (window as any).early);
    expect(await early()).toEqual([['consent', 'default', denied]]);
    await settled(page);
    expect(await said(page)).toEqual([command('default', denied)]);

    await notice.pick('marketing');
    const granted = { ...denied, ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'granted' };
    expect(await said(page)).toEqual([command('default', denied), command('update', granted)]);
    await recorded(world, 1);
    await settled(page);
    // The server's answer changes nothing.
    expect(await said(page)).toHaveLength(2);

    // On the next page the tag finds the choice already made.
    await page.reload();
    await expect(notice.control).toBeVisible();
    expect(await early()).toEqual([['consent', 'default', denied], ['consent', 'update', granted]]);
    await notice.withdraw.click();
    await expect(notice.withdraw).toBeHidden();
    expect((await said(page)).at(-1)).toEqual(command('update', denied));
  });
}

test('22: changed purposes deny again', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await notice.accepted();
  await recorded(world, 1);
  world.klankbord.publish((notice) => void notice.ask++);
  await page.reload();
  await expect(notice.layer).toBeVisible();
  expect((await said(page)).at(-1)).toEqual(command('update', denied));
});

test('22: each choice is an event in the data layer, which tag managers can wait for', async ({ page, world }) => {
  const notice = await Notice.open(page);
  expect(await events(page)).toEqual([]);
  await notice.pick('preferences', 'analytics');
  await recorded(world, 1);
  await settled(page);
  const given = { event: 'klankbord_consent', klankbord_purposes: 'preferences analytics' };
  expect(await events(page)).toEqual([given]);
  expect((await said(page)).at(-1)).toEqual(
    command('update', { ...denied, analytics_storage: 'granted', functionality_storage: 'granted', personalization_storage: 'granted' }),
  );
  await notice.withdraw.click();
  await settled(page);
  expect(await events(page)).toEqual([given, { event: 'klankbord_consent', klankbord_purposes: '' }]);
});

test('22: purposes of other names grant what the notice says, also from the cookie on later pages', async ({ page, world }) => {
  world.klankbord.publish((notice) => {
    const [analytics, marketing] = ['analytics', 'marketing'].map((key) => notice.purposes.find((one: any) => one.key == key));
    Object.assign(analytics, { key: 'bezoek', google: ['analytics_storage', 'ad_user_data'] });
    marketing.google = [];
  });
  const notice = await Notice.open(page, 'nl', addPage(world, '/named', {}));
  await notice.accepted();
  const granted = {
    ...denied,
    analytics_storage: 'granted',
    ad_user_data: 'granted',
    functionality_storage: 'granted',
    personalization_storage: 'granted',
  };
  await expect.poll(async () => (await said(page)).at(-1)).toEqual(command('update', granted));
  // Without the notice the cookie says what it meant.
  world.klankbord.mood = 'error';
  await page.reload();
  expect(await said(page)).toEqual([command('default', denied), command('update', granted)]);
});

test('22: what was withdrawn elsewhere is denied, also before the notice is there', async ({ page, context, world, allowed }) => {
  allowed.push(/500/);
  world.klankbord.publish((notice) => {
    notice.purposes.find((one: any) => one.key == 'analytics').google = ['analytics_storage', 'ad_user_data'];
  });
  const notice = await Notice.open(page, 'nl', addPage(world, '/reduced', {}));
  await notice.pick('analytics', 'preferences');
  await recorded(world, 1);
  const one = (await context.cookies()).find(({ name }) => name == 'klankbord_demo')!;
  expect(one.value).toContain('google=');
  await context.addCookies([{ ...one, value: one.value.replace('granted=preferences+analytics', 'granted=preferences').replace(/&google=[^&]*/, '&google=') }]);
  world.klankbord.mood = 'error';
  await page.reload();
  expect((await said(page)).at(-1)).toEqual(command('update', denied));
});

for (const [how, tag] of Object.entries({
  'an attribute': '<script src="{HOST}/consent.js" data-site="demo" data-layer="shopLayer"></script>',
  'the address': '<script src="{HOST}/consent.js?site=demo&layer=shopLayer"></script>',
})) {
  test(`22: a data layer of another name, by ${how}`, async ({ page, world }) => {
    const notice = await Notice.open(page, 'nl', addPage(world, '/layer', { tag }));
    expect(await said(page, 'shopLayer')).toEqual([command('default', denied)]);
    await notice.refused();
    expect(await said(page, 'shopLayer')).toEqual([command('default', denied), command('update', denied)]);
    expect(await page.evaluate(() => 'dataLayer' in window)).toBe(false);
  });
}

test('22: a tag that came before the script is told to deny at once', async ({ page, world }) => {
  world.site.pages.set('/first.js', { html: `(window.dataLayer ||= []).push({ event: 'gtm.js' });` });
  const tag = '<script src="/first.js"></script><script src="{HOST}/consent.js" data-site="demo"></script>';
  await Notice.open(page, 'nl', addPage(world, '/late', { tag }));
  expect(await said(page)).toEqual([command('default', denied), command('update', denied)]);
});

test('22: an element called dataLayer or klankbord is in nobody\'s way', async ({ page, world }) => {
  const body = '<p id="dataLayer">text</p><p id="klankbord">text</p><img name="currentScript" alt="">';
  const tag = '<a id="dataLayer"></a><script src="{HOST}/consent.js" data-site="demo"></script>';
  const notice = await Notice.open(page, 'nl', addPage(world, '/clobbered', { tag, body }));
  await notice.accepted();
  expect(await recorded(world, 1)).toMatchObject([{ control: 'accept_all' }]);
  expect((await said(page)).map((entry) => entry[2])).toEqual(['default', 'update']);
});
