import { randomUUID } from 'node:crypto';
import { describeSaver } from '#lib/engine/saver-contract';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { StoredThread } from '#lib/testing/stored-thread';
import { PrismaCheckpointer } from './checkpointer';

let opening: Promise<TestDatabase> | undefined;

function openOnce(): Promise<TestDatabase> {
  opening ??= testDatabase();
  return opening;
}

describeSaver('PrismaCheckpointer', {
  async createSaver(threadIds) {
    const db = await openOnce();
    await db.prisma.thread.deleteMany({ where: { id: { in: [...threadIds] } } });
    await db.prisma.thread.createMany({ data: threadIds.map((id) => ({ id })) });
    return new PrismaCheckpointer(db);
  },
  /** A thread has one run at a time, and a run one lease: the other process has lost its own and does not know it yet. */
  async createRivals(threadId) {
    const db = await openOnce();
    const thread = await StoredThread.create(db, threadId);
    const lease = await thread.startRun();
    const other = new PrismaCheckpointer(await db.another(), { lease: { ...lease, token: randomUUID() } });
    return [thread.saver(lease), other];
  },
});
