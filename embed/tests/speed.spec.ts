/** How long the notice keeps the page's thread, on a machine at a quarter of its speed: `cargo xtask prove speed`. */
import type { CDPSession } from '@playwright/test';
import { Notice } from './support/notice.ts';
import { expect, test } from './support/test.ts';
import { addPage, recorded, settled } from './support/world.ts';

test('at a quarter of the speed no task is long, and a click is answered in the next frame', async ({ page, world }) => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    const frames: string[] = [];
    Object.assign(window, { frames });
    // Runs before the notice's own listeners; its frame is the first that can show what the click did.
    addEventListener('click', () => {
      requestAnimationFrame(() => {
        const { shadowRoot } = document.querySelector('klankbord-consent')!;
        const shown = (what: string) => shadowRoot!.querySelector(what)?.checkVisibility() ?? false;
        frames.push(`layer ${shown('section')}, dialog ${shown('dialog')}, control ${shown('.control')}`);
      });
    }, { capture: true });
  });
  const path = addPage(world, '/light', { body: '<h1>Light</h1>' });
  const longest: number[] = [];
  // What else this machine does can only make a task longer: the shortest of three visits says most about the notice.
  for (let visit = 1; visit <= 3; visit++) {
    await page.context().clearCookies();
    const own = await ownTasks(session, async () => {
      const notice = await Notice.open(page, 'nl', path);
      await notice.choose.click();
      await notice.save('analytics');
      await recorded(world, 2 * visit - 1);
      await notice.reopen.click();
      await notice.dialog.getByRole('button', { name: notice.words.refuse }).click();
      await recorded(world, 2 * visit);
      await settled(page);
    });
    expect(await page.evaluate(() => (window as any).frames)).toEqual([
      'layer true, dialog true, control false',
      // The switch.
      'layer true, dialog true, control false',
      'layer false, dialog false, control true',
      'layer false, dialog true, control true',
      'layer false, dialog false, control true',
    ]);
    expect(own.length).toBeGreaterThan(5);
    longest.push(Math.max(...own));
  }
  console.log(`longest task of the notice at a quarter of the speed, per visit: ${longest.map((time) => time.toFixed(1)).join(', ')} ms`);
  expect(Math.min(...longest)).toBeLessThan(50);
});

/** How long the thread was at each task in which the notice's own code ran, in milliseconds. */
async function ownTasks(session: CDPSession, act: () => Promise<void>): Promise<number[]> {
  const tasks: number[] = [];
  const collect = ({ value }: { value: any[] }) => {
    for (const { ph, tdur, args } of value) {
      if (ph == 'X' && JSON.stringify(args).includes('consent.js')) tasks.push(tdur / 1000);
    }
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline'] }, transferMode: 'ReportEvents' });
  await act();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return tasks;
}
