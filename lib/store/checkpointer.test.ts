import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Checkpoint, CheckpointMetadata, CheckpointTuple, PendingWrite, RunnableConfig } from '#lib/engine';
import { HoldpointError, LeaseLostError } from '#lib/errors';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { PrismaCheckpointer } from './checkpointer';
import type { Database } from './database';
import type { Lease } from './lease-fence';
import type { Notification } from './notification';

const ASSISTANT = randomUUID();

let db: TestDatabase;
let other: Database;
let threadId: string;

beforeAll(async () => {
  db = await testDatabase();
  other = await db.another();
  await db.prisma.assistant.create({ data: { id: ASSISTANT, graphId: 'g', name: 'g' } });
});

beforeEach(async () => {
  threadId = randomUUID();
  await db.prisma.thread.create({ data: { id: threadId } });
});

async function startRun(status: 'running' | 'pending' = 'running', createdBy?: string): Promise<Lease> {
  const lease = { runId: randomUUID(), token: randomUUID() };
  await db.prisma.run.create({
    data: {
      ...{ id: lease.runId, threadId, assistantId: ASSISTANT, graphId: 'g', kind: 'input', status, createdBy },
      ...{ multitaskStrategy: 'enqueue', leaseToken: lease.token, leaseUntil: new Date(Date.now() + 60_000) },
    },
  });
  return lease;
}

async function endRun({ runId }: Lease): Promise<void> {
  await db.prisma.run.update({ where: { id: runId }, data: { status: 'success', leaseToken: null } });
}

function saverOf(lease?: Lease): PrismaCheckpointer {
  return new PrismaCheckpointer(db, { lease });
}

const METADATA: CheckpointMetadata = { source: 'loop', step: 0, parents: {} };

function at(checkpointId?: string, ns = ''): RunnableConfig {
  return { configurable: { thread_id: threadId, checkpoint_ns: ns, checkpoint_id: checkpointId } };
}

/** Puts a checkpoint in which every channel is new. */
async function put(
  saver: PrismaCheckpointer,
  { id, values = {}, from, ns }: { id: string; values?: Record<string, unknown>; from?: string; ns?: string },
): Promise<void> {
  const versions = Object.fromEntries(Object.keys(values).map((channel) => [channel, `0001.${id}`]));
  const checkpoint: Checkpoint = {
    ...{ v: 4, id, ts: '2026-11-20T14:00:00.000Z', versions_seen: { node: { a: '0000.x' } } },
    ...{ channel_values: values, channel_versions: versions },
  };
  await saver.put(at(from, ns), checkpoint, METADATA, versions);
}

async function collect(tuples: AsyncIterable<CheckpointTuple>): Promise<CheckpointTuple[]> {
  const collected: CheckpointTuple[] = [];
  for await (const tuple of tuples) collected.push(tuple);
  return collected;
}

async function head(ns = ''): Promise<CheckpointTuple | undefined> {
  return saverOf().getTuple(at(undefined, ns));
}

async function writesAt(checkpointId: string): Promise<PendingWrite[]> {
  const tuple = await saverOf().getTuple(at(checkpointId));
  return (tuple?.pendingWrites ?? []).map(([, channel, value]) => [channel, value]);
}

async function ask(lease: Lease, checkpointId: string, id: string = randomUUID()): Promise<string> {
  await db.prisma.interrupt.create({
    data: {
      ...{ id, threadId, runId: lease.runId, graphId: 'g', taskId: 't', node: 'n', ns: '', checkpointId },
      ...{ value: 'sure?', title: 'sure?' },
    },
  });
  return id;
}

