import type { Page } from '@playwright/test';
import type { Api } from './api';

/** 1280 pixels at 400 %: as narrow as WCAG 1.4.10 asks for. */
export const NARROW = { width: 320, height: 640 };

/** A screen as somebody finds it who has not done anything there. */
export interface Screen {
  name: string;
  /** Arranges data. @returns the address */
  path: (api: Api) => Promise<string>;
}

const expense = (api: Api) => api.startPaused('expense', { description: 'Train to Bern', amount: 120 });
const fixed = (path: string) => async (api: Api) => expense(api).then(() => path);
const ofThread = (tab: string) => async (api: Api) => `/threads/${(await expense(api)).threadId}?tab=${tab}`;

export const screens: Screen[] = [
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
export function scrolledSideways(page: Page): Promise<string[]> {
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
