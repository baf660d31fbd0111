/** Checking a receipt in the visitor's own browser: without a network, without an upload, and nothing altered passes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { AnsweringPage } from '../support/answering.ts';
import { expect, test } from '../support/test.ts';

const golden = join(import.meta.dirname, '../verify/golden');

/** Opens the page and waits until it can check. */
async function open(page: Page, language = 'nl'): Promise<void> {
  await page.goto(`/verify?lang=${language}`);
  await expect(page.locator('#receipt-check')).toBeVisible();
  await expect(page.locator('#receipt-check-script')).toBeHidden();
}

async function choose(page: Page, text: string): Promise<void> {
  await page.getByLabel(/Kies het bestand|Choose the file/).setInputFiles({
    name: 'bewijs.json',
    mimeType: 'application/ld+json',
    buffer: Buffer.from(text),
  });
}

const verdict = (page: Page) => page.locator('.verdict h2');

/** A receipt of answers just given, as downloaded, once the log has taken them in. */
async function downloaded(page: Page): Promise<string> {
  const form = await AnsweringPage.open(page, 'nps');
  await form.score('recommend', 9);
  await form.tick('connect');
  await form.arrive();
  const address = new URL(page.url()).pathname;
  let text = '';
  await expect(async () => {
    text = await (await page.request.get(`${address}/receipt.json`)).text();
    expect(JSON.parse(text).sealed).toBe(true);
  }).toPass();
  return text;
}

test('a receipt is proven with the network off, and nothing is sent', async ({ page, context }) => {
  const receipt = await downloaded(page);
  await open(page);
  await context.setOffline(true);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await choose(page, receipt);
  await expect(verdict(page)).toHaveText('Het bewijs klopt');
  const record = page.locator('section.card:has(h3)');
  await expect(record.locator('h3')).toContainText('Verstuurd · ');
  await expect(record).toContainText('Antwoorden tellen en lezen: Toestemming gegeven');
  await record.getByText('Wat is gecontroleerd').click();
  await expect(record.locator('.checks .passed')).toHaveCount(10);
  expect(asked).toEqual([]);
});

test('whatever is altered, the page says that it is not right, and what', async ({ page }) => {
  const receipt = await downloaded(page);
  await open(page);
  const altered = (change: (file: any) => void) => {
    const file = JSON.parse(receipt);
    change(file);
    return JSON.stringify(file);
  };
  const record = (file: any) => Object.values(file).find((value): value is any[] => Array.isArray(value) && !!value[0]?.leaf)![0];
  const wrong: [string, string][] = [
    ['a leaf', altered((file) => (file.leaf = record(file).leaf = Buffer.from('{}').toString('base64')))],
    ['a place', altered((file) => (file.leaf_index = record(file).leaf_index = 7))],
    ['a proof', altered((file) => (file.proof = record(file).proof = [Buffer.alloc(32).toString('base64')]))],
    ['a checkpoint', receipt.replaceAll('\\n1\\n', '\\n2\\n')],
    ['an origin', receipt.replaceAll('http://127.0.0.1', 'https://127.0.0.1')],
  ];
  for (const [what, text] of wrong) {
    await test.step(what, async () => {
      expect(text).not.toBe(receipt);
      await choose(page, text);
      await expect(verdict(page)).toHaveText('Het bewijs klopt niet');
      await expect(page.locator('.checks .failed')).not.toHaveCount(0);
    });
    await choose(page, receipt);
    await expect(verdict(page)).toHaveText('Het bewijs klopt');
  }
  for (const text of ['', 'geen bewijs', '{}', '[]', `${receipt} `.replace('}', ',"more":1}')]) {
    await page.getByLabel('Of plak de inhoud van het bestand').fill(text);
    await page.getByRole('button', { name: 'Controleren' }).click();
    await expect(verdict(page)).toHaveText(/Dit is geen bewijs|Het bewijs klopt niet/);
  }
});

test('a receipt is only as good as the key that is trusted', async ({ page }) => {
  const read = (name: string) => readFile(join(golden, name), 'utf8');
  const [survey, site, key] = [await read('survey.json'), await read('site.json'), await read('trusted.vkey')];
  await open(page, 'en');
  await choose(page, survey);
  await expect(verdict(page)).toHaveText('Not everything could be checked');
  await expect(page.locator('.checks .failed')).toHaveCount(0);
  await page.getByText('Keys that you trust').click();
  await page.getByLabel('Keys, one per line').fill(key);
  for (const receipt of [survey, site]) {
    await choose(page, receipt);
    await expect(verdict(page)).toHaveText('The proof is right');
  }
  // A notice without names, as older receipts hold: what the purpose is for.
  await expect(page.locator('section.card:has(h3)').last()).toContainText('Show advertisements.: No consent');
});

test('a website names its purposes, and the page says them as it does', async ({ page, server }) => {
  const answer = await page.request.post(`${server.url}/api/v1/sites/demo/decisions`, {
    headers: { origin: 'http://127.0.0.1:4811' },
    data: {
      idempotency_key: crypto.randomUUID().replaceAll('-', ''),
      notice_version: 1,
      locale: 'nl',
      control: 'own_choice',
      gpc: false,
      purposes: { preferences: false, analytics: true, marketing: false },
    },
  });
  expect(answer.status()).toBe(201);
  const { receipt_url } = await answer.json();
  const receipt = await (await page.request.get(`${receipt_url}/receipt.json`)).text();
  for (const [language, analytics, key] of [['nl', 'Statistieken', 'analytics'], ['en', 'Statistics', 'analytics']] as const) {
    await open(page, language);
    await choose(page, receipt);
    const record = page.locator('section.card:has(h3)');
    await expect(record.locator('strong').filter({ hasText: new RegExp(`^${analytics}$`) })).toHaveCount(1);
    await expect(record.locator('strong').filter({ hasText: new RegExp(`^${key}$`) })).toHaveCount(0);
  }
});

test('a file can be dropped anywhere on the page', async ({ page }) => {
  const receipt = await downloaded(page);
  await open(page);
  const data = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'bewijs.json', { type: 'application/ld+json' }));
    return transfer;
  }, receipt);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  await expect(verdict(page)).toHaveText('Het bewijs klopt');
});
