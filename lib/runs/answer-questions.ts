import { Prisma } from '#lib/store/generated/client';
import { encodeList } from '#lib/store/value-codec';
import type { RunDraft } from './draft-run';
import type { Answers } from './resolve-answers';

/**
 * SQL: the common table expressions `answered`, `unscheduled` and `recorded`: questions are closed with their answers by the run in
 * the table expression `run`, no other answer is due for them any more, and the audit trail says by whom.
 */
export function answerQuestions(run: Prisma.Sql, draft: RunDraft, answers: Answers): Prisma.Sql {
  const { isDeadline, note, linkId } = draft;
  const detail = JSON.stringify({
    ...(isDeadline && { action: 'resume' }),
    ...(note && { note }),
    ...(linkId && { link_id: linkId }),
  });
  return Prisma.sql`
    answered AS (
      UPDATE interrupts i SET outcome = ${isDeadline ? 'expired' : 'answered'}::"InterruptOutcome", decided_by = run.created_by,
        decided_at = clock_timestamp(), answer = given.answer, answer_run_id = run.id,
        expired_at = CASE WHEN ${isDeadline} THEN clock_timestamp() ELSE i.expired_at END
      FROM ${run} AS run, ROWS FROM (
        unnest(${Object.keys(answers)}::text[]), json_array_elements(${encodeList(Object.entries(answers))}::json)) AS given (id, answer)
      WHERE i.id = given.id AND i.outcome = 'pending'
      RETURNING i.*),
    unscheduled AS (DELETE FROM scheduled_answers s USING answered WHERE s.interrupt_id = answered.id),
    recorded AS (
      INSERT INTO decisions (thread_id, graph_id, kind, actor, interrupt_id, run_id, question, value, detail)
      SELECT thread_id, graph_id, ${isDeadline ? 'expire' : 'answer'}, decided_by, id, answer_run_id, value, answer, ${detail}::jsonb
      FROM answered)`;
}
