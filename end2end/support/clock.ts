/**
 * The false clock of `cargo xtask test --at`, by which the tests and their servers go. Chromium does not start under libfaketime: it keeps the real clock, by
 * which its cookies end, and the scripts of its pages are given the time of the tests.
 */

/** What is used of Playwright's browser; its own types are elsewhere for each of those who import this. */
interface Browser {
  newContext(options?: any): Promise<{ addInitScript(script: { content: string }): Promise<unknown> }>;
}

/** How far that clock is ahead of the real one, in milliseconds. */
const ahead = Number.parseFloat(process.env.FAKETIME ?? '0') * 1000;

/** The environment of the browser; nothing where it is that of the tests. */
export function environmentOfBrowser(): { env?: Record<string, string> } {
  if (!ahead) return {};
  const { LD_PRELOAD: _, ...env } = process.env;
  return { env: env as Record<string, string> };
}

/** Sees to it that scripts in every context of the browser see the time of the tests. */
export function underClock<Any extends Browser>(browser: Any): Any {
  if (!ahead) return browser;
  const make = browser.newContext.bind(browser);
  browser.newContext = async (options?: any) => {
    const context = await make(options);
    await context.addInitScript({ content: `(${setClock})(${ahead})` });
    return context;
  };
  return browser;
}

/** Runs in the page. */
function setClock(ahead: number) {
  const Real = Date;
  const now = () => Real.now() + ahead;
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, made) => Reflect.construct(target, given.length ? given : [now()], made),
    apply: () => `${new Date()}`,
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
