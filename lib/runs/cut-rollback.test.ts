import { beforeAll, expect, it } from 'vitest';
import type { Database } from '#lib/store/database';
import type { PgSql, Transaction } from '#lib/store/sql';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { pausedRun } from '#lib/testing/paused-run';
import { asks } from '#lib/testing/test-graphs';
import { cancelRun } from './cancel-run';

let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { asks: asks({ value: 'really?' }) });
});

/** The database over a door whose transactions lose their server process when they come to their n-th statement, or to COMMIT. */
async function cutAt(statement: number): Promise<Database> {
  const { sql, ...rest } = db;
  const cut = async (tx: Transaction) => {
    const [server] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    await sql.$queryRaw`SELECT pg_terminate_backend(${server?.pid ?? 0}, 5000)`;
  };
  const transaction: PgSql['transaction'] = (work) =>
    sql.transaction(async (tx) => {
      let count = 0;
      const countDown = async () => {
        count++;
        if (count === statement) await cut(tx);
      };
      const result = await work({
        ...tx,
        $queryRaw: async (strings, ...values) => countDown().then(() => tx.$queryRaw(strings, ...values)),
        $executeRaw: async (strings, ...values) => countDown().then(() => tx.$executeRaw(strings, ...values)),
      });
      await countDown();
      return result;
    });
  // Nothing else of it is used.
  return { ...rest, sql: { transaction } as PgSql };
}

/** Every row that a rollback touches, as text. */
async function everythingOf(threadId: string): Promise<unknown> {
  const { prisma } = db;
  const of = { where: { threadId } };
  return Promise.all([
    prisma.thread.findUnique({ where: { id: threadId } }),
    prisma.run.findMany({ ...of, orderBy: { seq: 'asc' } }),
    prisma.checkpoint.findMany({ ...of, orderBy: { seq: 'asc' } }),
    prisma.channelValue.count(of),
    prisma.checkpointWrite.count(of),
    prisma.interrupt.findMany({ ...of, orderBy: { createdAt: 'asc' } }),
    prisma.decision.count(of),
    prisma.runEvent.count({ where: { run: { threadId } } }),
  ]);
}

it('a rollback that is cut off, at any of its statements, leaves everything as it was', async () => {
  const { threadId, run } = await pausedRun(hp, 'asks', 'undone');
  const runId = run.id;
  const before = await everythingOf(threadId);

  let cuts = 0;
  for (let isDone = false; !isDone; ) {
    const rollback = cancelRun({ ...hp, db: await cutAt(cuts + 1) }, { threadId, runId, action: 'rollback' });
    isDone = await rollback.then(
      () => true,
      () => false,
    );
    if (isDone) break;
    cuts++;
    expect(await everythingOf(threadId)).toEqual(before);
  }

  expect(cuts).toBeGreaterThan(5);
  expect(await hp.statusOf(runId)).toBeNull();
  expect(await hp.values(threadId, 'asks')).toMatchObject({ log: ['before', '"yes"'] });
  expect(await hp.threadStatus(threadId)).toBe('idle');
  expect(await db.prisma.channelValue.count({ where: { threadId, run: { id: runId } } })).toBe(0);
});
