import type { Browser, BrowserContext, Page } from '@playwright/test';
import { timed } from '../measure';
import type { BenchServer } from '../servers/bench-server';
import { painted, type Sight } from './painted';

export interface InboxBench {
  server: BenchServer;
  browser: Browser;
  /** A reviewer's browser that has been here before. */
  context: BrowserContext;
  /** Questions that can be approved; whoever approves one takes it out. */
  questions: string[];
}

export interface InboxRow {
  name: string;
  unit: 'ms' | 'shift';
  /** What nineteen of twenty should not exceed; undefined: nothing was asked. */
  ask?: number;
  rounds: number;
  measure: (bench: InboxBench) => Promise<number>;
}

const ROWS = 'ul[aria-label="Questions"] a[data-row]';
/** After this the page is taken to be at rest. */
const REST_MS = 1_000;

/** Nothing is said to be saved before it is: until then the button says that it works. */
const TAKEN_UP = { selector: 'button[aria-busy="true"]' };
const MADE = { selector: '[role="status"]', text: 'You decided' };

export const inboxRows: InboxRow[] = [
  { name: 'largest contentful paint, first visit', unit: 'ms', ask: 1_500, rounds: 7, measure: firstVisit('lcp') },
  { name: 'layout shift, first visit', unit: 'shift', ask: 0.02, rounds: 7, measure: firstVisit('cls') },
  { name: 'j: the next row has the focus', unit: 'ms', ask: 100, rounds: 30, measure: onPage(nextRow) },
  {
    name: 's in the queue: the next question is there',
    unit: 'ms',
    ask: 100,
    rounds: 15,
    measure: onPage(nextQuestion),
  },
  { name: 'a decision is taken up', unit: 'ms', ask: 50, rounds: 15, measure: onPage(decision(TAKEN_UP)) },
  { name: 'a decision is kept, and shown as made', unit: 'ms', rounds: 15, measure: onPage(decision(MADE)) },
  { name: 'a filter is applied', unit: 'ms', ask: 300, rounds: 15, measure: onPage(filter) },
  {
    name: 'a question is in the list, after its run paused',
    unit: 'ms',
    ask: 1_000,
    rounds: 15,
    measure: onPage(arrival),
  },
  { name: 'server: a page of a search', unit: 'ms', ask: 50, rounds: 60, measure: search },
];

/** In a browser that has nothing cached. */
function firstVisit(what: 'lcp' | 'cls') {
  return async ({ server, browser }: InboxBench): Promise<number> => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript(() => {
      const vitals = { lcp: 0, cls: 0 };
      Object.assign(window, { vitals });
      new PerformanceObserver((list) => {
        for (const { startTime } of list.getEntries()) vitals.lcp = startTime;
      }).observe({ type: 'largest-contentful-paint', buffered: true });
      new PerformanceObserver((list) => {
        // The type of these entries is not in TypeScript's library.
        for (const entry of list.getEntries()) vitals.cls += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    try {
      await page.goto(`${server.url}/inbox`, { waitUntil: 'load' });
      await page.waitForTimeout(REST_MS);
      // Set by the script above.
      return await page.evaluate(
        (key) => (window as unknown as { vitals: Record<string, number> }).vitals[key] ?? 0,
        what,
      );
    } finally {
      await page.context().close();
    }
  };
}

/** On one page for all: each keeps a connection open, and a browser has six to a server. */
function onPage(measure: (page: Page, bench: InboxBench, round: number) => Promise<number>) {
  let opened: Promise<Page> | undefined;
  let round = 0;
  return async (bench: InboxBench): Promise<number> => {
    opened ??= Promise.resolve(bench.context.pages()[0] ?? bench.context.newPage());
    return measure(await opened, bench, round++);
  };
}

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address, { waitUntil: 'load' });
  await page.waitForTimeout(REST_MS);
}

async function nextRow(page: Page, { server }: InboxBench, round: number): Promise<number> {
  if (round === 0) {
    await open(page, `${server.url}/inbox`);
    await page.keyboard.press('j');
  }
  const next = await page.evaluate((rows) => {
    const place = document.activeElement?.closest('li')?.ariaPosInSet;
    return `${rows.split(' a')[0]} [aria-posinset="${Number(place) + 1}"] a:focus`;
  }, ROWS);
  return painted(page, { on: 'keydown', act: () => page.keyboard.press('j'), sight: { selector: next } });
}

async function nextQuestion(page: Page, { server }: InboxBench, round: number): Promise<number> {
  if (round === 0) await open(page, `${server.url}/inbox/work`);
  else await page.waitForTimeout(REST_MS);
  const sight = { selector: '[role="status"]', text: `Question ${round + 2} ` };
  return painted(page, { on: 'keydown', act: () => page.keyboard.press('s'), sight });
}

function decision(sight: Sight) {
  return async (page: Page, { server, questions }: InboxBench): Promise<number> => {
    const question = questions.shift();
    if (question === undefined)
      throw new Error('All that can be approved is decided; fill the inbox with more (--pending).');
    await open(page, `${server.url}/i/${question}`);
    await page.getByRole('radio', { name: 'Approve' }).check();
    return painted(page, { on: 'keydown', act: () => page.keyboard.press('ControlOrMeta+Enter'), sight });
  };
}

async function filter(page: Page, { server }: InboxBench, round: number): Promise<number> {
  if (round === 0) await open(page, `${server.url}/inbox`);
  else await page.waitForTimeout(REST_MS);
  const graph = round % 2 === 0 ? 'age' : 'expense';
  const act = () => page.getByRole('combobox', { name: 'Graph' }).selectOption(graph);
  const sight = { selector: 'ul[aria-label="Questions"][aria-busy="false"] [aria-posinset="1"]', text: `${graph} ›` };
  return painted(page, { on: 'change', act, sight });
}

async function arrival(page: Page, { server }: InboxBench, round: number): Promise<number> {
  if (round === 0) await open(page, `${server.url}/inbox?metadata=bench=arrival`);
  const { client } = server;
  const { thread_id } = await client.threads.create({ metadata: { bench: 'arrival' } });
  const row = page.locator(`${ROWS}`).nth(round);
  const shown = row.waitFor({ state: 'attached' }).then(() => Date.now());
  await client.runs.create(thread_id, 'age', { input: { foo: 'somebody new' } });
  const shownAt = await shown;
  const asked = await row.evaluate((link) => link.closest('li')?.querySelector('time')?.dateTime);
  return shownAt - Date.parse(asked ?? '');
}

const SEARCHES = [
  'chair',
  'office',
  'visitor',
  'what is your',
  'manager',
  'door',
  'expense 120',
  'nothing',
  'approve',
  'pay',
];
let searches = 0;

async function search({ server }: InboxBench): Promise<number> {
  const q = SEARCHES[searches++ % SEARCHES.length];
  return timed(async () => (await fetch(`${server.url}/data/inbox?q=${q}`)).json());
}
