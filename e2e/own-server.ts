import { test as base } from './fixtures';
import { TestServer } from './server';

/** What a browser says whose server is gone. */
export const SERVER_IS_GONE = /ERR_|Failed to (load|fetch)|network error|could not be read/;

/** For tests that stop their server: each gets one that no other test uses. */
export const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from this pattern
  server: async ({}, use, info) => {
    const server = new TestServer(info.testId);
    await server.start();
    await use(server);
    await server.remove();
  },
});
