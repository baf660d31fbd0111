/** Marked content, added in every way that a script can add it. It is held back, then set free, or named in the console. */
import { Notice } from './support/notice.ts';
import { expect, test, type Page } from './support/test.ts';
import { addPage, asked, ran, says, settled } from './support/world.ts';

/** What the console was told about marked content. */
function warnings(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() == 'warning' && message.text().startsWith('Klankbord')) said.push(message.text());
  });
  return said;
}

/** Adds twenty marked elements, each in a way of its own. */
function addAll(address: string): void {
  const consent = 'data-consent="analytics"';
  const script = (name: string, more = '') => `<script type="text/plain" ${consent} ${more} src="${address}/way/${name}.js"></script>`;
  const inline = (name: string) => `<script type="text/plain" ${consent}>(window.ran ||= []).push('${name}')</script>`;
  const part = () => document.body.appendChild(document.createElement('div'));
  const make = <T extends keyof HTMLElementTagNameMap>(name: T, values: Record<string, string>) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
    made.dataset.consent = 'analytics';
    return made;
  };
  const path = (name: string) => `${address}/way/${name}.gif`;

  part().append(make('script', { type: 'text/plain', src: `${address}/way/1.js` }));
  part().innerHTML = script('2');
  part().innerHTML = inline('3');
  part().insertAdjacentHTML('beforeend', script('4'));
  part().insertAdjacentHTML('afterbegin', inline('5'));
  part().outerHTML = `<div>${script('6', 'async')}</div>`;
  part().append(document.createRange().createContextualFragment(script('7')));
  const template = document.createElement('template');
  template.innerHTML = inline('8');
  part().append(document.importNode(template.content, true));
  const parsed = new DOMParser().parseFromString(`<body>${inline('9')}`, 'text/html');
  part().append(document.adoptNode(parsed.querySelector('script')!));
  const made = make('script', { type: 'text/plain' });
  made.textContent = `window.ran.push('10')`;
  part().replaceWith(made);

  part().innerHTML = `<img alt="" ${consent} data-src="${path('11')}">`;
  part().innerHTML = `<img alt="" ${consent} data-srcset="${path('12')} 1x">`;
  part().innerHTML = `<picture><source ${consent} data-srcset="${path('13')}"><img alt="" src="data:,"></picture>`;
  part().innerHTML = `<video ${consent} data-poster="${path('14')}"></video>`;
  part().innerHTML = `<object ${consent} data-data="${path('15')}" type="image/gif"></object>`;
  part().innerHTML = `<iframe title="f" ${consent} data-src="${address}/way/16.html"></iframe>`;
  part().innerHTML = `<iframe title="f" ${consent} data-srcdoc="<img src='${path('17')}'>"></iframe>`;
  part().innerHTML = `<audio ${consent} data-src="${path('18')}" preload="auto"></audio>`;
  part().append(make('link', { rel: 'stylesheet', 'data-href': `${address}/way/19.css` }));
  // Marked only after it was put in.
  const late = make('iframe', { title: 'f', 'data-src': `${address}/way/20.html` });
  delete late.dataset.consent;
  part().append(late);
  late.dataset.consent = 'analytics';
}

