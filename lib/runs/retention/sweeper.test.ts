import { v4, v7 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import { collect } from '#lib/engine/testing';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, throws, twoSteps } from '#lib/testing/test-graphs';
import { answerInterrupt } from '../answer-interrupt';
import { copyThread } from '../copy-thread';
import { createRun } from '../create-run';
import { followRun } from '../events';
import { createThread, patchThread } from '../threads';
import { msUntilThreadDue } from './due-threads';
import { pruneThreads } from './prune-threads';
import type { RetentionSettings } from './retention-settings';
import { msUntilEventsDue } from './sweep-events';
import { retentionSweeper } from './sweeper';
import type { ThreadRetention } from './thread-retention';

const gates = {};
const fault: { value: unknown } = { value: undefined };
const KEEP: RetentionSettings = { strategy: 'keep', minutes: 0, eventsMinutes: null };
const LATEST: ThreadRetention = { strategy: 'keep_latest', minutes: 60 };
const DELETE: ThreadRetention = { strategy: 'delete', minutes: 60 };
let db: TestDatabase;
let hp: TestHoldpoint;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, {
    steps: twoSteps(gates),
    asks: asks({ value: 'Sure?' }),
    fails: throws(fault),
  });
});

const tick = (settings: Partial<RetentionSettings> = {}) => retentionSweeper(hp, { ...KEEP, ...settings }).tick();

/** A thread on which a run came to rest. */
async function rested(graphId: string, retention: ThreadRetention | null = null) {
  const { id: threadId } = await createThread(hp, { retention });
  const run = await hp.send(threadId, graphId, { input: { say: 'hi' } });
  await hp.runAll();
  return { threadId, run };
}

/** As if all that happened to the thread had happened earlier. */
async function age(threadId: string, minutes: number): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE threads SET updated_at = updated_at - make_interval(secs => ${minutes * 60}::float8),
      swept_at = swept_at - make_interval(secs => ${minutes * 60}::float8) WHERE id = ${threadId}::uuid`;
  await db.prisma.$executeRaw`
    UPDATE runs SET ended_at = ended_at - make_interval(secs => ${minutes * 60}::float8) WHERE thread_id = ${threadId}::uuid`;
}

/** Rows of every table that holds what belongs to threads. */
async function rowCounts(): Promise<Record<string, number>> {
  const tables = await db.prisma.$queryRaw<{ name: string }[]>`
    SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await db.prisma.$queryRawUnsafe<{ n: number }[]>(`SELECT count(*)::int AS n FROM "${name}"`);
    counts[name] = row?.n ?? 0;
  }
  return counts;
}

const exists = async (threadId: string) => (await db.prisma.thread.count({ where: { id: threadId } })) === 1;
const checkpointsOf = (threadId: string) => db.prisma.checkpoint.findMany({ where: { threadId } });
const eventsOf = async (runId: string) => (await collect(followRun(db, { runId }))).map(({ event }) => event);

describe('a thread with the retention delete', () => {
  it('is gone after its time, and nothing of it is left in any table', async () => {
    const before = await rowCounts();
    const { threadId } = await rested('asks', DELETE);
    const [question] = await hp.openQuestions(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 1, actor: 'Ada' });
    await hp.runAll();
    expect(await rowCounts()).not.toEqual(before);

    await age(threadId, 59);
    await tick();
    expect(await exists(threadId)).toBe(true);
    await age(threadId, 2);
    await tick();

    expect(await rowCounts()).toEqual(before);
  });

  it('is gone with the question it waits at, if the retention is its own', async () => {
    const { threadId } = await rested('asks', DELETE);
    await age(threadId, 61);

    await tick();

    expect(await exists(threadId)).toBe(false);
  });

  it('stays as long as it waits, if the retention is the server’s', async () => {
    const { threadId } = await rested('asks');
    fault.value = new Error('no');
    const failed = await rested('fails');
    fault.value = undefined;
    await db.prisma.interrupt.create({
      data: {
        ...{
          id: v4(),
          threadId: failed.threadId,
          runId: failed.run.id,
          graphId: 'asks',
          taskId: 't',
          node: 'n',
          ns: '',
        },
        ...{ checkpointId: 'c', value: 'x', title: 'x' },
      },
    });
    for (const id of [threadId, failed.threadId]) await age(id, 1_000);

    await tick({ strategy: 'delete', minutes: 10 });

    expect(await Promise.all([exists(threadId), exists(failed.threadId)])).toEqual([true, true]);
    await db.prisma.thread.deleteMany({ where: { id: { in: [threadId, failed.threadId] } } });
  });

  it('stays as long as it is busy', async () => {
    const { threadId, gate, worker } = await heldRun(hp, { gates, word: 'held' });
    await patchThread(hp, threadId, { retention: DELETE });
    await age(threadId, 1_000);

    await tick({ strategy: 'delete', minutes: 10 });

    expect(await exists(threadId)).toBe(true);
    gate.open();
    await worker.idle();
  });
});

