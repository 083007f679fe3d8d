import { HoldpointError } from '#lib/errors';
import type { Thread } from '#lib/store/generated/client';
import type { Transaction } from './transaction';

/**
 * Takes the thread's row lock until the transaction ends: whoever changes the thread's runs or questions holds it, so such
 * changes of one thread happen one after the other. NO KEY UPDATE, because a stronger lock would also stop every insert that
 * refers to the thread.
 * @throws HoldpointError `thread_not_found`
 */
export async function lockThread(tx: Transaction, threadId: string): Promise<Thread> {
  await tx.$queryRaw`SELECT 1 FROM threads WHERE id = ${threadId}::uuid FOR NO KEY UPDATE`;
  const thread = await tx.thread.findUnique({ where: { id: threadId } });
  if (!thread) throw threadNotFound(threadId);
  return thread;
}

export function threadNotFound(threadId: string): HoldpointError {
  return new HoldpointError('thread_not_found', `Thread with ID ${threadId} not found`);
}
