/** A form on somebody else's site cannot send anything here. */
import { expect, test } from '../support/test.ts';

test('a form from another origin is refused with a page that says so', async ({ page, server, watch }) => {
  watch.allow(/^request to http:\/\/elsewhere\.test$/);
  const html = await (await page.request.get('/s/nps')).text();
  const hidden = [...html.matchAll(/<input type="hidden"[^>]*>/g)].join('');
  await page.route('http://elsewhere.test/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Elsewhere</title><form method="post" action="${server.url}/s/nps">${hidden}
        <input type="hidden" name="recommend" value="0"><button>Free cake</button></form>`,
    }),
  );
  await page.goto('http://elsewhere.test/');
  await page.getByRole('button').click();
  await expect(page).toHaveURL(`${server.url}/s/nps`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dit kwam niet van onze eigen pagina');
  expect(await server.command('survey', 'list')).toMatch(/^nps\s+\S+\s+1\s+0\s/m);
});
