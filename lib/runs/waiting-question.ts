import { HoldpointError } from '#lib/errors';
import { notify } from '#lib/store/notify';
import { notPending } from './not-pending';
import { openQuestions } from './open-questions';
import { type DecisionKind, recordDecision } from './record-decision';
import type { Transaction } from './transaction';

/** A question, as far as the audit trail names it. */
export interface ArrangedQuestion {
  id: string;
  threadId: string;
  graphId: string;
  title: string;
}

/** A question that waits, as far as reviewers arrange who deals with it and when. */
export interface WaitingQuestion extends ArrangedQuestion {
  assignee: string | null;
  /** Null: it is not snoozed, or no longer. */
  snoozedUntil: Date | null;
}

type Row = WaitingQuestion & { outcome: string };

/**
 * Reads a question and keeps its row until the transaction ends, so that of two who arrange the same the second sees what the first
 * has done.
 * @throws HoldpointError `interrupt_not_found`, `interrupt_not_pending`
 */
export async function lockWaitingQuestion(tx: Transaction, interruptId: string): Promise<WaitingQuestion> {
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT id, thread_id AS "threadId", graph_id AS "graphId", title, assignee, outcome::text AS outcome,
      CASE WHEN snoozed_until > clock_timestamp() THEN snoozed_until END AS "snoozedUntil"
    FROM interrupts WHERE id = ${interruptId} FOR NO KEY UPDATE`;
  if (!row) throw questionNotFound(interruptId);
  const { outcome, ...question } = row;
  if (outcome === 'pending') return question;
  const open = await openQuestions(tx, question.threadId);
  const pendingIds = open.map(({ id }) => id);
  throw await notPending(tx, { threadId: question.threadId, interruptId, pendingIds });
}

export function questionNotFound(interruptId: string): HoldpointError {
  return new HoldpointError(
    'interrupt_not_found',
    `Interrupt ${interruptId} not found; its run may have been rolled back.`,
  );
}

/** What reviewers arrange around a question, or say about it; each kind has its own key in `before` and `after`. */
interface Arrangement {
  kind: Extract<DecisionKind, 'assign' | 'snooze' | 'comment' | 'link' | 'revoke_link'>;
  actor: string;
  before: Record<string, string | null>;
  after: Record<string, string | null>;
}

/** Adds it to the audit trail and tells every process. The payload was recorded with its answer, or will be; here its title is enough. */
export async function recordArrangement(
  tx: Transaction,
  { id, threadId, graphId, title }: ArrangedQuestion,
  { kind, actor, before, after }: Arrangement,
): Promise<void> {
  const about = { threadId, graphId, kind, actor, interruptId: id, question: title };
  await recordDecision(tx, { ...about, value: after, detail: { before } });
  await notify(tx, { k: 'review', t: threadId, i: id });
}
