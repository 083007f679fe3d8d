import { fromRow } from '#lib/store/from-row';
import type { Run } from '#lib/store/generated/client';
import { Prisma } from '#lib/store/generated/client';
import { hasAny } from '#lib/store/has-any';
import type { Transaction } from './transaction';

/**
 * SQL: run `alias` waits for a person, because its sender asked that open questions be answered first (on_pending_interrupt
 * = enqueue). It neither makes its thread busy nor stands in the way of other runs.
 */
export function waitsForAnswer(alias: string): Prisma.Sql {
  const run = Prisma.raw(alias);
  return Prisma.sql`(${run}.status = 'pending' AND ${run}.kind = 'input' AND ${run}.on_pending_interrupt = 'enqueue'
    AND ${hasAny(Prisma.sql`SELECT 1 FROM interrupts i WHERE i.thread_id = ${run}.thread_id AND i.outcome = 'pending'`)})`;
}

/**
 * SQL: the order of a thread's queue. A run that was handed over half-way goes on before another begins. An answer goes before
 * everything else, since it speaks of the state as it is now (unless it was sent for later); the rest run in the order in which
 * they become available.
 */
export function queueOrder(alias: string): Prisma.Sql {
  const run = Prisma.raw(alias);
  return Prisma.sql`(${run}.started_at IS NOT NULL) DESC, (${run}.kind = 'resume' AND ${run}.available_at <= ${run}.created_at) DESC,
    ${run}.available_at, ${run}.seq`;
}

export interface UnfinishedRun extends Run {
  /** For a person: it does not make its thread busy. */
  waits: boolean;
}

/** The runs of a thread that have not come to an end, in queue order, locked until the transaction ends. */
export async function lockUnfinishedRuns(tx: Transaction, threadId: string): Promise<UnfinishedRun[]> {
  const rows = await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT r.*, ${waitsForAnswer('r')} AS waits FROM runs r WHERE thread_id = ${threadId}::uuid AND status IN ('pending', 'running')
    ORDER BY (status <> 'running'), ${queueOrder('r')} FOR UPDATE`;
  return rows.map((row) => fromRow<UnfinishedRun>(row));
}
