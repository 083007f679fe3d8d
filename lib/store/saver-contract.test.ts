import { describeSaver } from '#lib/engine/saver-contract';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { PrismaCheckpointer } from './checkpointer';

let opening: Promise<TestDatabase> | undefined;

describeSaver('PrismaCheckpointer', async (threadIds) => {
  opening ??= testDatabase();
  const db = await opening;
  await db.prisma.thread.deleteMany({ where: { id: { in: [...threadIds] } } });
  await db.prisma.thread.createMany({ data: threadIds.map((id) => ({ id })) });
  return new PrismaCheckpointer(db);
});
