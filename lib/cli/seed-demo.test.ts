import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { graphs } from '#lib/graphs';
import { waitForRun } from '#lib/runs/events';
import { deleteThread } from '#lib/runs/threads';
import { Worker } from '#lib/runs/worker';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { seedDemo } from './seed-demo';

const signal = new AbortController().signal;
const compiled = Object.fromEntries(Object.entries(graphs).map(([id, { graph }]) => [id, graph]));

let hp: TestHoldpoint;
let other: TestHoldpoint;
let worker: Worker;

beforeEach(async () => {
  const db = await testDatabase();
  hp = await testHoldpoint(db, compiled);
  other = await testHoldpoint(await db.another(), compiled);
  worker = new Worker(hp);
  worker.start();
});

afterEach(async () => {
  await worker.stop();
});

/** What the threads wait for once every run has come to rest. */
async function threads() {
  for (const { id } of await hp.db.prisma.run.findMany()) await waitForRun(hp.db, { runId: id });
  const rows = await hp.db.prisma.thread.findMany({
    orderBy: { id: 'asc' },
    include: { interrupts: { where: { outcome: 'pending' }, orderBy: { node: 'asc' } } },
  });
  return rows.map(({ graphId, status, metadata, interrupts }) => ({
    graphId,
    status,
    metadata,
    waitsAt: interrupts.map(({ node }) => node),
  }));
}

describe('the demo threads', () => {
  it('two processes that start together on a new database make one set of them', async () => {
    await Promise.all([seedDemo(hp, signal), seedDemo(other, signal)]);

    const demo = (graphId: string) => expect.objectContaining({ demo: true, graph_id: graphId });
    expect(await threads()).toEqual([
      { graphId: 'age', status: 'interrupted', metadata: demo('age'), waitsAt: ['node'] },
      { graphId: 'agent', status: 'idle', metadata: demo('agent'), waitsAt: [] },
      {
        graphId: 'expense',
        status: 'interrupted',
        metadata: demo('expense'),
        waitsAt: ['finance_approval', 'manager_approval'],
      },
      { graphId: 'expense', status: 'interrupted', metadata: demo('expense'), waitsAt: ['finance_approval'] },
    ]);
  });

  it('do not come back after somebody deleted them', async () => {
    await seedDemo(hp, signal);
    await threads();
    const rows = await hp.db.prisma.thread.findMany();
    for (const { id } of rows) await deleteThread(hp, id);

    await seedDemo(hp, signal);

    expect(await threads()).toEqual([]);
  });

  it('are not made on a database that somebody has used already', async () => {
    await hp.send(await hp.newThread(), 'age', { input: { foo: 'abc' } });

    await seedDemo(hp, signal);

    expect(await threads()).toHaveLength(1);
  });
});
