import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { searchThreads } from './search-threads';
import { createThread, deleteThread } from './threads';

let hp: TestHoldpoint;

beforeAll(async () => {
  const db = await testDatabase();
  hp = await testHoldpoint({ ...db, hub: { subscribe: () => () => undefined } }, {});
});

const page = (offset = 0) => searchThreads(hp, { limit: 10, offset });

it('a total follows what this process does, before it is told', async () => {
  const older = await createThread(hp, {});
  const before = (await page()).total;
  await createThread(hp, {});
  const created = (await page()).total;
  await deleteThread(hp, older.id);

  expect(created).toBe(before + 1);
  expect((await page()).total).toBe(before);
});

it('a page beyond the last thread has none, and the total', async () => {
  await createThread(hp, {});

  const { total } = await page();
  expect(await page(1000)).toEqual({ threads: [], total });
});