describe('reading', () => {
  test('a thread without checkpoints has none', async () => {
    expect(await head()).toBeUndefined();
  });

  test('the head is what was put last, not the highest id', async () => {
    const saver = saverOf(await startRun());

    await put(saver, { id: 'b', values: { x: 1 } });
    await put(saver, { id: 'a', values: { x: 2 }, from: 'b' });

    expect(await head()).toMatchObject({
      config: at('a'),
      parentConfig: at('b'),
      checkpoint: { channel_values: { x: 2 }, versions_seen: { node: { a: '0000.x' } } },
      metadata: METADATA,
    });
  });

  test('a channel that did not change is read from where it was stored', async () => {
    const saver = saverOf(await startRun());
    await put(saver, { id: 'a', values: { kept: 'old', changed: 'old' } });
    const first = await saver.getTuple(at('a'));

    const versions = { ...first!.checkpoint.channel_versions, changed: '0002.b' };
    const next = { ...first!.checkpoint, id: 'b', channel_versions: versions, channel_values: { changed: 'new' } };
    await saver.put(at('a'), next, METADATA, { changed: '0002.b' });

    expect((await head())?.checkpoint.channel_values).toEqual({ kept: 'old', changed: 'new' });
    expect((await saver.getTuple(at('a')))?.checkpoint.channel_values).toEqual({ kept: 'old', changed: 'old' });
  });

  test('a channel that became empty has no value, one that holds undefined has', async () => {
    const saver = saverOf(await startRun());
    const versions = { empty: '0001.a', nothing: '0001.a' };
    const checkpoint = { v: 4, id: 'a', ts: '', versions_seen: {}, channel_versions: versions };

    await saver.put(at(), { ...checkpoint, channel_values: { nothing: undefined } }, METADATA, versions);

    expect(Object.keys((await head())!.checkpoint.channel_values)).toEqual(['nothing']);
  });

  test('the list goes from new to old over as many pages as it takes', async () => {
    const saver = saverOf(await startRun());
    const ids = Array.from({ length: 45 }, (_, index) => `c${String(index).padStart(2, '0')}`);
    for (const id of ids) await put(saver, { id, values: { id } });

    const listed = await collect(saver.list(at()));
    const limited = await collect(saver.list(at(), { limit: 21 }));
    const before = await collect(saver.list(at(), { before: at('c02') }));

    expect(listed.map(({ checkpoint }) => checkpoint.channel_values.id)).toEqual(ids.toReversed());
    expect(limited).toHaveLength(21);
    expect(before.map(({ checkpoint }) => checkpoint.id)).toEqual(['c01', 'c00']);
  });

  test('the list can be narrowed to metadata and to a namespace', async () => {
    const saver = saverOf(await startRun());
    await put(saver, { id: 'root' });
    await put(saver, { id: 'child', ns: 'node:task' });
    const noNs = { configurable: { thread_id: threadId } };

    expect(await collect(saver.list(noNs))).toHaveLength(2);
    expect(await collect(saver.list(at(undefined, 'node:task')))).toHaveLength(1);
    expect(await collect(saver.list(noNs, { filter: { source: 'loop' } }))).toHaveLength(2);
    expect(await collect(saver.list(noNs, { filter: { source: 'input' } }))).toHaveLength(0);
  });
});

describe('exact values', () => {
  const exact = {
    nul: 'a\u0000b',
    surrogates: '\ud800 \udc00',
    zero: -0,
    nan: Number.NaN,
    date: new Date(1),
    bytes: new Uint8Array([0, 1, 255]),
    big: 2n ** 70n,
    nothing: undefined,
    quotes: `'"\\{},NULL`,
    text: 'NULL',
    none: null,
  };

  test('channel values and writes come back as they were', async () => {
    const saver = saverOf(await startRun());

    await put(saver, { id: 'a', values: { ...exact, all: exact } });
    await saver.putWrites(at('a'), [['all', exact], ...Object.entries(exact)], 'task');

    expect((await head())?.checkpoint.channel_values).toStrictEqual({ ...exact, all: exact });
    expect(await writesAt('a')).toStrictEqual([['all', exact], ...Object.entries(exact)]);
  });

  test('a string of 5 MB comes back as it was', async () => {
    const saver = saverOf(await startRun());
    const large = 'ä\u0000"'.repeat(1_500_000);

    await put(saver, { id: 'a', values: { large } });

    expect((await head())?.checkpoint.channel_values.large === large).toBe(true);
  });

  test('what cannot be stored is refused by name, and nothing is written', async () => {
    const saver = saverOf(await startRun());

    const refused = put(saver, { id: 'a', values: { fine: 1, bad: { callback: () => 1 } } });

    await expect(refused).rejects.toThrow('The value at bad.callback is a function');
    await expect(refused).rejects.toBeInstanceOf(HoldpointError);
    expect(await head()).toBeUndefined();
  });
});

