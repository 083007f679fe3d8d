import { END } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { openQuestions } from './open-questions';
import { lockUnfinishedRuns } from './queue';
import { inTransaction, type Transaction } from './transaction';
import { threadBusy, writeState } from './update-state';

export interface ThreadEnd {
  threadId: string;
  /** Why nobody has to answer any more. */
  reason: string;
  actor: string;
  /** The questions that were open when the actor decided this. */
  questionIds: string[];
}

/** Longer ones are documents. */
const REASON_LENGTH = 2000;

/**
 * Ends a thread as it stands, as an edit of its state as END does: nothing that is due runs any more, and its open questions are
 * recorded as superseded, with who decided that and why. What was done stays, and new input begins anew. Runs that wait in its queue
 * for an answer come next.
 * @throws HoldpointError `thread_not_found`, `thread_busy`, `graph_not_found`; `invalid_request` without a reason; `conflict` when
 * other questions are open by now, or somebody is about to answer one
 */
export async function endThread(hp: Holdpoint, { threadId, reason, actor, questionIds }: ThreadEnd): Promise<void> {
  const note = checkReason(reason);
  await inTransaction(hp.db, async (tx) => {
    const thread = await lockThread(tx, threadId);
    const active = (await lockUnfinishedRuns(tx, threadId)).find((run) => !run.waits);
    if (active) throw threadBusy(threadId, active);
    await checkQuestions(tx, threadId, questionIds);
    await writeState(hp, { tx, thread, edit: { threadId, values: null, asNode: END, actor, note } });
  });
}

async function checkQuestions(tx: Transaction, threadId: string, seen: string[]): Promise<void> {
  const open = (await openQuestions(tx, threadId)).map(({ id }) => id);
  if (open.length !== seen.length || !open.every((id) => seen.includes(id))) {
    const message = `Other questions of thread ${threadId} are open by now. Look again before you end it.`;
    throw new HoldpointError('conflict', message, { details: { interrupt_ids: open } });
  }
  const [scheduled] = await tx.$queryRaw<{ actor: string }[]>`
    SELECT actor FROM scheduled_answers WHERE interrupt_id = ANY(${open}) FOR UPDATE`;
  if (!scheduled) return;
  const message = `${scheduled.actor} has just answered a question of this thread. Wait until that is sent or taken back.`;
  throw new HoldpointError('conflict', message, { details: { decided_by: scheduled.actor } });
}

function checkReason(reason: string): string {
  const said = reason.replaceAll('\0', '').trim();
  if (said !== '' && said.length <= REASON_LENGTH) return said;
  throw new HoldpointError(
    'invalid_request',
    `Say why nobody has to answer or go on, in 1 to ${REASON_LENGTH} characters.`,
    { details: { most_characters: REASON_LENGTH } },
  );
}