describe('a thread with the retention keep_latest', () => {
  it('keeps its state, its runs, its questions and decisions, and nothing of its past', async () => {
    const { threadId, run } = await rested('asks', LATEST);
    const [question] = await hp.openQuestions(threadId);
    await answerInterrupt(hp, { interruptId: question?.id ?? '', value: 1, actor: 'Ada' });
    await hp.runAll();
    const [values, head] = [await hp.values(threadId, 'asks'), (await checkpointsOf(threadId)).at(-1)?.id];
    await age(threadId, 61);

    await tick();

    expect(await hp.values(threadId, 'asks')).toEqual(values);
    const checkpoints = await checkpointsOf(threadId);
    expect(checkpoints).toMatchObject([{ id: head, parentId: null, ns: '' }]);
    expect(await db.prisma.checkpointWrite.count({ where: { threadId, checkpointId: { not: head } } })).toBe(0);
    const versions = Object.values(JSON.parse(JSON.stringify(checkpoints[0]?.body)).channel_versions);
    const kept = await db.prisma.channelValue.findMany({ where: { threadId } });
    expect(kept.map(({ version }) => version).every((version) => versions.includes(version))).toBe(true);
    expect(await db.prisma.run.count({ where: { threadId } })).toBe(2);
    expect(await db.prisma.interrupt.findMany({ where: { threadId } })).toMatchObject([
      { outcome: 'answered', answer: 1 },
    ]);
    expect(await db.prisma.decision.findMany({ where: { threadId } })).toMatchObject([
      { kind: 'answer', actor: 'Ada' },
    ]);
    expect(await eventsOf(run.id)).toEqual(['end']);
  });

  it('goes on from there, and is dealt with again when it has rested again', async () => {
    const { threadId } = await rested('steps', LATEST);
    await age(threadId, 61);

    expect([await tick(), await tick()]).toEqual([expect.any(Number), 0]);
    await hp.send(threadId, 'steps', { input: { say: 'more' } });
    await hp.runAll();
    const grown = (await checkpointsOf(threadId)).length;
    expect(await tick()).toBe(0);
    await age(threadId, 61);
    await tick();

    expect(grown).toBeGreaterThan(1);
    expect(await checkpointsOf(threadId)).toHaveLength(1);
    expect((await hp.values(threadId, 'steps')).log).toEqual(['first hi', 'second hi', 'first more', 'second more']);
  });

  it('can be copied afterwards, with its retention', async () => {
    const { threadId } = await rested('asks', LATEST);
    await pruneThreads(hp, { threadIds: [threadId], strategy: 'keep_latest' });

    const copy = await copyThread(hp, threadId);

    expect(copy).toMatchObject({ retention: 'keep_latest', ttlMinutes: 60 });
    expect(await hp.values(copy.id, 'asks')).toEqual(await hp.values(threadId, 'asks'));
  });

  it.each(['interrupted', 'error'] as const)(
    'is left alone while it waits for somebody, with status %s',
    async (status) => {
      const { threadId } = await rested('asks', LATEST);
      await db.prisma.thread.update({ where: { id: threadId }, data: { status } });
      const before = (await checkpointsOf(threadId)).length;
      await age(threadId, 61);

      expect(await tick({ strategy: 'keep_latest', minutes: 10 })).toBe(0);

      expect((await checkpointsOf(threadId)).length).toBe(before);
    },
  );

  it('has none of the events either that the server’s retention left', async () => {
    const { threadId, run } = await rested('steps', LATEST);
    await age(threadId, 61);
    await tick({ eventsMinutes: 60 });
    await db.prisma.$executeRaw`
      INSERT INTO run_events (run_id, seq, event) SELECT ${run.id}::uuid, 100 + n, 'updates' FROM generate_series(1, 2500) n`;

    await pruneThreads(hp, { threadIds: [threadId], strategy: 'keep_latest' });

    expect(await db.prisma.runEvent.findMany({ where: { runId: run.id } })).toMatchObject([{ event: 'end' }]);
  });

  it('of many checkpoints is dealt with in several short transactions', async () => {
    const { threadId } = await rested('steps', LATEST);
    await db.prisma.$executeRaw`
      INSERT INTO checkpoints (thread_id, ns, id, seq, metadata, body)
      SELECT ${threadId}::uuid, '', 'old-' || n, -n, '{}', '{"channel_versions": {"log": "1"}}' FROM generate_series(1, 2500) n`;
    await age(threadId, 61);

    expect(await tick()).toBe(3);

    expect(await checkpointsOf(threadId)).toHaveLength(1);
    expect((await hp.values(threadId, 'steps')).log).toEqual(['first hi', 'second hi']);
  });
});

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

const near = (expected: number) => (ms: number | null) => ms !== null && Math.abs(ms - expected) < 20_000;

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
    fault.value = new Error('no');
    const failed = await rested('fails');
    fault.value = undefined;
    const [old, recent] = [await rested('steps'), await rested('steps')];
    for (const { threadId } of [failed, old]) await age(threadId, 61);

    await tick({ eventsMinutes: 60 });

    expect(await eventsOf(old.run.id)).toEqual(['updates', 'updates', 'end']);
    expect(await eventsOf(failed.run.id)).toEqual(['updates', 'error', 'end']);
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
