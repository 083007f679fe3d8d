import { HoldpointError } from '#lib/errors';
import type { Interrupt, Run, Thread } from '#lib/store/generated/client';
import { notify } from '#lib/store/notify';
import { encodeValue } from '#lib/store/value-codec';
import type { RunDraft } from './draft-run';
import { openQuestions, supersedeQuestions } from './open-questions';
import { recordDecision } from './record-decision';
import { type Answers, resolveAnswers } from './resolve-answers';
import type { Transaction } from './transaction';

/** What a new run does to its thread's open questions. `run`: what that changes about the run itself. */
export type QuestionPlan =
  | { type: 'answer'; answers: Answers; open: Interrupt[]; run: Pick<RunDraft, 'command'> }
  | { type: 'supersede'; run: Partial<RunDraft> }
  | { type: 'leave'; run: Partial<RunDraft> };

/** Checks the new run against the questions that are open now, before anything is written. */
export async function planQuestions(
  tx: Transaction,
  { draft, thread }: { draft: RunDraft; thread: Thread },
): Promise<QuestionPlan> {
  const open = await openQuestions(tx, thread.id);
  switch (draft.kind) {
    case 'resume':
      return planAnswer(tx, { draft, thread, open });
    case 'input':
      return planInput(draft, open);
    case 'continue':
      return { type: 'leave', run: {} };
    default:
      return draft.kind satisfies never;
  }
}

/** Writes the plan down, once the run's row is there to refer to. */
export async function applyPlan(
  tx: Transaction,
  { plan, draft, run }: { plan: QuestionPlan; draft: RunDraft; run: Run },
): Promise<void> {
  if (plan.type === 'supersede') {
    await supersedeQuestions(tx, { threadId: run.threadId, runId: run.id, actor: draft.actor });
  }
  if (plan.type !== 'answer') return;
  for (const question of plan.open) {
    if (question.id in plan.answers) await recordAnswer(tx, { question, value: plan.answers[question.id], draft });
  }
}

async function planAnswer(
  tx: Transaction,
  on: { draft: RunDraft; thread: Thread; open: Interrupt[] },
): Promise<QuestionPlan> {
  const { draft, thread, open } = on;
  if (open.length === 0 && thread.status === 'interrupted') {
    // A breakpoint asks nothing: resuming it means to go on.
    const { resume: _resume, ...command } = draft.command ?? {};
    const goesOn = Object.keys(command).length === 0;
    return { type: 'leave', run: { kind: goesOn ? 'continue' : 'input', command: goesOn ? null : command } };
  }
  // A deadline counts once: a question that was opened again after it waits for a person.
  const due = draft.isDeadline ? open.filter((question) => question.expiredAt === null) : open;
  const answers = await resolveAnswers(tx, { threadId: thread.id, resume: draft.resume, open: due });
  return { type: 'answer', answers, open, run: { command: { ...draft.command, resume: answers } } };
}

function planInput(draft: RunDraft, open: Interrupt[]): QuestionPlan {
  if (open.length === 0) return { type: 'leave', run: {} };
  switch (draft.onPendingInterrupt) {
    case 'allow':
      return { type: 'supersede', run: {} };
    case 'enqueue':
      return { type: 'leave', run: {} };
    case 'reject': {
      const ids = open.map((question) => question.id);
      throw new HoldpointError(
        'interrupt_pending',
        `Thread ${draft.threadId} waits for an answer to "${open[0]?.title}"; answer it, or pass on_pending_interrupt=allow to drop it or enqueue to run afterwards.`,
        { details: { interrupt_ids: ids } },
      );
    }
    default:
      return draft.onPendingInterrupt satisfies never;
  }
}

async function recordAnswer(
  tx: Transaction,
  { question, value, draft }: { question: Interrupt; value: unknown; draft: RunDraft },
): Promise<void> {
  const { threadId, runId, actor, note } = draft;
  const answered = tx.$executeRaw`
    UPDATE interrupts SET outcome = ${draft.isDeadline ? 'expired' : 'answered'}::"InterruptOutcome", decided_by = ${actor},
      decided_at = clock_timestamp(), answer = ${encodeValue(value)}::json, answer_run_id = ${runId}::uuid,
      expired_at = CASE WHEN ${draft.isDeadline} THEN clock_timestamp() ELSE expired_at END
    WHERE id = ${question.id} AND outcome = 'pending'`;
  const recorded = recordDecision(tx, {
    threadId,
    kind: draft.isDeadline ? 'expire' : 'answer',
    graphId: question.graphId,
    actor,
    interruptId: question.id,
    runId,
    question: question.value,
    value,
    detail: { ...(draft.isDeadline && { action: 'resume' }), ...(note && { note }) },
  });
  await Promise.all([answered, recorded, notify(tx, { k: 'interrupt', t: threadId, i: question.id })]);
}
