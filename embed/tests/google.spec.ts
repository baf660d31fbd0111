/** Rule 22: Google Consent Mode v2, in the basic form and in the advanced one. */
import { Notice } from './support/notice.ts';
import { expect, languages, test, type Page } from './support/test.ts';
import { addPage, asked, recorded, settled } from './support/world.ts';

const denied = { ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', analytics_storage: 'denied' };

/** What Google's tags would read, in order. */
const said = (page: Page) =>
  page.evaluate(() => {
    const layer = (window as unknown as { dataLayer: ArrayLike<unknown>[] }).dataLayer;
    // Google ignores arrays: only an `arguments` object is a command.
    return layer.map((entry) => [Object.prototype.toString.call(entry), ...Array.from(entry)]);
  });

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
    world.site.pages.set('/early.js', { html: 'window.early = structuredClone(window.dataLayer.map((entry) => [...entry]));' });
    // The tag is the first after the notice, and is not held back.
    const path = addPage(world, '/advanced', { language, head: '<script src="/early.js"></script>' });
    const notice = await Notice.open(page, language, path);
    const early = () => page.evaluate(() => (window as any).early);
    expect(await early()).toEqual([['consent', 'default', denied]]);
    await settled(page);
    expect(await said(page)).toEqual([command('default', denied)]);

    await notice.pick('marketing');
    const granted = { ad_storage: 'granted', ad_user_data: 'granted', ad_personalization: 'granted', analytics_storage: 'denied' };
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
