import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { configOf, grow, growth, type Kept, readList } from '#lib/engine/saver-contract-lists';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { StoredThread } from '#lib/testing/stored-thread';

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

const runs = fc.array(fc.record({ steps: growth, isRolledBack: fc.boolean() }), { minLength: 1, maxLength: 3 });

it('a list that runs store in pieces is at every checkpoint what it was there, whichever of them is rolled back', async () => {
  await fc.assert(
    fc.asyncProperty(runs, async (all) => {
      const thread = await StoredThread.create(db);

      let kept: Kept[] = [];
      for (const { steps, isRolledBack } of all) {
        const lease = await thread.startRun();
        const after = await grow(thread.saver(lease), { threadId: thread.id, before: kept }, steps);
        await (isRolledBack ? thread.rollBack(lease) : thread.endRun(lease));
        if (!isRolledBack) kept = after;
      }

      for (const { id, expected } of kept)
        expect(JSON.stringify(await readList(thread.saver(), configOf(thread.id, id)))).toBe(expected);
    }),
    { numRuns: 30 },
  );
});
