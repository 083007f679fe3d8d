import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { DELETE, KEEP, restingThreads } from '#lib/testing/resting-threads';
import { answerInterrupt } from '../answer-interrupt';
import { createRun } from '../create-run';
import { patchThread } from '../threads';
import { msUntilThreadDue } from './due-threads';
import type { RetentionSettings } from './retention-settings';
import { msUntilEventsDue } from './sweep-events';
import { retentionSweeper } from './sweeper';

const { db, hp, rested, failed, age, tick, exists, eventsOf } = await restingThreads();

const near = (expected: number) => (ms: number | null) => ms !== null && Math.abs(ms - expected) < 20_000;

describe('the retention of the server', () => {
  it('applies to threads that say nothing, and not to those that keep', async () => {
    const { threadId } = await rested('steps');
    const kept = await rested('steps', { strategy: 'keep' });
    for (const id of [threadId, kept.threadId]) await age(id, 11);

    await tick({ strategy: 'delete', minutes: 12 });
    expect(await exists(threadId)).toBe(true);
    await tick({ strategy: 'delete', minutes: 10 });

    expect(await Promise.all([exists(threadId), exists(kept.threadId)])).toEqual([false, true]);
  });

  it('is looked at again when the next thread is due', async () => {
    await db.prisma.thread.deleteMany();
    const settings: RetentionSettings = { ...KEEP, strategy: 'delete', minutes: 30 };
    expect(await msUntilThreadDue(db.sql, KEEP)).toBeNull();
    const { threadId } = await rested('steps', { strategy: 'delete', minutes: 10_000 });
    const hour = 3_600_000;

    expect(await msUntilThreadDue(db.sql, settings)).toSatisfy(near(10_000 * 60_000));
    await patchThread(hp, threadId, { retention: DELETE });
    expect(await msUntilThreadDue(db.sql, settings)).toSatisfy(near(hour));
    await patchThread(hp, threadId, { retention: null });
    expect(await msUntilThreadDue(db.sql, settings)).toSatisfy(near(hour / 2));
    await age(threadId, 40);
    expect(await msUntilThreadDue(db.sql, settings)).toSatisfy(near(-hour / 6));
  });
});

describe('several sweepers', () => {
  it('share the threads that are due, and do each once', async () => {
    const threadIds = [];
    for (let n = 0; n < 12; n++) threadIds.push((await rested('steps', DELETE)).threadId);
    for (const threadId of threadIds) await age(threadId, 61);
    const processes = [hp, ...(await Promise.all([1, 2, 3].map(() => db.another())))];

    const servers = processes.map((process) => ('db' in process ? process : { ...hp, db: process }));
    const done = await Promise.all(servers.map((server) => retentionSweeper(server, KEEP).tick()));

    expect(await db.prisma.thread.count({ where: { id: { in: threadIds } } })).toBe(0);
    expect(done.reduce((sum, steps) => sum + steps, 0)).toBeGreaterThanOrEqual(12);
  });

  it('look past a thread that somebody holds', async () => {
    const [held, free] = [await rested('steps', DELETE), await rested('steps', DELETE)];
    for (const { threadId } of [held, free]) await age(threadId, 61);

    await db.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM threads WHERE id = ${held.threadId}::uuid FOR NO KEY UPDATE`;
      await tick();
    });

    expect(await Promise.all([exists(held.threadId), exists(free.threadId)])).toEqual([true, false]);
    await tick();
    expect(await exists(held.threadId)).toBe(false);
  });
});

describe('the thread of a stateless run', () => {
  async function stateless(graphId: string): Promise<string> {
    const threadId = v7();
    const kwargs = { temporary: true };
    const run = await createRun(hp, {
      ...{ threadId, assistantId: graphId, input: { say: 'hi' } },
      kwargs,
      ifNotExists: 'create',
    });
    await hp.runAll();
    return run.threadId;
  }

  it('is deleted when the process that should have deleted it is gone', async () => {
    const threadId = await stateless('steps');

    await age(threadId, 9);
    await tick();
    expect(await exists(threadId)).toBe(true);
    await age(threadId, 2);
    await tick();

    expect(await exists(threadId)).toBe(false);
  });

  it('is kept once it asked somebody, also after the answer', async () => {
    const threadId = await stateless('asks');
    await age(threadId, 1_000);
    await tick();
    const [question] = await hp.openQuestions(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 1 });
    await hp.runAll();
    await age(threadId, 1_000);

    await tick();

    expect(await db.prisma.thread.findUnique({ where: { id: threadId } })).toMatchObject({
      retention: null,
      ttlMinutes: null,
    });
  });
});

describe('the events of a run', () => {
  it('are removed some time after its end, all but what its nodes returned and how it ended', async () => {
    await db.prisma.thread.deleteMany();
    const broken = await failed();
    const [old, recent] = [await rested('steps'), await rested('steps')];
    for (const { threadId } of [broken, old]) await age(threadId, 61);

    await tick({ eventsMinutes: 60 });

    expect(await eventsOf(old.run.id)).toEqual(['updates', 'updates', 'end']);
    expect(await eventsOf(broken.run.id)).toEqual(['updates', 'error', 'end']);
    expect((await eventsOf(recent.run.id)).length).toBeGreaterThan(3);
    expect(await msUntilEventsDue(db.sql, 60)).toSatisfy(near(3_600_000));
  });

  it('are kept for ever where the server says so', async () => {
    const { threadId, run } = await rested('steps');
    await age(threadId, 1_000_000);

    await tick({ eventsMinutes: null });

    expect((await eventsOf(run.id)).length).toBeGreaterThan(3);
  });
});
