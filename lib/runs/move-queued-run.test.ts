import { beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import type { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { releaseRun } from './lease';
import { moveQueuedRun } from './move-queued-run';
import { withdrawRuns } from './withdraw-runs';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
let db: TestDatabase;
let hp: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  const graphs = { steps: twoSteps(gates), asks: asks({ value: 'Sure?' }) };
  db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  other = await testHoldpoint(await db.another(), graphs);
});

async function queueOf(words: string[], threadId: string) {
  const runs: string[] = [];
  for (const say of words) runs.push((await hp.send(threadId, 'steps', { input: { say } })).id);
  return runs;
}

const logOf = (words: string[]) => words.flatMap((word) => [`first ${word}`, `second ${word}`]);

describe('moveQueuedRun', () => {
  it('changes the order of execution, behind the run that works', async () => {
    const { threadId, gate, worker } = await heldRun(hp, { gates, word: 'held' });
    const [, b, c] = await queueOf(['a', 'b', 'c'], threadId);

    const order = await moveQueuedRun(hp, { threadId, runId: c ?? '', before: null, actor: 'Ada' });
    await moveQueuedRun(hp, { threadId, runId: b ?? '', before: order[0] ?? '', actor: 'Ada' });
    await queueOf(['d'], threadId);
    gate.open();
    await worker.idle();
    await hp.runAll();

    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: logOf(['held', 'b', 'a', 'c', 'd']) });
  });

  it('records who moved what, and how the queue was before and after', async () => {
    const threadId = await hp.newThread();
    const [a, b] = await queueOf(['a', 'b'], threadId);

    await moveQueuedRun(hp, { threadId, runId: b ?? '', before: a ?? '', actor: 'Ada' });
    await moveQueuedRun(hp, { threadId, runId: b ?? '', before: a ?? '', actor: 'Ada' });

    const decisions = await db.prisma.decision.findMany({ where: { threadId, kind: 'reorder' } });
    expect(decisions).toHaveLength(1);
    expect(decisions[0]).toMatchObject({
      actor: 'Ada',
      runId: b,
      detail: { from: 2, to: 1, before: [a, b], after: [b, a] },
    });
    await hp.runAll();
  });

  it('leaves runs of one millisecond in the order that was chosen', async () => {
    const threadId = await hp.newThread();
    const words = ['a', 'b', 'c', 'd'];
    const [a, b, c, d] = await queueOf(words, threadId);
    await db.sql
      .$executeRaw`UPDATE runs SET available_at = date_trunc('second', now()) WHERE thread_id = ${threadId}::uuid`;

    await moveQueuedRun(hp, { threadId, runId: d ?? '', before: b ?? '' });
    await moveQueuedRun(hp, { threadId, runId: a ?? '', before: c ?? '' });
    await hp.runAll();

    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: logOf(['d', 'b', 'a', 'c']) });
  });

  it('refuses to move what has begun, and to move anything before it', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'begun' });
    const [a] = await queueOf(['a'], threadId);

    const moves = [
      moveQueuedRun(hp, { threadId, runId: run.id, before: null }),
      moveQueuedRun(hp, { threadId, runId: a ?? '', before: run.id }),
    ];

    for (const move of moves) await expect(move).rejects.toMatchObject({ code: 'conflict' });
    gate.open();
    await worker.idle();
    await hp.runAll();
  });

  it('lets an answer keep its place at the front', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'asks', { input: { say: 'x' } });
    await hp.runAll();
    const waits = await hp.send(threadId, 'asks', { input: { say: 'y' }, onPendingInterrupt: 'enqueue' });
    const answer = await hp.send(threadId, 'asks', { command: { resume: 'yes' } });

    const move = moveQueuedRun(hp, { threadId, runId: waits.id, before: answer.id });

    await expect(move).rejects.toMatchObject({ code: 'conflict' });
    await hp.runAll();
  });

  it('is either before or after the claim of another process, and the order is what it says', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 24; round++) {
      const threadId = await hp.newThread();
      const [a, , c] = await queueOf(['a', 'b', 'c'], threadId);
      const worker = new Worker(other);
      const claim = () => worker.tick();
      const move = () => moveQueuedRun(hp, { threadId, runId: c ?? '', before: a ?? '', actor: 'Ada' });

      const [first, second] = round % 2 ? [claim(), move()] : [move(), claim()];
      const [moved] = await Promise.allSettled(round % 2 ? [second, first] : [first, second]);
      await worker.idle();
      await hp.runAll();

      const order = moved?.status === 'fulfilled' ? ['c', 'a', 'b'] : ['a', 'b', 'c'];
      expect(await hp.values(threadId, 'steps')).toMatchObject({ log: logOf(order) });
      outcomes.add(moved?.status ?? 'none');
    }
    expect([...outcomes]).toContain('fulfilled');
  });
});

describe('withdrawRuns', () => {
  it('takes one run out of the queue and lets the others go on', async () => {
    const { threadId, gate, worker } = await heldRun(hp, { gates, word: 'works' });
    const [a] = await queueOf(['a', 'b'], threadId);

    expect(await withdrawRuns(hp, { threadId, runId: a, actor: 'Ada' })).toBe(1);
    gate.open();
    await worker.idle();
    await hp.runAll();

    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: logOf(['works', 'b']) });
    const [decision] = await db.prisma.decision.findMany({ where: { threadId, kind: 'cancel' } });
    expect(decision).toMatchObject({ actor: 'Ada', runId: a, detail: { status: 'pending' } });
  });

  it('clears the queue and never the run that works', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'stays' });
    const runs = await queueOf(['a', 'b', 'c'], threadId);

    expect(await withdrawRuns(hp, { threadId })).toBe(3);
    gate.open();
    await worker.idle();

    expect(await hp.statusOf(run.id)).toBe('success');
    for (const id of runs) expect(await hp.statusOf(id)).toBe('interrupted');
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });

  it('refuses to withdraw a run that has begun', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'late' });

    await expect(withdrawRuns(hp, { threadId, runId: run.id })).rejects.toMatchObject({ code: 'conflict' });
    gate.open();
    await worker.idle();

    expect(await hp.statusOf(run.id)).toBe('success');
  });

  it('leaves a run alone that has begun and is back in the queue, by its name and among all', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'returned' });
    const [waiting] = await queueOf(['a'], threadId);
    const { leaseToken: token } = await db.prisma.run.findUniqueOrThrow({ where: { id: run.id } });
    await releaseRun(db, { id: run.id, threadId, token: token ?? '' });
    expect(await hp.statusOf(run.id)).toBe('pending');

    await expect(withdrawRuns(hp, { threadId, runId: run.id })).rejects.toMatchObject({ code: 'conflict' });
    expect(await withdrawRuns(hp, { threadId })).toBe(1);
    gate.open();
    await worker.idle();
    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('success');
    expect(await hp.statusOf(waiting ?? '')).toBe('interrupted');
  });
});
