import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LeaseLostError } from '#lib/errors';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { StoredThread } from '#lib/testing/stored-thread';
import { waitingForLock } from '#lib/testing/waiting-for-lock';
import { PrismaCheckpointer } from './checkpointer';
import type { Database } from './database';
import type { Notification } from './notification';

let db: TestDatabase;
let other: Database;
let thread: StoredThread;

beforeAll(async () => {
  db = await testDatabase();
  other = await db.another();
});

beforeEach(async () => {
  thread = await StoredThread.create(db);
});

describe('fence', () => {
  test('without the lease nothing is written', async () => {
    const lease = await thread.startRun();
    await thread.put(thread.saver(lease), { id: 'a' });
    const stale = thread.saver({ ...lease, token: randomUUID() });

    await expect(thread.put(stale, { id: 'b' })).rejects.toBeInstanceOf(LeaseLostError);
    await expect(stale.putWrites(thread.at('a'), [['x', 1]], 'task')).rejects.toBeInstanceOf(LeaseLostError);

    expect((await thread.head())?.checkpoint.id).toBe('a');
    expect(await thread.writesAt('a')).toEqual([]);
  });

  test('a run that has ended writes no more', async () => {
    const lease = await thread.startRun();
    await thread.put(thread.saver(lease), { id: 'a' });
    await thread.endRun(lease);

    await expect(thread.put(thread.saver(lease), { id: 'b' })).rejects.toBeInstanceOf(LeaseLostError);
  });

  test.each<[string, (saver: PrismaCheckpointer) => Promise<unknown>]>([
    ['a checkpoint', (saver) => thread.put(saver, { id: 'b' })],
    ['a checkpoint of a nested graph', (saver) => thread.put(saver, { id: 'b', ns: 'node:task' })],
    ['a write', (saver) => saver.putWrites(thread.at('a'), [['x', 1]], 'task')],
  ])('%s that meets the taking of its lease waits for it, and is dropped', async (_name, write) => {
    const lease = await thread.startRun();
    const saver = thread.saver(lease);
    await thread.put(saver, { id: 'a' });

    let late: Promise<unknown> | undefined;
    await other.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM threads WHERE id = ${thread.id}::uuid FOR NO KEY UPDATE`;
      await tx.$executeRaw`UPDATE runs SET lease_token = NULL, status = 'interrupted' WHERE id = ${lease.runId}::uuid`;
      late = write(saver).catch((error: unknown) => error);
      await waitingForLock(db, 1);
    });

    expect(await late).toBeInstanceOf(LeaseLostError);
    expect(await db.prisma.checkpoint.count({ where: { threadId: thread.id } })).toBe(1);
    expect(await db.prisma.checkpointWrite.count({ where: { threadId: thread.id } })).toBe(0);
  });

  test('a write that meets the rollback of its run is dropped', async () => {
    const lease = await thread.startRun();
    const saver = thread.saver(lease);

    let late: Promise<unknown> | undefined;
    await other.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM threads WHERE id = ${thread.id}::uuid FOR NO KEY UPDATE`;
      await tx.$executeRaw`DELETE FROM runs WHERE id = ${lease.runId}::uuid`;
      late = thread.put(saver, { id: 'a' }).catch((error: unknown) => error);
      await waitingForLock(db, 1);
    });

    expect(await late).toBeInstanceOf(LeaseLostError);
    expect(await thread.head()).toBeUndefined();
  });

  test('an edit of a thread that does not exist says so', async () => {
    await db.prisma.thread.delete({ where: { id: thread.id } });

    await expect(thread.put(thread.saver(), { id: 'a' })).rejects.toMatchObject({ code: 'thread_not_found' });
  });
});

/** Asks the server until one of this database's sessions waits for a lock. */
describe('rollback', () => {
  test('deleting a run removes all it wrote and leaves the thread as before', async () => {
    const first = await thread.startRun();
    await thread.put(thread.saver(first), { id: 'a', values: { x: 'kept' } });
    await thread.saver(first).putWrites(thread.at('a'), [['x', 'kept']], 'task');
    await thread.endRun(first);
    const before = await thread.head();
    const second = await thread.startRun();
    await thread.saver(second).putWrites(thread.at('a'), [['x', 'gone']], 'other');
    await thread.put(thread.saver(second), { id: 'b', values: { x: 'gone' }, from: 'a' });
    await thread.put(thread.saver(second), { id: 'child', values: { y: 'gone' }, ns: 'node:task' });

    await thread.rollBack(second);

    expect(await thread.head()).toEqual(before);
    expect(await thread.head('node:task')).toBeUndefined();
    expect(await db.prisma.channelValue.count({ where: { threadId: thread.id } })).toBe(1);
  });
});

