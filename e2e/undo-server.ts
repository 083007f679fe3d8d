import { test as base } from './fixtures';
import { TestServer } from './server';

/** What is decided can be taken back for longer than a test lasts. */
export const test = base.extend<object, { sharedServer: TestServer }>({
  sharedServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures it needs from this pattern
    async ({}, use, info) => {
      const server = new TestServer(`undo-${info.workerIndex}`);
      server.settings.HOLDPOINT_UNDO_SECONDS = '60';
      await server.start();
      await use(server);
      await server.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});
