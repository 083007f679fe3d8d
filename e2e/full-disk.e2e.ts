import { join } from 'node:path';
import { readPostmasterFile } from '#lib/store/embedded-postgres/postmaster-file';
import { serverUrl } from '#lib/store/embedded-postgres/server-url';
import { needNextLogSegment } from '#lib/testing/full-disk/log-segments';
import { SmallDisk } from '#lib/testing/full-disk/small-disk';
import { test as base, expect } from './fixtures';
import { TestServer } from './server';

const MEGABYTES = 400;
const FULL = 'The disk of the database is full.';
/** A server that went down is tried again every ten seconds. */
const BACK_UP_MS = 40_000;

const test = base.extend<{ disk: SmallDisk }>({
  disk: async ({ isMobile }, use, info) => {
    info.skip(isMobile, 'A phone shows the same.');
    const disk = await SmallDisk.mount(MEGABYTES);
    info.skip(typeof disk === 'string', `No small disk: ${disk}.`);
    if (typeof disk === 'string') return;
    await use(disk);
    await disk.unmount();
  },

  server: async ({ disk }, use, info) => {
    const server = new TestServer(info.testId, join(disk.folder, 'data'));
    await server.start();
    await use(server);
    await disk.relieve();
    await server.stop();
  },
});

test('a full disk is said on every screen, and a screen that failed for it comes back by itself', async ({
  page,
  visit,
  disk,
  server,
  allowConsoleError,
}) => {
  test.slow();
  // A request that is refused, and React's words for a page that the server could not build.
  allowConsoleError(/status of 50[03]|Minified React error #441/);
  const banner = page.getByRole('status').filter({ hasText: FULL });
  await visit('/inbox');

  await disk.fill();
  const input = {
    messages: [{ role: 'user', content: Array.from({ length: 20_000 }, () => crypto.randomUUID()).join() }],
  };
  const refused = await page.request.post('/api/runs', { data: { assistant_id: 'agent', input } });
  expect(refused.status()).toBe(503);
  await expect(banner).toBeVisible();

  const postgres = await readPostmasterFile(join(disk.folder, 'data', 'postgres'));
  if (!postgres) throw new Error('PostgreSQL is not there.');
  await needNextLogSegment(serverUrl(postgres));
  await page.goto('/threads');
  await expect(page.getByRole('alert').filter({ hasText: FULL })).toBeVisible({ timeout: BACK_UP_MS });

  await disk.relieve();
  await expect(page.getByRole('heading', { name: 'Threads' })).toBeVisible({ timeout: BACK_UP_MS });
  await expect(banner).toBeHidden();
  expect(server.errors.length).toBeLessThan(50);
});
