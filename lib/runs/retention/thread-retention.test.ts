import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { heldRun } from '#lib/testing/held-run';
import { DELETE, LATEST, restingThreads } from '#lib/testing/resting-threads';
import { answerInterrupt } from '../answer-interrupt';
import { copyThread } from '../copy-thread';
import { patchThread } from '../threads';
import { pruneThreads } from './prune-threads';

const { db, hp, gates, rested, failed, age, tick, exists, eventsOf } = await restingThreads();

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

const checkpointsOf = (threadId: string) => db.prisma.checkpoint.findMany({ where: { threadId } });

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
    const broken = await failed();
    await db.prisma.interrupt.create({
      data: {
        ...{
          id: v4(),
          threadId: broken.threadId,
          runId: broken.run.id,
          graphId: 'asks',
          taskId: 't',
          node: 'n',
          ns: '',
        },
        ...{ checkpointId: 'c', value: 'x', title: 'x' },
      },
    });
    for (const id of [threadId, broken.threadId]) await age(id, 1_000);

    await tick({ strategy: 'delete', minutes: 10 });

    expect(await Promise.all([exists(threadId), exists(broken.threadId)])).toEqual([true, true]);
    await db.prisma.thread.deleteMany({ where: { id: { in: [threadId, broken.threadId] } } });
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
