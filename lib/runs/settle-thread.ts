import { Prisma } from '#lib/store/generated/client';
import { hasAny } from '#lib/store/has-any';
import { CHANNEL, WORK_CHANNEL } from '#lib/store/notification';
import { supersedeQuestions, tellDropped } from '#lib/store/supersede-questions';
import type { NewClaim } from './arrivals';
import { type ClaimedRun, type ClaimRow, claimColumns, claimedBy, claimedRun } from './claimed-run';
import type { Holdpoint } from './holdpoint';
import { queueOrder, waitsForAnswer } from './queue';
import type { Transaction } from './transaction';

/** The worker that may take the run which is next, if its time has come. */
export interface Taker extends NewClaim {
  /** What it can execute. */
  graphIds: string[];
}

export function takerOf(hp: Holdpoint, claim: NewClaim | undefined): Taker | undefined {
  return claim && { ...claim, graphIds: [...hp.graphs.keys()] };
}

/**
 * Brings a thread in line with its runs and questions, in the transaction that changed them and under the thread's lock: which
 * run is next (its `due_at` lets the workers see it), the thread's status and error, and a new revision. The status, in this
 * order: busy while a run is or will be executed without anybody's help; error after a failed run; interrupted at a question
 * or a breakpoint (which an edit of the state lifts); else idle.
 * @returns the run that `taker` has from now on, if it took one
 */
export async function settleThread(tx: Transaction, threadId: string, taker?: Taker): Promise<ClaimedRun | null> {
  const thread = JSON.stringify({ k: 'thread', t: threadId });
  const [row] = await tx.$queryRaw<Partial<ClaimRow>[]>`
    WITH queue AS (
      SELECT r.id, r.status, r.due_at, r.started_at, r.available_at, r.graph_id,
        row_number() OVER (ORDER BY r.status <> 'running', ${waitsForAnswer('r')}, ${queueOrder('r')}) AS place,
        ${waitsForAnswer('r')} AS waits
      FROM runs r WHERE r.thread_id = ${threadId}::uuid AND r.status IN ('pending', 'running')),
    wanted AS (
      SELECT queue.*, place = 1 AND NOT waits AS is_next FROM queue WHERE status = 'pending'),
    ${taker ? takeNext(taker) : Prisma.empty}
    turned AS (
      UPDATE runs SET due_at = wanted.next_at
      FROM (SELECT id, CASE WHEN is_next THEN available_at END AS next_at FROM wanted
        ${taker ? Prisma.sql`WHERE id NOT IN (SELECT id FROM claimed)` : Prisma.empty}) wanted
      WHERE runs.id = wanted.id AND runs.status = 'pending' AND runs.due_at IS DISTINCT FROM wanted.next_at RETURNING runs.due_at),
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
      WHERE t.id = ${threadId}::uuid RETURNING t.revision)
    SELECT ${taker ? taken() : Prisma.empty} pg_notify(${CHANNEL}, ${thread}) AS told,
      (SELECT count(pg_notify(${WORK_CHANNEL}, '{"k":"work"}')) FROM turned WHERE due_at IS NOT NULL) AS called
    FROM settled ${taker ? Prisma.sql`LEFT JOIN claimed ON true` : Prisma.empty}`;
  // Without a taker there are no such columns.
  return row?.id ? claimedRun(row as ClaimRow, row.id) : null;
}

/** SQL: the taker claims the next run, and a new input goes past the questions that are open, as with every claim. */
function takeNext({ workerId, leaseMs, token, graphIds }: Taker): Prisma.Sql {
  return Prisma.sql`
    claimed AS (
      UPDATE runs SET ${claimedBy({ workerId, leaseMs, token: Prisma.sql`${token}::uuid` })}
      FROM (SELECT id, started_at, available_at AS due_at FROM wanted
        WHERE is_next AND available_at <= clock_timestamp() AND graph_id = ANY(${graphIds})) next
      WHERE runs.id = next.id AND runs.status = 'pending'
      RETURNING ${claimColumns(Prisma.sql`next`)}),
    ${supersedeQuestions(Prisma.sql`(SELECT thread_id, id AS run_id, created_by AS actor FROM claimed WHERE kind = 'input')`)},`;
}

/** SQL: the run that was taken, and the word of it. */
function taken(): Prisma.Sql {
  return Prisma.sql`claimed.*, CASE WHEN (SELECT count(*) FROM queue) = 1 THEN settled.revision END AS alone_at, ${tellDropped(CHANNEL)},
    (SELECT pg_notify(${CHANNEL}, json_build_object('k', 'run', 't', thread_id, 'r', id, 's', 'running')::text) FROM claimed) AS told_of_run,`;
}