describe('pending writes', () => {
  test('of regular writes the first stays, of special ones the last', async () => {
    const saver = saverOf(await startRun());
    await put(saver, { id: 'a' });

    await saver.putWrites(
      at('a'),
      [
        ['x', 1],
        ['__error__', 'first'],
      ],
      'task',
    );
    await saver.putWrites(
      at('a'),
      [
        ['x', 2],
        ['__error__', 'second'],
      ],
      'task',
    );

    expect(await writesAt('a')).toEqual([
      ['x', 1],
      ['__error__', 'second'],
    ]);
  });

  test('a later run covers special writes of an earlier one, and its rollback uncovers them', async () => {
    const first = await startRun();
    await put(saverOf(first), { id: 'a' });
    await saverOf(first).putWrites(
      at('a'),
      [
        ['x', 1],
        ['__resume__', 'first'],
      ],
      'task',
    );
    await endRun(first);
    const second = await startRun();
    await saverOf(second).putWrites(
      at('a'),
      [
        ['x', 2],
        ['__resume__', 'second'],
      ],
      'task',
    );
    expect(await writesAt('a')).toEqual([
      ['x', 1],
      ['__resume__', 'second'],
    ]);

    await db.prisma.run.delete({ where: { id: second.runId } });

    expect(await writesAt('a')).toEqual([
      ['x', 1],
      ['__resume__', 'first'],
    ]);
  });

  test('edits outside runs replace their own special writes too', async () => {
    await put(saverOf(), { id: 'a' });

    await saverOf().putWrites(at('a'), [['__resume__', 'first']], 'task');
    await saverOf().putWrites(at('a'), [['__resume__', 'second']], 'task');

    expect(await db.prisma.checkpointWrite.count({ where: { threadId } })).toBe(1);
    expect(await writesAt('a')).toEqual([['__resume__', 'second']]);
  });

  test('writes of several tasks keep the order in which the tasks finished', async () => {
    const saver = saverOf(await startRun());
    await put(saver, { id: 'a' });

    await saver.putWrites(
      at('a'),
      [
        ['x', 1],
        ['y', 2],
      ],
      'z-task',
    );
    await saver.putWrites(at('a'), [['x', 3]], 'a-task');

    expect(await writesAt('a')).toEqual([
      ['x', 1],
      ['y', 2],
      ['x', 3],
    ]);
  });
});

describe('fence', () => {
  test('without the lease nothing is written', async () => {
    const lease = await startRun();
    await put(saverOf(lease), { id: 'a' });
    const stale = saverOf({ ...lease, token: randomUUID() });

    await expect(put(stale, { id: 'b' })).rejects.toBeInstanceOf(LeaseLostError);
    await expect(stale.putWrites(at('a'), [['x', 1]], 'task')).rejects.toBeInstanceOf(LeaseLostError);

    expect((await head())?.checkpoint.id).toBe('a');
    expect(await writesAt('a')).toEqual([]);
  });

  test('a run that has ended writes no more', async () => {
    const lease = await startRun();
    await put(saverOf(lease), { id: 'a' });
    await endRun(lease);

    await expect(put(saverOf(lease), { id: 'b' })).rejects.toBeInstanceOf(LeaseLostError);
  });

  test.each<[string, (saver: PrismaCheckpointer) => Promise<unknown>]>([
    ['a checkpoint', (saver) => put(saver, { id: 'b' })],
    ['a checkpoint of a nested graph', (saver) => put(saver, { id: 'b', ns: 'node:task' })],
    ['a write', (saver) => saver.putWrites(at('a'), [['x', 1]], 'task')],
  ])('%s that meets the taking of its lease waits for it, and is dropped', async (_name, write) => {
    const lease = await startRun();
    const saver = saverOf(lease);
    await put(saver, { id: 'a' });

    let late: Promise<unknown> | undefined;
    await other.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM threads WHERE id = ${threadId}::uuid FOR NO KEY UPDATE`;
      await tx.$executeRaw`UPDATE runs SET lease_token = NULL, status = 'interrupted' WHERE id = ${lease.runId}::uuid`;
      late = write(saver).catch((error: unknown) => error);
      await isWaitingForLock();
    });

    expect(await late).toBeInstanceOf(LeaseLostError);
    expect(await db.prisma.checkpoint.count({ where: { threadId } })).toBe(1);
    expect(await db.prisma.checkpointWrite.count({ where: { threadId } })).toBe(0);
  });

  test('a write that meets the rollback of its run is dropped', async () => {
    const lease = await startRun();
    const saver = saverOf(lease);

    let late: Promise<unknown> | undefined;
    await other.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM threads WHERE id = ${threadId}::uuid FOR NO KEY UPDATE`;
      await tx.$executeRaw`DELETE FROM runs WHERE id = ${lease.runId}::uuid`;
      late = put(saver, { id: 'a' }).catch((error: unknown) => error);
      await isWaitingForLock();
    });

    expect(await late).toBeInstanceOf(LeaseLostError);
    expect(await head()).toBeUndefined();
  });

  test('an edit of a thread that does not exist says so', async () => {
    threadId = randomUUID();

    await expect(put(saverOf(), { id: 'a' })).rejects.toMatchObject({ code: 'thread_not_found' });
  });
});

/** Asks the server until one of this database's sessions waits for a lock. */
async function isWaitingForLock(): Promise<void> {
  const waiting = () => db.prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(waiting).toHaveLength(1);
}

