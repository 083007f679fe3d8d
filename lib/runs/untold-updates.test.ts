import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '#lib/engine/testing';
import { testDatabase } from '#lib/testing/database';
import type { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { followRun } from './events';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
let hp: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  const graphs = { steps: twoSteps(gates) };
  const db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  other = await testHoldpoint(await db.another(), graphs);
});

/** A run in its second superstep whose worker falls silent and is taken over, after `loses` has changed what it left behind. */
async function takenOver(word: string, loses: (runId: string) => Promise<unknown>): Promise<unknown[]> {
  const { run, worker: silent, gate } = await heldRun(hp, { gates, word });
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

  it('are told once', async () => {
    const updates = await takenOver('told', async () => undefined);

    expect(updates).toEqual([{ first: { log: ['first told'] } }, { second: { log: ['second told'] } }]);
  });
});
