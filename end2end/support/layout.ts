/** What does not fit: wider than the screen, or too small to press. */
import type { Page } from '@playwright/test';

/** What makes the page scroll sideways. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 0.5);
    const names = wide.map((e) => `${e.tagName.toLowerCase()}.${e.className} ends at ${e.getBoundingClientRect().right}`);
    return [`the page is ${root.scrollWidth} px wide`, ...names.slice(0, 5)];
  });
}

/** What can be pressed and is smaller than that; links inside running text may be. */
export function tooSmall(page: Page, least: number): Promise<string[]> {
  return page.evaluate((least) => {
    const small: string[] = [];
    for (const control of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')) {
      const target = control.matches('input[type=radio], input[type=checkbox]') ? (control.closest('label') ?? control) : control;
      if (!target.checkVisibility({ visibilityProperty: true }) || control.matches('.skip')) continue;
      const style = getComputedStyle(control);
      const inText = control.matches('a') && style.display === 'inline' && control.closest('p, li, dd') !== null;
      if (inText) continue;
      const { width, height } = target.getBoundingClientRect();
      if (width + 0.5 < least || height + 0.5 < least) {
        const name = (target.textContent ?? '').trim().slice(0, 40) || control.id;
        small.push(`${control.tagName.toLowerCase()} “${name}” is ${Math.round(width)} × ${Math.round(height)}`);
      }
    }
    return small;
  }, least);
}
