import type { ThreadStatus } from '#lib/store/generated/enums';
import { notify } from '#lib/store/notify';
import { waitsForAnswer } from './queue';
import type { Transaction } from './transaction';

/**
 * Derives a thread's status and error from its runs and questions, in the transaction that changed them. In this order: busy
 * while a run is or will be executed without anybody's help; error after a failed run; interrupted at a question or a
 * breakpoint (which an edit of the state lifts); else idle.
 */
export async function settleThread(tx: Transaction, threadId: string): Promise<ThreadStatus> {
  const rows = await tx.$queryRaw<{ status: ThreadStatus }[]>`
    WITH last AS (
      SELECT status, stop_reason, error FROM runs
      WHERE thread_id = ${threadId}::uuid AND started_at IS NOT NULL AND ended_at IS NOT NULL ORDER BY seq DESC LIMIT 1)
    UPDATE threads t SET updated_at = clock_timestamp(),
      error = (SELECT error FROM last WHERE status IN ('error', 'timeout')),
      status = (CASE
        WHEN EXISTS (SELECT 1 FROM runs r WHERE r.thread_id = t.id AND r.status IN ('pending', 'running') AND NOT ${waitsForAnswer('r')})
          THEN 'busy'
        WHEN EXISTS (SELECT 1 FROM last WHERE status IN ('error', 'timeout')) THEN 'error'
        WHEN EXISTS (SELECT 1 FROM interrupts i WHERE i.thread_id = t.id AND i.outcome = 'pending') THEN 'interrupted'
        WHEN EXISTS (SELECT 1 FROM last WHERE stop_reason = 'paused') AND (
          SELECT c.run_id FROM checkpoints c WHERE c.thread_id = t.id AND c.ns = '' ORDER BY c.seq DESC LIMIT 1) IS NOT NULL
          THEN 'interrupted'
        ELSE 'idle' END)::"ThreadStatus"
    WHERE t.id = ${threadId}::uuid RETURNING t.status`;
  await notify(tx, { k: 'thread', t: threadId });
  return rows[0]?.status ?? 'idle';
}
