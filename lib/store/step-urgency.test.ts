import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LeaseLostError } from '#lib/errors';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { statementsOf } from '#lib/testing/statements-of';
import { StoredThread } from '#lib/testing/stored-thread';
import { PrismaCheckpointer } from './checkpointer';
import { putUnstored } from './put-unstored';

let db: TestDatabase;
let thread: StoredThread;

beforeAll(async () => {
  db = await testDatabase();
});

beforeEach(async () => {
  thread = await StoredThread.create(db);
});

async function stored(): Promise<string[]> {
  const rows = await db.prisma.checkpoint.findMany({ where: { threadId: thread.id }, orderBy: { seq: 'asc' } });
  return rows.map(({ id }) => id);
}

describe('a step of a run', () => {
  it('that is held back is stored with the next one, before it', async () => {
    const saver = thread.saver(await thread.startRun());

    await thread.put(saver, { id: 'a', values: { x: 1 }, urgency: 'held' });
    const meanwhile = { stored: await stored(), own: await saver.getTuple(thread.at()) };
    await thread.put(saver, { id: 'b', values: { x: 2 }, from: 'a', urgency: 'now' });

    expect(meanwhile).toMatchObject({ stored: [], own: { checkpoint: { id: 'a' } } });
    expect(await stored()).toEqual(['a', 'b']);
    expect((await thread.saver().getTuple(thread.at('a')))?.checkpoint.channel_values).toEqual({ x: 1 });
  });

  it('that is held back at the end is handed out with what was written beside it', async () => {
    const lease = await thread.startRun();
    const saver = thread.saver(lease);

    await thread.put(saver, { id: 'a', urgency: 'held' });
    await saver.putWrites(thread.at('a'), [['__interrupt__', ['?']]], 'task', 'held');
    const { unstored } = await saver.takeHeld();
    await putUnstored(db.sql, { ...unstored, threadId: thread.id, lease, createdBy: undefined });

    expect(saver.isHolding).toBe(false);
    expect(await stored()).toEqual(['a']);
    expect(await thread.writesAt('a')).toEqual([['__interrupt__', ['?']]]);
  });

  it('before which no node ran goes with the next one, if that comes at once', async () => {
    const saver = thread.saver(await thread.startRun());

    await thread.put(saver, { id: 'a', urgency: 'later' });
    const statements = await statementsOf(() => thread.put(saver, { id: 'b', from: 'a', urgency: 'now' }));

    expect(statements).toHaveLength(1);
    expect(await stored()).toEqual(['a', 'b']);
    expect(saver.isHolding).toBe(false);
  });

  it('before which no node ran is stored as soon as a node makes the run wait, and all else waits for that', async () => {
    const saver = thread.saver(await thread.startRun());

    await thread.put(saver, { id: 'a', urgency: 'later' });
    await setImmediate();
    const isHolding = saver.isHolding;
    await thread.put(saver, { id: 'b', from: 'a', urgency: 'now' });

    expect(isHolding).toBe(true);
    expect(await stored()).toEqual(['a', 'b']);
  });

  it('of another graph comes after what is held back', async () => {
    const saver = thread.saver(await thread.startRun());

    await thread.put(saver, { id: 'a', urgency: 'later' });
    await thread.put(saver, { id: 'inner', ns: 'sub:1', urgency: 'now' });

    expect(await stored()).toEqual(['a', 'inner']);
  });

  it('is not executed behind when the process stood still for longer than its lease', async () => {
    const lease = await thread.startRun();
    const saver = new PrismaCheckpointer(db, { lease, leasedUntil: performance.now() - 1 });
    await thread.endRun(lease);

    await expect(thread.put(saver, { id: 'a', urgency: 'later' })).rejects.toBeInstanceOf(LeaseLostError);
  });

  it('that cannot be stored ends what comes next', async () => {
    const saver = thread.saver({ runId: randomUUID(), token: randomUUID() });

    await thread.put(saver, { id: 'a', urgency: 'later' });
    await setImmediate();

    await expect(thread.put(saver, { id: 'b', from: 'a', urgency: 'now' })).rejects.toBeInstanceOf(LeaseLostError);
    await expect(saver.takeHeld()).rejects.toBeInstanceOf(LeaseLostError);
  });

  it('that may not be safe yet goes with the end once more, if nothing else does', async () => {
    const saver = thread.saver(await thread.startRun());

    await thread.put(saver, { id: 'a', urgency: 'later' });
    await expect.poll(stored).toEqual(['a']);
    const atTheEnd = await saver.takeHeld();
    await thread.put(saver, { id: 'b', from: 'a', urgency: 'now' });

    expect(await stored()).toEqual(['a', 'b']);
    expect(atTheEnd.unstored.checkpoints.map(({ id }) => id)).toEqual(['a']);
    expect((await saver.takeHeld()).unstored.checkpoints).toEqual([]);
  });

  it('is refused if what it follows is not there, and so is a write beside it', async () => {
    const saver = thread.saver(await thread.startRun());
    await thread.put(saver, { id: 'a', urgency: 'now' });
    await db.prisma.checkpoint.deleteMany({ where: { threadId: thread.id } });

    await expect(thread.put(saver, { id: 'b', from: 'a', urgency: 'now' })).rejects.toBeInstanceOf(LeaseLostError);
    await expect(saver.putWrites(thread.at('a'), [['x', 1]], 'task')).rejects.toBeInstanceOf(LeaseLostError);

    expect(await stored()).toEqual([]);
  });

  it('without a run is stored at once, whatever it says', async () => {
    await thread.put(new PrismaCheckpointer(db), { id: 'a', urgency: 'held' });

    expect(await stored()).toEqual(['a']);
  });
});
