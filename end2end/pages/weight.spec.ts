/** The answering page works from few bytes: its HTML and style sheet, as they come over the wire. */
import { get } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { expect } from '../support/test.ts';
import { test } from '../support/house.ts';

/** HTML and CSS together, in bytes. A release build minifies its style sheet and compresses it harder than the one tested here. */
const LIMIT = 12_000;

for (const slug of ['nps', 'csat', 'csat10', 'loyalty', 'ces', 'helpful']) {
  test(`${slug} weighs little`, async ({ house }) => {
    const html = await wire(`${house.server.url}/s/${slug}`);
    const sheets = [...brotliDecompressSync(html).toString().matchAll(/<link rel="stylesheet" href="([^"]+)"/g)];
    expect(sheets).toHaveLength(1);
    const css = await wire(house.server.url + sheets[0]![1]!);
    expect(html.length + css.length, `${html.length} of HTML, ${css.length} of CSS`).toBeLessThanOrEqual(LIMIT);
  });
}

/** The body as it was sent; it must have been compressed with Brotli. */
function wire(url: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'br', 'accept-language': 'nl' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        if (response.headers['content-encoding'] === 'br') resolve(Buffer.concat(parts));
        else reject(new Error(`${url} is not compressed`));
      });
    }).on('error', reject);
  });
}
