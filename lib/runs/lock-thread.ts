import { HoldpointError } from '#lib/errors';
import { fromRow } from '#lib/store/from-row';
import type { Thread } from '#lib/store/generated/client';
import type { Transaction } from './transaction';

/**
 * Takes the thread's row lock until the transaction ends: whoever changes the thread's runs or questions holds it, so such
 * changes of one thread happen one after the other. NO KEY UPDATE, because a stronger lock would also stop every insert that
 * refers to the thread.
 * @throws HoldpointError `thread_not_found`
 */
export async function lockThread(tx: Transaction, threadId: string): Promise<Thread> {
  const [row] = await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT * FROM threads WHERE id = ${threadId}::uuid FOR NO KEY UPDATE`;
  if (!row) throw threadNotFound(threadId);
  return fromRow<Thread>(row);
}

export function threadNotFound(threadId: string): HoldpointError {
  return new HoldpointError('thread_not_found', `Thread with ID ${threadId} not found`);
}
