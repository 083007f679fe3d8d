import type { Page } from '@playwright/test';
import { NARROW, screens, scrolledSideways } from './all-screens';
import { expect, test } from './fixtures';

/** As low as WCAG 1.4.10 asks for. */
const LOW = { width: 320, height: 256 };

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

for (const { name, path } of screens) {
  test(`${name} is read on 320 pixels without scrolling in two directions`, { tag: '@keyboard' }, async ({
    page,
    visit,
    api,
  }) => {
    await page.setViewportSize(NARROW);
    await visit(await path(api));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

    await expect.poll(() => scrolledSideways(page)).toEqual([]);
  });
}

/** Whether a bar that stays in sight lies over all of what has the focus (WCAG 2.4.11). */
function obscuredFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (!focused || focused === document.body) return null;
    // A control that only a screen reader sees has a label that shows its focus.
    const shown = focused.closest('label') ?? focused;
    const { left, right, top, bottom } = shown.getBoundingClientRect();
    const at = (from: number, to: number, part: number) => from + (to - from) * part;
    const parts = [0.1, 0.5, 0.9];
    const points = parts.flatMap((x) => parts.map((y) => [at(left, right, x), at(top, bottom, y)] as const));
    const isSeen = points.some(([x, y]) => {
      const upmost = document.elementFromPoint(x, y);
      return upmost !== null && (shown.contains(upmost) || upmost.contains(shown));
    });
    return isSeen ? null : `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent}`;
  });
}

/** Brings what has the focus to the lower or the upper edge, where bars lie over it, and focuses it there once more. */
function focusAtEdge(page: Page, edge: 'top' | 'bottom'): Promise<void> {
  return page.evaluate((side) => {
    const focused = document.activeElement;
    if (!(focused instanceof HTMLElement) || focused === document.body) return;
    const { top, bottom } = focused.getBoundingClientRect();
    // What is higher than the window is at both edges anyway.
    if (bottom - top > window.innerHeight) return;
    window.scrollBy(0, side === 'top' ? top : bottom - window.innerHeight);
    focused.blur();
    focused.focus();
  }, edge);
}

const MOST_STOPS = 60;

for (const { name, path } of screens.filter(({ name: each }) => /inbox|question|conversation|settings/.test(each))) {
  test(`what has the focus is seen on ${name}, however little fits`, { tag: '@keyboard' }, async ({
    page,
    visit,
    api,
  }) => {
    await page.setViewportSize(LOW);
    await visit(await path(api));
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

    const obscured: string[] = [];
    let stops = 0;
    for (; stops < MOST_STOPS; stops++) {
      await page.keyboard.press('Tab');
      for (const edge of ['top', 'bottom'] as const) {
        await focusAtEdge(page, edge);
        const found = await obscuredFocus(page);
        if (found) obscured.push(found);
      }
      if (await page.evaluate(() => document.activeElement === document.body)) break;
    }

    expect(stops).toBeGreaterThan(5);
    expect(obscured).toEqual([]);
  });
}

test('what is chosen is seen where the system chooses all colours', { tag: '@keyboard' }, async ({ page, visit }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await visit('/settings/profile');
  const chosen = [
    page.getByRole('link', { name: 'Profile' }),
    page.getByRole('link', { name: 'Settings' }),
    page.locator('label', { hasText: 'Comfortable' }),
  ];

  for (const control of chosen) await expect(control).toHaveCSS('outline-style', 'solid');
  await expect(page.locator('label', { hasText: 'Compact' })).toHaveCSS('outline-style', 'none');
});
