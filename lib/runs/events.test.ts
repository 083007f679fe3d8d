import { beforeAll, describe, expect, it } from 'vitest';
import type { Hub } from '#lib/store/hub';
import { testDatabase } from '#lib/testing/database';
import type { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { cancelRun } from './cancel-run';
import { followRun, type RunEventRow, waitForRun, watchRun } from './events';

const gates: Record<string, Gate> = {};
let hp: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  const db = await testDatabase();
  hp = await testHoldpoint(db, { steps: twoSteps(gates) });
  other = await testHoldpoint(await db.another(), { steps: twoSteps(gates) });
});

async function collect(events: AsyncGenerator<RunEventRow>): Promise<RunEventRow[]> {
  const all: RunEventRow[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const names = (events: RunEventRow[]) => events.map((event) => event.event);

describe('a run’s events', () => {
  it('are the same for readers who were there, came late, or came after the end, in any process', async () => {
    const { run, gate, worker } = await heldRun(hp, { gates, word: 'watched' });
    const live = collect(followRun(other.db, { runId: run.id }));
    gate.open();
    await worker.idle();
    const late = await collect(followRun(hp.db, { runId: run.id }));

    expect(names(late)).toEqual(['metadata', 'values', 'updates', 'values', 'updates', 'values', 'end']);
    expect(late.map((event) => event.seq)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(late.at(-1)?.data).toEqual({ status: 'success', stop_reason: 'done' });
    expect(await live).toEqual(late);
  });

  it('go on after the last one a reader has seen', async () => {
    const { run, gate, worker } = await heldRun(hp, { gates, word: 'resumed' });
    gate.open();
    await worker.idle();

    expect((await collect(followRun(hp.db, { runId: run.id, after: 3 }))).map((event) => event.seq)).toEqual([4, 5, 6]);
    expect(await collect(followRun(hp.db, { runId: run.id, after: 6 }))).toEqual([]);
  });

  it('end at once for a reader of a run that is rolled back', async () => {
    const { threadId, run, worker } = await heldRun(hp, { gates, word: 'undone' });
    const reading = collect(followRun(other.db, { runId: run.id }));
    const waiting = waitForRun(other.db, { runId: run.id });

    await cancelRun(hp, { threadId, runId: run.id, action: 'rollback' });

    expect((await reading).at(-1)).toMatchObject({ event: 'end', data: { status: null, stop_reason: 'rolled_back' } });
    expect(await waiting).toBeNull();
    await worker.idle();
  });

  it('end with the reason when a run is cancelled, and a waiter is told', async () => {
    const { threadId, run, worker } = await heldRun(hp, { gates, word: 'cancelled' });
    const waiting = waitForRun(other.db, { runId: run.id });

    await cancelRun(hp, { threadId, runId: run.id, action: 'interrupt', actor: 'Ada' });

    expect(await waiting).toMatchObject({ status: 'interrupted', stopReason: 'cancelled' });
    const events = await collect(followRun(hp.db, { runId: run.id }));
    expect(events.at(-1)?.data).toEqual({ status: 'interrupted', stop_reason: 'cancelled' });
    await worker.idle();
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });

  it('are an error for an unknown run', async () => {
    const unknown = { runId: '0190a000-0000-7000-8000-000000000000' };

    await expect(collect(followRun(hp.db, unknown))).rejects.toMatchObject({ code: 'run_not_found' });
    await expect(waitForRun(hp.db, unknown)).rejects.toMatchObject({ code: 'run_not_found' });
  });
});

describe('whoever waits for a run', () => {
  it('listens no longer than it waits', async () => {
    const { run, gate, worker } = await heldRun(hp, { gates, word: 'awaited' });
    let listeners = 0;
    const subscribe: Hub['subscribe'] = (...subscription) => {
      const unsubscribe = hp.db.hub.subscribe(...subscription);
      listeners++;
      return () => {
        listeners--;
        unsubscribe();
      };
    };
    const watch = (runId: string, status: 'running' | undefined) => {
      return watchRun({ ...hp.db, hub: { subscribe } }, { runId, look: async () => status && { status } });
    };

    const watches = [await watch(run.id, 'running'), await watch(run.id, 'running')];
    expect(listeners).toBe(2);
    watches[0]?.close();
    expect(listeners).toBe(1);
    await expect(watches[1]?.end(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    await expect(watch(run.id, undefined)).rejects.toMatchObject({ code: 'run_not_found' });

    expect(listeners).toBe(0);
    gate.open();
    await worker.idle();
  });
});
