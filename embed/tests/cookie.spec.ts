/** The form of the cookie, which Klankbord's own pages share: domain/src/site/choice_cookie.rs is held to the same examples. */
import { readFileSync } from 'node:fs';
import { cookie } from './support/notice.ts';
import { expect, test, words } from './support/test.ts';

interface Example {
  what: string;
  text: string;
  granted: string[];
  event?: string;
  until?: string;
}

const file = new URL('../../domain/tests/choices.json', import.meta.url);
const examples: Example[] = JSON.parse(readFileSync(file, 'utf8'));

for (const { what, text, granted, event, until } of examples) {
  test(`${what} is read, and written back byte for byte`, async ({ page, world }) => {
    await page.context().addCookies([{ name: 'klankbord_demo', value: text, url: world.site.url }]);
    if (event) world.klankbord.stands.set(event, granted);
    await page.goto(words.nl.page);
    // Every visit writes it again, with the end of its validity.
    await expect.poll(async () => ((await cookie(page))?.expires ?? -1) > 0).toBe(true);
    expect((await cookie(page))!.value).toBe(text);
    const state = await page.evaluate(() => (window as unknown as { klankbord: { consent: { get(): any } } }).klankbord.consent.get());
    expect(state.answered).toBe(true);
    expect(Object.keys(state.purposes).filter((key) => state.purposes[key])).toEqual(granted);
    expect([state.version, state.event, state.until]).toEqual([3, event, until]);
  });
}
