import { Prisma } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { hasAny } from '#lib/store/has-any';
import { CHANNEL } from '#lib/store/notification';
import { queueOrder, waitsForAnswer } from './queue';
import type { Transaction } from './transaction';

/**
 * Brings a thread in line with its runs and questions, in the transaction that changed them and under the thread's lock: which
 * run is next (its `due_at` lets the workers see it), the thread's status and error, and a new revision. The status, in this
 * order: busy while a run is or will be executed without anybody's help; error after a failed run; interrupted at a question
 * or a breakpoint (which an edit of the state lifts); else idle.
 */
export async function settleThread(tx: Transaction, threadId: string): Promise<ThreadStatus> {
  const thread = JSON.stringify({ k: 'thread', t: threadId });
  const rows = await tx.$queryRaw<{ status: ThreadStatus }[]>`
    WITH queue AS (
      SELECT r.id, r.status, r.due_at, r.available_at,
        row_number() OVER (ORDER BY r.status <> 'running', ${waitsForAnswer('r')}, ${queueOrder('r')}) AS place,
        ${waitsForAnswer('r')} AS waits
      FROM runs r WHERE r.thread_id = ${threadId}::uuid AND r.status IN ('pending', 'running')),
    wanted AS (
      SELECT id, CASE WHEN place = 1 AND NOT waits THEN available_at END AS due_at FROM queue WHERE status = 'pending'),
    turned AS (
      UPDATE runs SET due_at = wanted.due_at FROM wanted
      WHERE runs.id = wanted.id AND runs.status = 'pending' AND runs.due_at IS DISTINCT FROM wanted.due_at RETURNING runs.due_at),
    last AS (
      SELECT status, stop_reason, error FROM runs
      WHERE thread_id = ${threadId}::uuid AND started_at IS NOT NULL AND ended_at IS NOT NULL ORDER BY started_at DESC, seq DESC LIMIT 1),
    settled AS (
      UPDATE threads t SET updated_at = clock_timestamp(), revision = revision + 1,
        error = (SELECT error FROM last WHERE status IN ('error', 'timeout')),
        status = (CASE
          WHEN EXISTS (SELECT 1 FROM queue WHERE NOT waits) THEN 'busy'
          WHEN EXISTS (SELECT 1 FROM last WHERE status IN ('error', 'timeout')) THEN 'error'
          WHEN ${hasAny(Prisma.sql`SELECT 1 FROM interrupts i WHERE i.thread_id = t.id AND i.outcome = 'pending'`)} THEN 'interrupted'
          WHEN EXISTS (SELECT 1 FROM last WHERE stop_reason = 'paused') AND (
            SELECT c.run_id FROM checkpoints c WHERE c.thread_id = t.id AND c.ns = '' ORDER BY c.seq DESC LIMIT 1) IS NOT NULL
            THEN 'interrupted'
          ELSE 'idle' END)::"ThreadStatus"
      WHERE t.id = ${threadId}::uuid RETURNING t.status)
    SELECT settled.status::text AS status, pg_notify(${CHANNEL}, ${thread}) AS told,
      (SELECT count(pg_notify(${CHANNEL}, '{"k":"work"}')) FROM turned WHERE due_at IS NOT NULL) AS called
    FROM settled`;
  return rows[0]?.status ?? 'idle';
}
