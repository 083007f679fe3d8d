import { AsyncLocalStorage } from 'node:async_hooks';
import { v4 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '#lib/store/hub';
import { notify } from '#lib/store/notify';
import { afterQueries } from '#lib/testing/after-queries';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { receivesRuns } from '#lib/testing/receives-runs';
import { statementsOf } from '#lib/testing/statements-of';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
const db: TestDatabase = await testDatabase();
let hp: TestHoldpoint;
let worker: Worker;

beforeEach(async () => {
  hp = await testHoldpoint(db, { steps: twoSteps(gates), asks: asks({ value: 'How old?' }) });
});

afterEach(async () => {
  for (const gate of Object.values(gates)) gate.open();
  await worker.stop();
});

async function startWorker(concurrency = 4): Promise<void> {
  worker = new Worker(hp, { concurrency });
  worker.start();
  await receivesRuns(hp);
}

/** A run whose second node waits. */
async function sendWaiting(say: string, request: Parameters<TestHoldpoint['send']>[2] = {}) {
  gates[say] = new Gate();
  const threadId = request.threadId ?? (await hp.newThread());
  return { threadId, run: await hp.send(threadId, 'steps', { input: { say }, ...request }), gate: gates[say] };
}

function rowOf(runId: string) {
  return db.prisma.run.findUnique({ where: { id: runId } });
}

async function untilDone(...runIds: string[]): Promise<void> {
  for (const runId of runIds) await expect.poll(() => hp.statusOf(runId)).toBe('success');
}

function observedSteps(watched: string, observe: () => void) {
  return twoSteps(
    new Proxy(gates, {
      get: (known, say) => {
        if (say === watched) observe();
        return Reflect.get(known, say);
      },
    }),
  );
}

describe('a run that arrives where a worker has room', () => {
  it('begins in the statement that creates it', async () => {
    await startWorker();
    const threadId = await hp.newThread();
    gates.x = new Gate();

    const statements = await statementsOf(() => hp.send(threadId, 'steps', { input: { say: 'x' } }));
    await gates.x.reached;
    gates.x.open();
    await worker.idle();

    expect(statements).toHaveLength(2);
    expect(await hp.values(threadId, 'steps')).toEqual({ log: ['first x', 'second x'], say: 'x' });
    expect(await db.prisma.run.findMany({ where: { threadId } })).toMatchObject([
      { status: 'success', attempt: 1, workerId: worker.id, leaseToken: null, dueAt: null },
    ]);
  });

  it('is told of as it was received', async () => {
    await startWorker();

    const { run } = await sendWaiting('told');

    expect(run).toMatchObject({ status: 'pending', kind: 'input' });
    expect(await rowOf(run.id)).toMatchObject({ status: 'running', attempt: 1 });
  });

  it('is executed apart from the request that it came with', async () => {
    const request = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    hp = await testHoldpoint(db, { steps: observedSteps('seen', () => seen.push(request.getStore())) });
    await startWorker();
    const threadId = await hp.newThread();

    const run = await request.run('the request', () => hp.send(threadId, 'steps', { input: { say: 'seen' } }));
    await untilDone(run.id);

    expect(seen).toEqual([undefined]);
  });

  it('answers a question there and then', async () => {
    await startWorker();
    const threadId = await hp.newThread();
    const asking = await hp.send(threadId, 'asks', { input: { say: 'x' } });
    await expect.poll(() => hp.statusOf(asking.id)).toBe('interrupted');
    await worker.idle();

    const statements = await statementsOf(() => hp.send(threadId, 'asks', { command: { resume: 25 } }));
    await worker.idle();

    // A look, a write, and the head of the thread, which a run begins with.
    expect(statements.length).toBeLessThanOrEqual(3);
    expect(await hp.values(threadId, 'asks')).toEqual({ log: ['25'], say: 'x' });
    expect(await hp.openQuestions(threadId)).toEqual([]);
  });

  it('takes the place of the run that it interrupts', async () => {
    await startWorker();
    const first = await sendWaiting('interrupted');
    await first.gate.reached;

    const next = await sendWaiting('instead', { threadId: first.threadId, multitaskStrategy: 'interrupt' });
    const row = await rowOf(next.run.id);
    next.gate.open();
    await untilDone(next.run.id);

    expect(row).toMatchObject({ status: 'running', workerId: worker.id });
    expect(await hp.statusOf(first.run.id)).toBe('interrupted');
    expect(await hp.values(first.threadId, 'steps')).toMatchObject({
      log: ['first interrupted', 'first instead', 'second instead'],
    });
  });
});

describe('while a worker looks for runs', () => {
  /** A worker; what one of its looks finds it is told when the gate is open. */
  function slowWorker(concurrency: number) {
    const gate = new Gate();
    const slow = { gate, looks: 0, heldLook: Number.POSITIVE_INFINITY };
    const sql = afterQueries(hp.db.sql, async (statement) => {
      if (statement.includes('WITH RECURSIVE') && ++slow.looks >= slow.heldLook) await gate.pass();
    });
    worker = new Worker({ ...hp, db: { ...hp.db, sql } }, { concurrency });
    return slow;
  }

  it('a new run begins, for those it may find have their places', async () => {
    const slow = slowWorker(20);
    worker.start();
    await receivesRuns(hp);
    slow.heldLook = slow.looks + 1;
    await notify(hp.db.sql, { k: 'work' });
    await slow.gate.reached;

    const rooms = await Promise.all(Array.from({ length: 5 }, () => sendWaiting(v4())));
    const rows = await Promise.all(rooms.map(({ run }) => rowOf(run.id)));
    slow.gate.open();
    for (const room of rooms) room.gate.open();
    await untilDone(...rooms.map(({ run }) => run.id));

    expect(rows.map((row) => row?.status).sort()).toEqual(['pending', 'running', 'running', 'running', 'running']);
  });

  it('a new run waits as long as others may wait that nobody has seen', async () => {
    const before = await Promise.all(Array.from({ length: 17 }, () => sendWaiting(v4())));
    const slow = slowWorker(64);
    slow.heldLook = 2;
    worker.start();
    await slow.gate.reached;

    const { run, gate: own } = await sendWaiting('after them');
    const row = await rowOf(run.id);
    slow.gate.open();
    for (const each of [...before.map((waiting) => waiting.gate), own]) each.open();
    await untilDone(run.id, ...before.map((waiting) => waiting.run.id));

    expect(row).toMatchObject({ status: 'pending' });
  });
});

describe('the next run of a thread', () => {
  it('begins in the transaction that ends the one before, from what that one left', async () => {
    await startWorker();
    const first = await sendWaiting('one');
    const second = await hp.send(first.threadId, 'steps', { input: { say: 'two' } });
    await first.gate.reached;
    const told: Notification[] = [];
    const unsubscribe = hp.db.hub.subscribe((notification) => told.push(notification));

    first.gate.open();
    await untilDone(second.id);
    unsubscribe();

    expect(told).toContainEqual({ k: 'run', t: first.threadId, r: second.id, s: 'running' });
    expect(told).not.toContainEqual({ k: 'work' });
    expect(await hp.values(first.threadId, 'steps')).toEqual({
      log: ['first one', 'second one', 'first two', 'second two'],
      say: 'two',
    });
    expect(await hp.threadStatus(first.threadId)).toBe('idle');
  });
});

describe('a run waits for its turn', () => {
  it('where no place is free, and nothing that comes later goes past it', async () => {
    await startWorker(1);
    const first = await sendWaiting('busy');
    const second = await sendWaiting('behind');
    await first.gate.reached;
    const waiting = await rowOf(second.run.id);

    first.gate.open();
    await second.gate.reached;
    const third = await sendWaiting('last');
    second.gate.open();
    third.gate.open();
    await untilDone(first.run.id, second.run.id, third.run.id);

    expect(waiting).toMatchObject({ status: 'pending', attempt: 0 });
  });

  it('until its time has come', async () => {
    await startWorker();

    const { run, gate } = await sendWaiting('later', { afterSeconds: 0.2 });
    gate.open();
    await untilDone(run.id);

    const row = await rowOf(run.id);
    // The columns hold whole milliseconds.
    expect(Number(row?.startedAt) - Number(row?.createdAt)).toBeGreaterThan(198);
  });

  it('where the worker stops', async () => {
    await startWorker();
    const { gate } = await sendWaiting('stopping');
    await gate.reached;
    const stopped = worker.stop();

    const { run, gate: later } = await sendWaiting('too late');
    const row = await rowOf(run.id);
    gate.open();
    later.open();
    await stopped;
    await hp.runAll();

    expect(row).toMatchObject({ status: 'pending', attempt: 0 });
    expect(await hp.statusOf(run.id)).toBe('success');
  });
});
