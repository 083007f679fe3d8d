import type { Page } from '@playwright/test';
import type { Api } from './api';
import { expect, test } from './fixtures';

/** 1280 pixels at 400 %: as narrow as WCAG 1.4.10 asks for. */
const NARROW = { width: 320, height: 640 };
/** And as low. */
const LOW = { width: 320, height: 256 };

interface Screen {
  name: string;
  path: (api: Api) => Promise<string>;
}

const expense = (api: Api) => api.startPaused('expense', { description: 'Train to Bern', amount: 120 });
const fixed = (path: string) => async (api: Api) => expense(api).then(() => path);
const ofThread = (tab: string) => async (api: Api) => `/threads/${(await expense(api)).threadId}?tab=${tab}`;

const screens: Screen[] = [
  { name: 'the inbox', path: fixed('/inbox') },
  { name: 'the queue', path: fixed('/inbox/work') },
  { name: 'a question', path: async (api) => `/i/${(await expense(api)).questions.manager_approval}` },
  {
    name: 'a question of several actions',
    path: async (api) => `/i/${(await api.startPaused('approve_tools', {})).questions.review}`,
  },
  { name: 'the threads', path: fixed('/threads') },
  ...['conversation', 'state', 'history', 'graph', 'runs'].map((tab) => ({
    name: `the ${tab} of a thread`,
    path: ofThread(tab),
  })),
  { name: 'the runs', path: fixed('/runs') },
  { name: 'the graphs', path: fixed('/graphs') },
  { name: 'a graph', path: fixed('/graphs/expense') },
  { name: 'the activity', path: fixed('/activity') },
  { name: 'the insights', path: fixed('/insights') },
  { name: 'the settings', path: fixed('/settings/profile') },
];

/** What is drawn, is a table of numbers, or is JSON, may be wider: it makes no sense otherwise. */
const MAY_BE_WIDER = '.react-flow, section:has(> table), pre, code, textarea, [role="tree"], [data-json]';

/** What one would have to scroll sideways, as tags with their classes. */
function scrolledSideways(page: Page): Promise<string[]> {
  return page.evaluate((exempt) => {
    const root = document.documentElement;
    const page = root.scrollWidth > root.clientWidth ? [`the page: ${root.scrollWidth} px`] : [];
    const inside = [...document.querySelectorAll('main *, header *')].filter((element) => {
      if (element.closest(exempt) || element.clientWidth === 0) return false;
      const { overflowX } = getComputedStyle(element);
      return ['auto', 'scroll'].includes(overflowX) && element.scrollWidth > element.clientWidth + 1;
    });
    return [...page, ...inside.map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth} px`)];
  }, MAY_BE_WIDER);
}

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
