import type { Run } from '#lib/store/generated/client';
import { Prisma } from '#lib/store/generated/client';
import type { Transaction } from './transaction';

/**
 * SQL: run `alias` waits for a person, because its sender asked that open questions be answered first (on_pending_interrupt
 * = enqueue). It neither makes its thread busy nor stands in the way of other runs.
 */
export function waitsForAnswer(alias: string): Prisma.Sql {
  const run = Prisma.raw(alias);
  return Prisma.sql`(${run}.status = 'pending' AND ${run}.kind = 'input' AND ${run}.on_pending_interrupt = 'enqueue' AND EXISTS (
    SELECT 1 FROM interrupts i WHERE i.thread_id = ${run}.thread_id AND i.outcome = 'pending'))`;
}

/**
 * SQL: run `a` comes before run `b` in their thread's queue. An answer goes before everything else, since it speaks of the
 * state as it is now; the rest run in the order in which they became due.
 */
export function comesBefore(a: string, b: string): Prisma.Sql {
  const [first, second] = [Prisma.raw(a), Prisma.raw(b)];
  return Prisma.sql`((${first}.kind <> 'resume', ${first}.available_at, ${first}.seq) < (${second}.kind <> 'resume', ${second}.available_at, ${second}.seq))`;
}

/**
 * SQL: run `alias` may be executed now. It is the first unfinished one of its thread, and either its time has come or its
 * worker has fallen silent.
 */
export function isDue(alias: string): Prisma.Sql {
  const run = Prisma.raw(alias);
  return Prisma.sql`(
    (${run}.status = 'pending' AND ${run}.available_at <= clock_timestamp()
      OR ${run}.status = 'running' AND ${run}.lease_until < clock_timestamp())
    AND NOT ${waitsForAnswer(alias)}
    AND NOT EXISTS (
      SELECT 1 FROM runs o WHERE o.thread_id = ${run}.thread_id AND o.id <> ${run}.id
        AND (o.status = 'running' OR ${run}.status = 'pending' AND o.status = 'pending'
          AND o.available_at <= clock_timestamp() AND ${comesBefore('o', alias)} AND NOT ${waitsForAnswer('o')})))`;
}

/** The runs of a thread that have not come to an end, in queue order, locked until the transaction ends. */
export async function lockUnfinishedRuns(tx: Transaction, threadId: string): Promise<Run[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM runs r WHERE thread_id = ${threadId}::uuid AND status IN ('pending', 'running')
    ORDER BY (status <> 'running'), (kind <> 'resume'), available_at, seq FOR UPDATE`;
  const ids = rows.map((row) => row.id);
  const runs = await tx.run.findMany({ where: { id: { in: ids } } });
  return runs.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