test('twenty elements, each added in another way, are held back and set free', async ({ page, world }) => {
  for (const name of ['1', '2', '4', '6', '7']) world.trackers.scripts.set(`/way/${name}.js`, says(name));
  for (const name of ['16', '20']) world.trackers.scripts.set(`/way/${name}.html`, '<p>frame');
  world.trackers.scripts.set('/way/19.css', 'p {}');
  const said = warnings(page);
  const csp = `default-src * data: 'unsafe-inline'`;
  const notice = await Notice.open(page, 'nl', addPage(world, '/ways', { csp }));
  await page.evaluate(addAll, world.trackers.url);
  expect(await asked(page, world)).toEqual([]);
  expect(await ran(page)).toEqual([]);
  await notice.accepted();
  await expect.poll(async () => (await ran(page)).map(Number).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  const loaded = () =>
    [...new Set(world.trackers.requests.map((path) => Number(path.match(/way\/(\d+)/)?.[1])))].filter((n) => n > 10).sort();
  await expect.poll(loaded).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
  await settled(page);
  expect((await ran(page)).length, 'each script once').toBe(10);
  expect(said).toEqual([]);
});

test('what a script adds by innerHTML while the page arrives is set free too', async ({ page, world }) => {
  const csp = `default-src * data: 'unsafe-inline'`;
  const inline = `<script type=\\"text/plain\\" data-consent=\\"analytics\\">(window.ran ||= []).push(\\"early\\")<\\/script>`;
  const body = `<div id="part"></div><script>document.getElementById('part').innerHTML = "${inline}"</script><p>more</p>`;
  const notice = await Notice.open(page, 'nl', addPage(world, '/early', { csp, body }));
  expect(await ran(page)).toEqual([]);
  await notice.accepted();
  await expect.poll(() => ran(page)).toEqual(['early']);
  await page.reload();
  await expect.poll(() => ran(page)).toEqual(['early']);
});

test('what is marked and named by its live address is held back as soon as it is seen, and the console says so', async ({ page, world }) => {
  const said = warnings(page);
  const csp = `default-src * data: 'unsafe-inline'`;
  const notice = await Notice.open(page, 'nl', addPage(world, '/live', { csp }));
  await page.evaluate((address) => {
    const consent = 'data-consent="analytics"';
    document.body.insertAdjacentHTML(
      'beforeend',
      `<iframe title="f" ${consent} src="${address}/live.html"></iframe><img alt="" ${consent} srcset="${address}/live.gif 1x">
       <video ${consent} poster="${address}/live2.gif"></video><iframe title="g" ${consent} srcdoc="<p>live"></iframe>`,
    );
  }, world.trackers.url);
  await expect.poll(() => said.filter((text) => text.includes('data-src'))).toHaveLength(4);
  const held = () => page.evaluate(() => document.querySelectorAll('[data-consent][src],[srcset],[poster],[srcdoc]').length);
  expect(await held()).toBe(0);
  await notice.accepted();
  await expect.poll(held).toBe(4);
  await notice.withdraw.click();
  await expect.poll(held).toBe(0);
  expect(said).toHaveLength(4);
});

test('what is marked in vain is named in the console, once', async ({ page, world }) => {
  const said = warnings(page);
  const body = `<div data-consent="analytics">text</div><script data-consent="analytics" nonce="{NONCE}">${says('unmarked')}</script>`;
  await Notice.open(page, 'nl', addPage(world, '/vain', { body }));
  await expect.poll(() => said.length).toBe(2);
  expect(said.join()).toMatch(/holds nothing back/);
  expect(said.join()).toMatch(/type="text\/plain"/);
  await page.evaluate(() => document.body.append('more'));
  await settled(page);
  expect(said).toHaveLength(2);
});

test('under Trusted Types a script of innerHTML is named in the console, and those after it run', async ({ page, world, allowed }) => {
  allowed.push(/requires 'TrustedScript' assignment/);
  const said = warnings(page);
  const csp = `script-src 'unsafe-inline' ${world.klankbord.url}; require-trusted-types-for 'script'`;
  const notice = await Notice.open(page, 'nl', addPage(world, '/types', { csp }));
  await page.evaluate((html) => {
    const policy = (window as any).trustedTypes.createPolicy('page', { createHTML: (text: string) => text, createScript: (text: string) => text });
    document.body.insertAdjacentHTML('beforeend', policy.createHTML(html));
    const after = document.createElement('script');
    after.type = 'text/plain';
    after.dataset.consent = 'analytics';
    after.text = policy.createScript(`(window.ran ||= []).push('after')`);
    document.body.append(after);
  }, `<script type="text/plain" data-consent="analytics">${says('never')}</script>`);
  await notice.accepted();
  await expect.poll(() => ran(page)).toEqual(['after']);
  await expect.poll(() => said.join()).toMatch(/Trusted Types/);
});
