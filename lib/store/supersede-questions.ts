import { Prisma } from './generated/client';

/**
 * SQL: the common table expressions `dropped (id, thread_id)` and `recorded`: open questions are superseded, and the audit trail
 * says by whom. `by` is a table expression with `thread_id`, `run_id` and `actor`; `which` narrows the interrupts down.
 */
export function supersedeQuestions(by: Prisma.Sql, which: Prisma.Sql = Prisma.empty): Prisma.Sql {
  return Prisma.sql`
    dropped AS (
      UPDATE interrupts SET outcome = 'superseded', superseded_by = by.run_id, decided_by = by.actor, decided_at = clock_timestamp()
      FROM ${by} AS by
      WHERE interrupts.thread_id = by.thread_id AND outcome = 'pending' ${which}
      RETURNING interrupts.id, interrupts.thread_id, interrupts.graph_id, interrupts.value, superseded_by, decided_by),
    recorded AS (
      INSERT INTO decisions (thread_id, kind, graph_id, actor, interrupt_id, run_id, question, at)
      SELECT thread_id, 'supersede', graph_id, decided_by, id, superseded_by, value, clock_timestamp() FROM dropped)`;
}

/** SQL: a column that tells every process about the questions of `dropped`. */
export function tellDropped(channel: string): Prisma.Sql {
  return Prisma.sql`(
    SELECT count(pg_notify(${channel}, json_build_object('k', 'interrupt', 't', thread_id, 'i', id)::text)) FROM dropped) AS told_of_questions`;
}
