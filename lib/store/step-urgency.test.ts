import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LeaseLostError } from '#lib/errors';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
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
    const { unstored } = saver.takeHeld();
    await putUnstored(db.sql, { ...unstored, threadId: thread.id, lease, createdBy: undefined });

    expect(saver.isHolding).toBe(false);
    expect(await stored()).toEqual(['a']);
    expect(await thread.writesAt('a')).toEqual([['__interrupt__', ['?']]]);
  });

  it('that may not be safe yet goes with the end once more, if nothing else does', async () => {
    const saver = thread.saver(await thread.startRun());

    await thread.put(saver, { id: 'a', urgency: 'later' });
    const atTheEnd = saver.takeHeld();
    await thread.put(saver, { id: 'b', from: 'a', urgency: 'now' });

    expect(await stored()).toEqual(['a', 'b']);
    expect(atTheEnd.unstored.checkpoints.map(({ id }) => id)).toEqual(['a']);
    expect(saver.takeHeld().unstored.checkpoints).toEqual([]);
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
