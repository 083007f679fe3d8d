import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds, as lines that name the rule and the place. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
}

/** A screen as high as the page: what scrolls away under a bar that stays in sight is no smaller for that. */
async function showWhole(page: Page): Promise<void> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  const content = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, content) });
}

/** Colours on their way from one to another are nobody's choice. Spinners never end, and what follows the scroll position does not either. */
async function transitionsEnded(page: Page): Promise<void> {
  const areUnderWay = () =>
    document.getAnimations().some((each) => each instanceof CSSTransition && each.playState === 'running');
  await expect.poll(() => page.evaluate(areUnderWay)).toBe(false);
}

/** Nothing that axe finds in light or in dark, on a page as high as its content. */
export async function expectAccessible(page: Page): Promise<void> {
  await showWhole(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => page.evaluate(() => document.documentElement.className)).toContain(colorScheme);
    await transitionsEnded(page);
    expect(await violations(page), colorScheme).toEqual([]);
  }
}

/** Everyone can read it: nothing is found in light and dark, and nothing has to be scrolled sideways. */
export async function expectReadable(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

/** Graphs and JSON scroll in themselves; the page does not. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, screen } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    screen: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(screen);
}
