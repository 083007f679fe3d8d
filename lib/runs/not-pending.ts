import { HoldpointError } from '#lib/errors';
import { fromRow } from '#lib/store/from-row';
import type { Interrupt } from '#lib/store/generated/client';
import type { Sql } from '#lib/store/sql';

/** The refusal of an answer to a question that is not open: what became of it, by whom and when, and what is open instead. */
export async function notPending(
  sql: Sql,
  request: { threadId: string; interruptId: string | null; pendingIds: string[] },
): Promise<HoldpointError> {
  const { threadId, interruptId, pendingIds } = request;
  const next = pendingIds.length > 0 ? `Open now: ${pendingIds.join(', ')}.` : 'Nothing is open on this thread now.';
  const [row] = await sql.$queryRaw<Record<string, unknown>[]>`
    SELECT * FROM interrupts WHERE thread_id = ${threadId}::uuid AND id = coalesce(${interruptId}, id)
    ORDER BY decided_at DESC NULLS LAST LIMIT 1`;
  const asked = row && fromRow<Interrupt>(row);
  const fate = asked
    ? fateOf(asked)
    : `Thread ${threadId} has not asked ${interruptId ? `question ${interruptId}` : 'anything'}`;
  return new HoldpointError('interrupt_not_pending', `${fate}. ${next}`, {
    details: {
      interrupt_id: interruptId ?? asked?.id ?? null,
      title: asked?.title ?? null,
      outcome: asked?.outcome ?? null,
      decided_by: asked?.decidedBy ?? null,
      decided_at: asked?.decidedAt?.toISOString() ?? null,
      answer: asked?.outcome === 'answered' ? asked.answer : undefined,
      superseded_by: asked?.supersededBy ?? undefined,
      pending_ids: pendingIds,
    },
  });
}

function fateOf(question: Interrupt): string {
  const who = question.decidedBy ?? 'an unnamed client';
  const when = question.decidedAt?.toISOString() ?? 'an unknown time';
  switch (question.outcome) {
    case 'answered':
      return `"${question.title}" was already answered by ${who} at ${when}`;
    case 'superseded':
      return `"${question.title}" was dropped by ${who} at ${when}, when the thread went on without an answer`;
    case 'expired':
      return `"${question.title}" expired at ${when}`;
    case 'pending':
      return `"${question.title}" is open`;
    default:
      return question.outcome satisfies never;
  }
}