describe('a new head', () => {
  test('drops the open questions of the old one, and says by whom', async () => {
    const asker = await thread.startRun();
    await thread.put(thread.saver(asker), { id: 'a' });
    const question = await thread.ask(asker, 'a');
    await thread.endRun(asker);
    const lease = await thread.startRun('Ada');

    await thread.put(thread.saver(lease), { id: 'b' });

    expect(await db.prisma.interrupt.findUnique({ where: { id: question } })).toMatchObject({
      ...{ outcome: 'superseded', supersededBy: lease.runId, decidedBy: 'Ada', decidedAt: expect.any(Date) },
    });
    expect(await db.prisma.decision.findMany({ where: { threadId: thread.id } })).toMatchObject([
      { kind: 'supersede', interruptId: question, runId: lease.runId, actor: 'Ada', graphId: 'g', question: 'sure?' },
    ]);
  });

  test('leaves answered questions and those of its own checkpoint alone', async () => {
    const lease = await thread.startRun();
    await thread.put(thread.saver(lease), { id: 'a' });
    const answered = await thread.ask(lease, 'a');
    await db.prisma.interrupt.update({ where: { id: answered }, data: { outcome: 'answered', decidedBy: 'Ada' } });
    const open = await thread.ask(lease, 'b');

    await thread.put(thread.saver(lease), { id: 'b' });

    const questions = await db.prisma.interrupt.findMany({ where: { threadId: thread.id } });
    expect(questions.find(({ id }) => id === answered)).toMatchObject({ outcome: 'answered', decidedBy: 'Ada' });
    expect(questions.find(({ id }) => id === open)).toMatchObject({ outcome: 'pending' });
    expect(await db.prisma.decision.count({ where: { threadId: thread.id } })).toBe(0);
  });

  test('by an edit outside runs names the editor', async () => {
    const asker = await thread.startRun();
    await thread.put(thread.saver(asker), { id: 'a' });
    const question = await thread.ask(asker, 'a');
    await thread.endRun(asker);

    await thread.put(new PrismaCheckpointer(db, { createdBy: 'Grace' }), { id: 'b' });

    expect(await db.prisma.interrupt.findUnique({ where: { id: question } })).toMatchObject({
      ...{ outcome: 'superseded', supersededBy: null, decidedBy: 'Grace' },
    });
    const checkpoint = await db.prisma.checkpoint.findFirst({ where: { threadId: thread.id, id: 'b' } });
    expect(checkpoint).toMatchObject({ runId: null, createdBy: 'Grace' });
  });

  test('of a nested graph drops nothing', async () => {
    const lease = await thread.startRun();
    await thread.put(thread.saver(lease), { id: 'a' });
    const question = await thread.ask(lease, 'a');

    await thread.put(thread.saver(lease), { id: 'child', ns: 'node:task' });

    expect(await db.prisma.interrupt.findUnique({ where: { id: question } })).toMatchObject({ outcome: 'pending' });
  });

  test('is announced to every process, with the questions it dropped', async () => {
    const lease = await thread.startRun();
    await thread.put(thread.saver(lease), { id: 'a' });
    const question = await thread.ask(lease, 'a');
    const heard: Notification[] = [];
    const unsubscribe = other.hub.subscribe((notification) => heard.push(notification));

    await thread.put(thread.saver(lease), { id: 'b' });

    // The notification of the first checkpoint may still have been on its way when the subscription began.
    await expect.poll(() => heard).toContainEqual({ k: 'interrupt', t: thread.id, i: question });
    unsubscribe();
    expect(heard).toContainEqual({ k: 'thread', t: thread.id });
    const row = await db.prisma.thread.findUniqueOrThrow({ where: { id: thread.id } });
    expect(row.stateUpdatedAt.getTime()).toBeGreaterThan(row.createdAt.getTime());
  });
});
