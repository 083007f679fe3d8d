import { test as base, expect, type Page } from '@playwright/test';
import { Api } from './api';
import { TestServer } from './server';

interface Fixtures {
  server: TestServer;
  api: Api;
  /** Opens an address of the app and waits until the page is alive: it hears of changes and answers to clicks. */
  visit: (path: string) => Promise<void>;
  /** From now on the screens are used under this name, as by a reviewer who typed it before. */
  reviewAs: (name: string) => Promise<void>;
  /** A browser of its own, with an address of the app open in it under another name. */
  openAs: (name: string, path: string) => Promise<Page>;
  /** Console errors that this test causes on purpose; every other one fails it. */
  allowConsoleError: (pattern: RegExp) => void;
  consoleErrors: { allowed: RegExp[]; watch: (page: Page) => void };
}

export const test = base.extend<Fixtures, { sharedServer: TestServer }>({
  sharedServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from this pattern
    async ({}, use, info) => {
      const server = new TestServer(String(info.workerIndex));
      await server.start();
      await use(server);
      await server.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  server: async ({ sharedServer }, use) => use(sharedServer),

  baseURL: async ({ server }, use) => use(server.url),

  // biome-ignore lint/correctness/noEmptyPattern: as above
  consoleErrors: async ({}, use) => {
    const errors: string[] = [];
    const allowed: RegExp[] = [];
    const watch = (page: Page) => {
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => errors.push(String(error)));
    };
    await use({ allowed, watch });
    expect(errors.filter((error) => !allowed.some((pattern) => pattern.test(error)))).toEqual([]);
  },

  allowConsoleError: async ({ consoleErrors }, use) => use((pattern) => void consoleErrors.allowed.push(pattern)),

  page: async ({ page, consoleErrors }, use) => {
    consoleErrors.watch(page);
    await use(page);
  },

  visit: async ({ page }, use) => use((path) => visitOn(page, path)),

  reviewAs: async ({ context, server }, use) => use((name) => context.addCookies([reviewerCookie(name, server.url)])),

  openAs: async ({ browser, consoleErrors, server }, use) => {
    const pages: Page[] = [];
    await use(async (name, path) => {
      const context = await browser.newContext();
      await context.addCookies([reviewerCookie(name, server.url)]);
      const page = await context.newPage();
      consoleErrors.watch(page);
      pages.push(page);
      await visitOn(page, new URL(path, server.url).href);
      return page;
    });
    for (const page of pages) await page.context().close();
  },

  api: async ({ request }, use) => use(new Api(request)),
});

function reviewerCookie(name: string, url: string) {
  return { name: 'holdpoint_reviewer', value: encodeURIComponent(name), url, sameSite: 'Lax' as const };
}

/** A page asks for its events once React has made it alive. */
async function visitOn(page: Page, path: string): Promise<void> {
  const listens = page.waitForResponse((response) => new URL(response.url()).pathname === '/live');
  await page.goto(path);
  await listens;
}

/** Tells one test's data from that of the others on the same server. */
export function unique(text: string): string {
  return `${text} ${crypto.randomUUID().slice(0, 8)}`;
}

export { expect };
