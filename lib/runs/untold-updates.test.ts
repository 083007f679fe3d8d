import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, Command, START, StateGraph } from '#lib/engine';
import { collect } from '#lib/engine/testing';
import { testDatabase } from '#lib/testing/database';
import type { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { followRun } from './events';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
const Log = Annotation.Root({
  say: Annotation<string>,
  log: Annotation<string[]>({ reducer: (log, more) => log.concat(more), default: () => [] }),
});
let hp: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  const graphs = { steps: twoSteps(gates), repeats };
  const db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  other = await testHoldpoint(await db.another(), graphs);
});

/** Its first node writes a key more than once. */
const repeats = new StateGraph(Log)
  .addNode('first', ({ say }) => [
    new Command({ update: { log: [`one ${say}`], say } }),
    new Command({ update: { log: [`two ${say}`] } }),
  ])
  .addNode('second', async ({ say }, { signal }) => {
    await gates[say]?.pass(signal);
    return { log: [`second ${say}`] };
  })
  .addEdge(START, 'first')
  .addEdge('first', 'second')
  .compile();

/** A run in its second superstep whose worker falls silent and is taken over, after `loses` has changed what it left behind. */
async function takenOver(
  word: string,
  loses: (runId: string) => Promise<unknown>,
  graphId = 'steps',
): Promise<unknown[]> {
  const { run, worker: silent, gate } = await heldRun(hp, { gates, word, graphId });
  await collectUntil(run.id, 'updates');
  await loses(run.id);
  await hp.db.sql.$executeRaw`UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${run.id}::uuid`;
  const heir = new Worker(other);
  await heir.tick();
  gate.open();
  await Promise.all([heir.idle(), silent.idle()]);
  const events = await collect(followRun(hp.db, { runId: run.id }));
  expect(events.at(-1)?.data).toMatchObject({ status: 'success' });
  return events.filter(({ event }) => event === 'updates').map(({ data }) => data);
}

async function collectUntil(runId: string, event: string): Promise<void> {
  for await (const row of followRun(hp.db, { runId })) if (row.event === event) return;
}

describe('the updates of a run that was taken over', () => {
  it('are all told, also those that its first worker committed and did not come to tell', async () => {
    const updates = await takenOver(
      'silent',
      (runId) => hp.db.sql.$executeRaw`DELETE FROM run_events WHERE run_id = ${runId}::uuid AND event = 'updates'`,
    );

    expect(updates).toEqual([{ first: { log: ['first silent'] } }, { second: { log: ['second silent'] } }]);
  });

  it('are the same as a reader saw who was there', async () => {
    const loses = (runId: string) =>
      hp.db.sql.$executeRaw`DELETE FROM run_events WHERE run_id = ${runId}::uuid AND event = 'updates'`;
    const seen = await takenOver('same', async () => undefined, 'repeats');

    expect(seen[0]).toEqual({ first: [{ log: ['one same'] }, { say: 'same' }, { log: ['two same'] }] });
    expect(await takenOver('same', loses, 'repeats')).toEqual(seen);
  });

  it('are told once', async () => {
    const updates = await takenOver('told', async () => undefined);

    expect(updates).toEqual([{ first: { log: ['first told'] } }, { second: { log: ['second told'] } }]);
  });
});
