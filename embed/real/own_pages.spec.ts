/** Klankbord's own pages, met by machines that refuse for people: by the heuristics of autoconsent, without a rule of ours. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Frame } from '@playwright/test';
import { expect, languages, test } from './support/test.ts';

const autoconsent = readFileSync(
  join(dirname(createRequire(import.meta.url).resolve('@duckduckgo/autoconsent')), 'autoconsent.playwright.js'),
  'utf8',
);

for (const language of languages) {
  test(`autoconsent refuses the question on our own pages unaided (${language})`, async ({ page, world }) => {
    await world.server.ownPages();
    await page.goto(`${world.server.url}/privacy?lang=${language}`);
    const question = page.locator('dialog.consent');
    await expect(question).toBeVisible();
    await page.exposeBinding('autoconsentSendMessage', async ({ frame }: { frame: Frame }, message: { type: string }) => {
      if (message.type != 'init') return;
      const config = { enabled: true, autoAction: 'optOut', disabledCmps: [], enablePrehide: false, detectRetries: 20, enableCosmeticRules: false, heuristicMode: 'reject' };
      await frame.evaluate(`autoconsentReceiveMessage(${JSON.stringify({ type: 'initResp', config, rules: { autoconsent: [] } })})`);
    });
    await page.evaluate(autoconsent);
    await expect(question).toHaveCount(0);
    const [choice] = await page.context().cookies();
    expect(choice!.value).toMatch(/refused=/);
  });
}
