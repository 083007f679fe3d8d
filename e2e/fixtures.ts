import { test as base, expect, type Page } from '@playwright/test';
import { TestServer } from './server';

/** What a test arranges over the HTTP API before it looks at the screen. */
export interface Api {
  /** @returns the id of a new thread on which `graphId` was started with `input`. */
  startThread(graphId: string, input: unknown): Promise<string>;
  /** Waits until the thread's runs have come to rest. @returns the ids of its open questions */
  settle(threadId: string): Promise<string[]>;
}

interface Fixtures {
  api: Api;
  /** Opens the screens under this name, as a reviewer who typed it before. */
  reviewAs: (name: string) => Promise<void>;
  /** Console errors that this test causes on purpose; every other one fails it. */
  allowConsoleError: (pattern: RegExp) => void;
  consoleErrors: { allowed: RegExp[]; watch: (page: Page) => void };
}

export const test = base.extend<Fixtures, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from this pattern
    async ({}, use, info) => {
      const server = new TestServer(String(info.workerIndex));
      await server.start();
      await use(server);
      await server.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],

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

  reviewAs: async ({ context, server }, use) => {
    await use((name) =>
      context.addCookies([
        { name: 'holdpoint_reviewer', value: encodeURIComponent(name), url: server.url, sameSite: 'Lax' },
      ]),
    );
  },

  api: async ({ request }, use) => {
    const call = async (method: 'get' | 'post', path: string, data?: unknown) => {
      const response = await request[method](`/api${path}`, { data });
      expect(response.status(), `${method} ${path}: ${await response.text()}`).toBeLessThan(300);
      return response.json();
    };
    await use({
      async startThread(graphId, input) {
        const { thread_id } = await call('post', '/threads', {});
        await call('post', `/threads/${thread_id}/runs`, { assistant_id: graphId, input });
        return thread_id;
      },
      async settle(threadId) {
        const runs = await call('get', `/threads/${threadId}/runs`);
        for (const run of runs) await call('get', `/threads/${threadId}/runs/${run.run_id}/join`);
        const state = await call('get', `/threads/${threadId}/state`);
        return state.tasks.flatMap((task: { interrupts: { id: string }[] }) => task.interrupts.map((one) => one.id));
      },
    });
  },
});

export { expect };