describe('rollback', () => {
  test('deleting a run removes all it wrote and leaves the thread as before', async () => {
    const first = await startRun();
    await put(saverOf(first), { id: 'a', values: { x: 'kept' } });
    await saverOf(first).putWrites(at('a'), [['x', 'kept']], 'task');
    await endRun(first);
    const before = await head();
    const second = await startRun();
    await saverOf(second).putWrites(at('a'), [['x', 'gone']], 'other');
    await put(saverOf(second), { id: 'b', values: { x: 'gone' }, from: 'a' });
    await put(saverOf(second), { id: 'child', values: { y: 'gone' }, ns: 'node:task' });

    await db.prisma.run.delete({ where: { id: second.runId } });

    expect(await head()).toEqual(before);
    expect(await head('node:task')).toBeUndefined();
    expect(await db.prisma.channelValue.count({ where: { threadId } })).toBe(1);
  });
});

describe('a new head', () => {
  test('drops the open questions of the old one, and says by whom', async () => {
    const asker = await startRun();
    await put(saverOf(asker), { id: 'a' });
    const question = await ask(asker, 'a');
    await endRun(asker);
    const lease = await startRun('running', 'Ada');

    await put(saverOf(lease), { id: 'b' });

    expect(await db.prisma.interrupt.findUnique({ where: { id: question } })).toMatchObject({
      ...{ outcome: 'superseded', supersededBy: lease.runId, decidedBy: 'Ada', decidedAt: expect.any(Date) },
    });
    expect(await db.prisma.decision.findMany({ where: { threadId } })).toMatchObject([
      { kind: 'supersede', interruptId: question, runId: lease.runId, actor: 'Ada', graphId: 'g', question: 'sure?' },
    ]);
  });

  test('leaves answered questions and those of its own checkpoint alone', async () => {
    const lease = await startRun();
    await put(saverOf(lease), { id: 'a' });
    const answered = await ask(lease, 'a');
    await db.prisma.interrupt.update({ where: { id: answered }, data: { outcome: 'answered', decidedBy: 'Ada' } });
    const open = await ask(lease, 'b');

    await put(saverOf(lease), { id: 'b' });

    const questions = await db.prisma.interrupt.findMany({ where: { threadId } });
    expect(questions.find(({ id }) => id === answered)).toMatchObject({ outcome: 'answered', decidedBy: 'Ada' });
    expect(questions.find(({ id }) => id === open)).toMatchObject({ outcome: 'pending' });
    expect(await db.prisma.decision.count({ where: { threadId } })).toBe(0);
  });

  test('by an edit outside runs names the editor', async () => {
    const asker = await startRun();
    await put(saverOf(asker), { id: 'a' });
    const question = await ask(asker, 'a');
    await endRun(asker);

    await put(new PrismaCheckpointer(db, { createdBy: 'Grace' }), { id: 'b' });

    expect(await db.prisma.interrupt.findUnique({ where: { id: question } })).toMatchObject({
      ...{ outcome: 'superseded', supersededBy: null, decidedBy: 'Grace' },
    });
    const checkpoint = await db.prisma.checkpoint.findFirst({ where: { threadId, id: 'b' } });
    expect(checkpoint).toMatchObject({ runId: null, createdBy: 'Grace' });
  });

  test('of a nested graph drops nothing', async () => {
    const lease = await startRun();
    await put(saverOf(lease), { id: 'a' });
    const question = await ask(lease, 'a');

    await put(saverOf(lease), { id: 'child', ns: 'node:task' });

    expect(await db.prisma.interrupt.findUnique({ where: { id: question } })).toMatchObject({ outcome: 'pending' });
  });

  test('is announced to every process, with the questions it dropped', async () => {
    const lease = await startRun();
    await put(saverOf(lease), { id: 'a' });
    const question = await ask(lease, 'a');
    const heard: Notification[] = [];
    const unsubscribe = other.hub.subscribe((notification) => heard.push(notification));

    await put(saverOf(lease), { id: 'b' });

    await expect.poll(() => heard).toHaveLength(2);
    unsubscribe();
    expect(heard).toContainEqual({ k: 'thread', t: threadId });
    expect(heard).toContainEqual({ k: 'interrupt', t: threadId, i: question });
    const thread = await db.prisma.thread.findUniqueOrThrow({ where: { id: threadId } });
    expect(thread.stateUpdatedAt.getTime()).toBeGreaterThan(thread.createdAt.getTime());
  });
});

test('deleting what a thread holds leaves other threads alone', async () => {
  const kept = threadId;
  await put(saverOf(), { id: 'a', values: { x: 1 } });
  threadId = randomUUID();
  await db.prisma.thread.create({ data: { id: threadId } });
  await put(saverOf(), { id: 'a', values: { x: 1 } });

  await saverOf().deleteThread(threadId);

  expect(await head()).toBeUndefined();
  expect(await db.prisma.channelValue.count({ where: { threadId } })).toBe(0);
  threadId = kept;
  expect((await head())?.checkpoint.channel_values).toEqual({ x: 1 });
});
