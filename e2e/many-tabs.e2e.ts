import type { Page, Request } from '@playwright/test';
import type { Api } from './api';
import { expect, test } from './fixtures';

/** Browsers hold six connections to a server that speaks HTTP/1.1. */
const TABS = 8;

const banner = (tab: Page) => tab.getByRole('status').filter({ hasText: 'Connection lost' });
const questions = (tab: Page) => tab.getByRole('list', { name: 'Questions' }).getByRole('listitem');

/** Tabs of one browser that show the questions of one case. */
async function openTabs(first: Page, { count, address }: { count: number; address: string }): Promise<Page[]> {
  const tabs = [first];
  while (tabs.length < count) tabs.push(await first.context().newPage());
  for (const tab of tabs) {
    await tab.goto(address);
    await expect(tab.getByRole('heading', { level: 1, name: 'Inbox' })).toBeVisible();
  }
  return tabs;
}

async function lookAt(tab: Page, isShown: boolean): Promise<void> {
  await tab.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    isShown ? 'visible' : 'hidden',
  );
}

test.beforeEach(async ({ reviewAs }) => reviewAs('Ada'));

/** Eight tabs that show one case: all hear of its questions, and those that are left do when half of them are closed. */
async function expectAllToHear({ first, api, origin }: { first: Page; api: Api; origin: string }): Promise<void> {
  const metadata = { case: crypto.randomUUID() };
  const tabs = await openTabs(first, { count: TABS, address: `${origin}/inbox?metadata=case=${metadata.case}` });

  await api.ask(['first'], metadata);
  for (const tab of tabs.toReversed()) await expect(questions(tab)).toHaveCount(1);

  for (const tab of tabs.slice(0, TABS / 2)) await tab.close();
  await api.ask(['second'], metadata);
  for (const tab of tabs.slice(TABS / 2)) await expect(questions(tab)).toHaveCount(2);
}

test('of eight tabs each one hears what changes, also when those that were opened first are closed', async ({
  page,
  api,
}) => {
  test.slow();
  await expectAllToHear({ first: page, api, origin: '' });
});

test('so they do over plain http, where browsers offer less', async ({ playwright, launchOptions, server, api }) => {
  test.slow();
  const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP holdpoint.test 127.0.0.1'];
  const browser = await playwright.chromium.launch({ ...launchOptions, args });
  const first = await (await browser.newContext()).newPage();
  const origin = server.url.replace('127.0.0.1', 'holdpoint.test');

  await expectAllToHear({ first, api, origin });

  const left = first.context().pages().at(-1);
  expect(await left?.evaluate(() => window.isSecureContext)).toBe(false);
  await browser.close();
});

test('every tab says that the connection is lost, and that it is back', async ({ page, allowConsoleError }) => {
  allowConsoleError(/ERR_INTERNET_DISCONNECTED|Failed to load/);
  const tabs = await openTabs(page, { count: 3, address: '/inbox' });

  await page.context().setOffline(true);
  for (const tab of tabs) await expect(banner(tab)).toBeVisible();
  await page.context().setOffline(false);

  for (const tab of tabs) await expect(banner(tab)).toBeHidden();
});

test('a tab nobody looks at does not listen to its run, and goes on when somebody does', async ({
  page,
  visit,
  api,
}) => {
  const threadId = await api.startThread('agent', { messages: [{ role: 'user', content: 'hello' }] }, { pace: 6 });
  const isRunStream = (request: Request) => new URL(request.url()).pathname.endsWith('/stream');
  await visit(`/threads/${threadId}`);
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();

  const givenUp = page.waitForEvent('requestfailed', isRunStream);
  await lookAt(page, false);
  await givenUp;
  const takenUp = page.waitForRequest(isRunStream);
  await lookAt(page, true);

  await takenUp;
});
