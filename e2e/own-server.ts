import { test as base } from './fixtures';
import { TestServer } from './server';

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
