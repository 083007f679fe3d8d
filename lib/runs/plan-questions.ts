import { HoldpointError } from '#lib/errors';
import type { ThreadStatus } from '#lib/store/generated/enums';
import type { RunDraft } from './draft-run';
import type { OpenQuestion } from './open-questions';
import { type Answers, resolveAnswers } from './resolve-answers';

/**
 * What a new run does to its thread's open questions; `run`: what that changes about the run itself. `refuse`: it answers a
 * question that is not among the open ones, `pendingIds`; null: it names none, and nothing is open.
 */
export type QuestionPlan =
  | { type: 'answer'; answers: Answers; run: Pick<RunDraft, 'command'> }
  | { type: 'supersede'; run: Partial<RunDraft> }
  | { type: 'leave'; run: Partial<RunDraft> }
  | { type: 'refuse'; interruptId: string | null; pendingIds: string[] };

/** The thread that the run comes to. */
interface Asking {
  status: ThreadStatus;
  open: OpenQuestion[];
}

/**
 * Checks a new run against the questions that are open, before anything is written.
 * @throws HoldpointError `interrupt_pending`, `ambiguous_resume`, `invalid_answer`, `unsupported_value`, `payload_too_large`
 */
export function planQuestions(draft: RunDraft, thread: Asking): QuestionPlan {
  switch (draft.kind) {
    case 'resume':
      return planAnswer(draft, thread);
    case 'input':
      return planInput(draft, thread);
    case 'continue':
      return { type: 'leave', run: {} };
    default:
      return draft.kind satisfies never;
  }
}

function planAnswer(draft: RunDraft, { status, open }: Asking): QuestionPlan {
  if (open.length === 0 && status === 'interrupted') {
    // A breakpoint asks nothing: resuming it means to go on.
    const { resume: _resume, ...command } = draft.command ?? {};
    const goesOn = Object.keys(command).length === 0;
    return { type: 'leave', run: { kind: goesOn ? 'continue' : 'input', command: goesOn ? null : command } };
  }
  // A deadline counts once: a question that was opened again after it waits for a person.
  const due = draft.isDeadline ? open.filter((question) => !question.isOverdue) : open;
  const resolved = resolveAnswers({ threadId: draft.threadId, resume: draft.resume, open: due });
  if (resolved.type === 'not_pending') {
    return { type: 'refuse', interruptId: resolved.interruptId, pendingIds: due.map((question) => question.id) };
  }
  const { answers } = resolved;
  return { type: 'answer', answers, run: { command: { ...draft.command, resume: answers } } };
}

function planInput(draft: RunDraft, { open }: Asking): QuestionPlan {
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
