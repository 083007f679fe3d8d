import { beforeAll, describe, test } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { crashEverywhere } from '#lib/testing/graphs/crash-everywhere';
import type { Storage } from '#lib/testing/graphs/crash-run';
import { EVERYTHING, EVERYTHING_ELSE } from '#lib/testing/graphs/everything';
import { StoredThread } from '#lib/testing/stored-thread';
import type { PrismaCheckpointer } from './checkpointer';
import type { Lease } from './lease-fence';

/** Threads at the same time, to wait less. */
const PARALLEL = 4;

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

/** Written to outside runs: every write is stored by itself. */
async function threadOfEdits(): Promise<Storage> {
  const thread = await StoredThread.create(db);
  return { threadId: thread.id, isFenced: false, open: async () => thread.saver() };
}

/** Every process has a run of its own; what need not be safe yet is held back, and lost with the process. */
async function threadOfRuns(): Promise<Storage> {
  const thread = await StoredThread.create(db);
  let lease: Lease | undefined;
  return {
    threadId: thread.id,
    isFenced: true,
    async open() {
      if (lease) await thread.endRun(lease);
      lease = await thread.startRun();
      return thread.saver(lease);
    },
    settle: (saver) => (saver as PrismaCheckpointer).flush(thread.id), // opened above
  };
}

describe('on PostgreSQL a run that dies before or after any of its writes ends as if it had not', () => {
  test.each<[string, () => Promise<Storage>]>([
    ['when every write is stored by itself', threadOfEdits],
    ['when writes are held back until they must be safe', threadOfRuns],
  ])(
    '%s',
    async (_name, newStorage) => {
      await crashEverywhere({ plan: EVERYTHING, newStorage, parallel: PARALLEL });
    },
    120_000,
  );

  test('at error handlers, breakpoints and graphs that remember, several times in one run', async () => {
    await crashEverywhere({ plan: EVERYTHING_ELSE, newStorage: threadOfRuns, parallel: PARALLEL, again: 1 });
  }, 120_000);
});
