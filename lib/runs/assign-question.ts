import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from './holdpoint';
import { inTransaction } from './transaction';
import { lockWaitingQuestion, recordArrangement } from './waiting-question';

export interface Assignment {
  interruptId: string;
  /** Who shall answer; null: nobody in particular. */
  assignee: string | null;
  actor: string;
  /** Who was to answer when the actor decided this; without it, whoever it was. */
  seen?: string | null;
}

/**
 * Says who shall answer a question. It is no lock: anybody can answer. Assigning it to who has it already changes nothing.
 * @throws HoldpointError `interrupt_not_found`, `interrupt_not_pending`; `conflict` when it was assigned to somebody else meanwhile
 */
export async function assignQuestion(hp: Holdpoint, { interruptId, assignee, actor, seen }: Assignment): Promise<void> {
  await inTransaction(hp.db, async (tx) => {
    const question = await lockWaitingQuestion(tx, interruptId);
    const before = question.assignee;
    if (before === assignee) return;
    if (seen !== undefined && before !== seen) {
      throw new HoldpointError(
        'conflict',
        `"${question.title}" was assigned to ${before ?? 'nobody'} meanwhile. Look again before you change that.`,
        { details: { title: question.title, assignee: before } },
      );
    }
    await tx.$executeRaw`
      UPDATE interrupts SET assignee = ${assignee}, assigned_by = ${assignee && actor},
        assigned_at = CASE WHEN ${assignee}::text IS NOT NULL THEN clock_timestamp() END
      WHERE id = ${interruptId}`;
    await recordArrangement(tx, question, { kind: 'assign', actor, before: { assignee: before }, after: { assignee } });
  });
}
