/** Machines that refuse for people: autoconsent as published, and the actions that Consent-O-Matic documents. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Frame } from '@playwright/test';
import { Notice } from './support/notice.ts';
import { chosen, expect, languages, test, type Page } from './support/test.ts';
import { asked, recorded } from './support/world.ts';

const autoconsent = readFileSync(
  join(dirname(createRequire(import.meta.url).resolve('@duckduckgo/autoconsent')), 'autoconsent.playwright.js'),
  'utf8',
);
const read = (name: string) => JSON.parse(readFileSync(join(import.meta.dirname, '../rules', name), 'utf8'));

/** Runs autoconsent with our rule only; returns what it reported. */
async function runAutoconsent(page: Page, action: 'optOut' | 'optIn'): Promise<any[]> {
  const heard: any[] = [];
  await page.exposeBinding('autoconsentSendMessage', async ({ frame }: { frame: Frame }, message: any) => {
    heard.push(message);
    const answer = (what: object) => frame.evaluate(`autoconsentReceiveMessage(${JSON.stringify(what)})`);
    if (message.type == 'init') {
      const config = { enabled: true, autoAction: action, disabledCmps: [], enablePrehide: false, detectRetries: 20, enableCosmeticRules: false };
      await answer({ type: 'initResp', config, rules: { autoconsent: [read('autoconsent.json')] } });
    }
    if (message.type == 'autoconsentDone') await answer({ type: 'selfTest' });
  });
  await page.evaluate(autoconsent);
  return heard;
}

for (const language of languages) {
  test(`autoconsent refuses on layer one by the rule (${language})`, async ({ page, world }) => {
    const notice = await Notice.open(page, language);
    const heard = await runAutoconsent(page, 'optOut');
    expect(await recorded(world, 1)).toMatchObject([{ control: 'refuse_all', purposes: chosen() }]);
    await expect(notice.control).toBeVisible();
    const result = (type: string) => heard.find((message) => message.type == type);
    await expect.poll(() => result('selfTestResult')).toMatchObject({ cmp: 'klankbord', result: true });
    expect(result('optOutResult')).toMatchObject({ cmp: 'klankbord', result: true });
    expect(await asked(page, world)).toEqual([]);
  });
}

test('autoconsent refuses on layer two by the rule', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await notice.choose.click();
  await expect(notice.dialog).toBeVisible();
  await notice.dialog.locator('input[value=analytics]').check();
  await runAutoconsent(page, 'optOut');
  expect(await recorded(world, 1)).toMatchObject([{ control: 'refuse_all', purposes: chosen() }]);
  await expect(notice.dialog).toHaveCount(0);
});

/** Consent-O-Matic's way to an element, and its actions `ifcss` and `click`, as its documentation describes them. */
function runConsentOMatic(page: Page): Promise<boolean> {
  return page.evaluate((rule) => {
    const find = ({ parent, target }: any): HTMLElement | undefined => {
      const within = parent ? document.querySelector(parent.selector) : document;
      const all = [...(within?.shadowRoot ?? within)?.querySelectorAll(target.selector) ?? []] as HTMLElement[];
      return all.find((element) => target.displayFilter == null || (element.offsetHeight !== 0) == target.displayFilter);
    };
    const act = (action: any): void => {
      if (action.type == 'ifcss') act(find(action) ? action.trueAction : action.falseAction);
      if (action.type == 'click') find(action)?.click();
    };
    const [detector] = rule.detectors;
    const matches = [...detector.presentMatcher, ...detector.showingMatcher].every((matcher: any) => find(matcher));
    if (matches) for (const { action } of rule.methods) act(action);
    return matches;
  }, read('consent-o-matic.json').klankbord);
}

test('Consent-O-Matic refuses on either layer by its rule, and leaves a choice alone', async ({ page, world }) => {
  const notice = await Notice.open(page);
  expect(await runConsentOMatic(page)).toBe(true);
  await recorded(world, 1);
  await expect(notice.control).toBeVisible();
  expect(await runConsentOMatic(page), 'nothing is shown any more').toBe(false);
  await page.context().clearCookies();
  await Notice.open(page);
  await notice.choose.click();
  await expect(notice.dialog).toBeVisible();
  expect(await runConsentOMatic(page)).toBe(true);
  expect(await recorded(world, 2)).toMatchObject([{ control: 'refuse_all' }, { control: 'refuse_all' }]);
});

test('no machine grants', async ({ page, world }) => {
  const notice = await Notice.open(page);
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('klankbord-consent')!;
    for (const button of shadowRoot!.querySelectorAll<HTMLElement>('.layer .buttons button:nth-child(2)')) button.click();
  });
  await expect(notice.layer).toBeVisible();
  expect(world.klankbord.attempts).toBe(0);
});
