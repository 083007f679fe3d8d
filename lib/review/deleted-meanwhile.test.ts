import { beforeAll, expect, it } from 'vitest';
import { deleteThread } from '#lib/runs/threads';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { getInterrupt } from './get-interrupt';
import { listRuns } from './list-runs';

const ROUNDS = 20;
const READERS = 8;
let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { asks: asks({ value: 'How old?' }) });
});

it('who reads while a thread is deleted reads it as it was, or nothing', async () => {
  const seen: unknown[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'asks', { input: { say: 'x' } });
    await hp.runAll();
    const [question] = await hp.openQuestions(threadId);
    const readings = Array.from({ length: READERS }, () => [getInterrupt(hp, question?.id ?? ''), listRuns(hp, {})]);

    await deleteThread(hp, threadId);

    for (const [interrupt] of await Promise.all(readings.map((both) => Promise.all(both)))) seen.push(interrupt);
  }

  expect(seen.filter((view) => view !== null)).toEqual(
    seen.filter((view) => view !== null).map(() => expect.objectContaining({ outcome: 'pending' })),
  );
});
