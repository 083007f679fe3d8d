import { HoldpointError } from '#lib/errors';
import { notify } from '#lib/store/notify';
import { encodeValue } from '#lib/store/value-codec';
import type { Answer } from './answer-interrupt';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { notPending } from './not-pending';
import { openQuestions } from './open-questions';
import { removeScheduled } from './remove-scheduled';
import { resolveAnswers } from './resolve-answers';
import { inTransaction, type Transaction } from './transaction';

export interface AnswerToSchedule extends Answer {
  actor: string;
  /** How long it can be taken back. */
  delayMs: number;
}

/**
 * Checks an answer and keeps it until it is due; then whatever process is there gives it (give-scheduled-answers.ts). The same
 * answer once more, by the same person, changes nothing.
 * @throws HoldpointError `interrupt_not_found`, `interrupt_not_pending`, `invalid_answer`, `unsupported_value`, `payload_too_large`;
 * `conflict` when another answer is due already
 */
export async function scheduleAnswer(hp: Holdpoint, answer: AnswerToSchedule): Promise<void> {
  const { interruptId, value, actor, note = null, delayMs } = answer;
  const threadId = await threadOf(hp, interruptId);
  await inTransaction(hp.db, async (tx) => {
    await lockThread(tx, threadId);
    await checkOpen(tx, { threadId, interruptId, value });
    const added = await tx.$executeRaw`
      INSERT INTO scheduled_answers (interrupt_id, value, note, actor, due_at)
      VALUES (${interruptId}, ${encodeValue(value)}::json, ${note}, ${actor}, clock_timestamp() + make_interval(secs => ${delayMs / 1000}::float8))
      ON CONFLICT DO NOTHING`;
    if (added === 0) await refuseUnlessSame(tx, answer);
    await notify(tx, { k: 'review', t: threadId, i: interruptId }, { k: 'due' });
  });
}

/** Takes an answer back that is not due yet. @throws HoldpointError `conflict` when it is too late, or there is none of this person */
export async function undoAnswer(
  hp: Holdpoint,
  { interruptId, actor }: { interruptId: string; actor: string },
): Promise<void> {
  const undone = await inTransaction(hp.db, (tx) => removeScheduled(tx, { interruptId, takenBackBy: actor }));
  if (undone) return;
  throw new HoldpointError(
    'conflict',
    'The answer was sent already, so it cannot be taken back. You can cancel the run instead.',
  );
}

async function threadOf({ db }: Holdpoint, interruptId: string): Promise<string> {
  const [asked] = await db.sql.$queryRaw<
    { thread_id: string }[]
  >`SELECT thread_id FROM interrupts WHERE id = ${interruptId}`;
  if (asked) return asked.thread_id;
  throw new HoldpointError(
    'interrupt_not_found',
    `Interrupt ${interruptId} not found; its run may have been rolled back.`,
  );
}

/** As createRun does when the answer is given: what would be refused then is refused now. */
async function checkOpen(
  tx: Transaction,
  { threadId, interruptId, value }: { threadId: string; interruptId: string; value: unknown },
): Promise<void> {
  const open = await openQuestions(tx, threadId);
  const resolved = resolveAnswers({ threadId, resume: { [interruptId]: value }, open });
  if (resolved.type === 'not_pending')
    throw await notPending(tx, { threadId, interruptId, pendingIds: open.map(({ id }) => id) });
}

async function refuseUnlessSame(tx: Transaction, { interruptId, value, actor }: AnswerToSchedule): Promise<void> {
  const [scheduled] = await tx.$queryRaw<{ actor: string; value: string; title: string }[]>`
    SELECT s.actor, s.value::text AS value, i.title FROM scheduled_answers s JOIN interrupts i ON i.id = s.interrupt_id
    WHERE s.interrupt_id = ${interruptId}`;
  if (!scheduled || (scheduled.actor === actor && scheduled.value === encodeValue(value))) return;
  throw new HoldpointError(
    'conflict',
    `${scheduled.actor} has decided "${scheduled.title}" and can take it back for a moment; wait until it is sent or open again.`,
    { details: { decided_by: scheduled.actor } },
  );
}
