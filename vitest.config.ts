import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{app,bench,lib}/**/*.test.{ts,tsx}', '*.test.ts'],
    globalSetup: 'lib/testing/global-setup.ts',
    // Each file has a process and a database of its own; more processes than cores only make each other's tests slow.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What comes to pass on an idle machine at once takes its time on a busy one.
    expect: { poll: { timeout: 15_000 } },
    // On a machine shared with others a moment of standing still is no finding; `npm test` names who needed a second try.
    retry: process.env.CI ? 1 : 0,
    // It says each time that a test is no place for it.
    onConsoleLog: (text) => !text.startsWith('oidc-provider '),
  },
});
