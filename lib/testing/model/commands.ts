// What people and clients do to a thread, each at one moment.
import { heldTasks, reopened } from './execution';
import {
  changeRun,
  headOf,
  isRetryable,
  isUnfinished,
  LATE_ANSWER,
  type ModelInput,
  type ModelRun,
  type OnPending,
  openQuestions,
  type Question,
  runningRun,
  runOf,
  type Strategy,
  standsAside,
  statusOf,
  supersedeOpen,
  type ThreadState,
} from './thread-model';

export type Command =
  | {
      type: 'create';
      name: string;
      input: ModelInput;
      strategy: Strategy;
      onPending: OnPending;
      isScheduled: boolean;
    }
  /** `answers` by the name of a question; null: one value that names none. */
  | {
      type: 'resume';
      name: string;
      answers: Record<string, string> | null;
      value: string;
      strategy: Strategy;
      isScheduled: boolean;
    }
  /** No input: go on from where the thread is. */
  | { type: 'continue'; name: string; strategy: Strategy; isScheduled: boolean }
  /** The same for a run that has failed or was stopped; its input again if nothing of it was stored. */
  | { type: 'retry'; name: string; run: string }
  /** The deadline of a question has come. */
  | { type: 'expire'; name: string; question: string }
  | { type: 'cancel'; run: string; action: 'interrupt' | 'rollback' }
  /** Opens the gates at which the run stands, or all it will come to. */
  | { type: 'go'; run: string; how: 'go' | 'fail' | 'free' }
  /** The time of a scheduled run comes. */
  | { type: 'due'; run: string }
  /** The run's worker is gone, or counts as gone. */
  | { type: 'lose'; run: string };

/** `ok`, or the code of the error. */
export type Result = string;

export interface Outcome {
  state: ThreadState;
  result: Result;
}

export function apply(state: ThreadState, command: Command): Outcome {
  switch (command.type) {
    case 'create':
    case 'resume':
    case 'continue':
      return create(state, command);
    case 'retry':
      return retry(state, command);
    case 'expire':
      return expire(state, command);
    case 'cancel':
      return cancel(state, command);
    case 'go':
      return ok(open(state, command));
    case 'due':
      return ok(makeDue(state, command.run));
    case 'lose':
      return ok(lose(state, command.run));
    default:
      return command satisfies never;
  }
}

function ok(state: ThreadState): Outcome {
  return { state, result: 'ok' };
}

type NewRun = Extract<Command, { type: 'create' | 'resume' | 'continue' }>;

function create(state: ThreadState, command: NewRun): Outcome {
  const refuse = (result: string): Outcome => ({ state, result });
  const unfinished = state.runs.filter(isUnfinished);
  const isBusy = unfinished.some((run) => !standsAside(state, run));
  if (command.strategy === 'reject' && isBusy) return refuse('thread_busy');
  const cleared = clear(state, unfinished, command);
  const open = openQuestions(cleared);
  // A pause that asks nothing is answered by going on.
  const asksNothing = command.type === 'resume' && open.length === 0 && statusOf(state) === 'interrupted';
  if (command.type === 'continue' || asksNothing)
    return ok(insert(cleared, { ...newRun(cleared, command), kind: 'continue' }));
  if (command.type === 'resume') {
    const answers = command.answers ?? (open.length === 1 && open[0] ? { [open[0].name]: command.value } : null);
    if (!answers) return refuse(open.length === 0 ? 'interrupt_not_pending' : 'ambiguous_resume');
    if (Object.keys(answers).some((name) => !open.some((question) => question.name === name)))
      return refuse('interrupt_not_pending');
    return ok(recordAnswers(insert(cleared, { ...newRun(cleared, command), kind: 'resume', answers })));
  }
  if (open.length > 0 && command.onPending === 'reject') return refuse('interrupt_pending');
  const inserted = insert(cleared, {
    ...newRun(cleared, command),
    input: command.input,
    says: command.name,
    waitsForAnswer: command.onPending === 'enqueue',
  });
  return ok(command.onPending === 'enqueue' ? inserted : supersedeOpen(inserted, command.name));
}

function retry(state: ThreadState, { name, run: of }: Extract<Command, { type: 'retry' }>): Outcome {
  const run = runOf(state, of);
  if (!run) return { state, result: 'run_not_found' };
  if (!isRetryable(run)) return { state, result: 'conflict' };
  const wrote = state.facts.some((fact) => fact.type === 'checkpoint' && fact.run === of);
  const again = newRun(state, { name, isScheduled: false });
  if (run.kind !== 'input' || wrote) return ok(insert(state, { ...again, kind: 'continue' }));
  return ok(supersedeOpen(insert(state, { ...again, input: run.input, says: run.says }), name));
}

/** The thread goes on with the answer for that case, or its wait is over, or the question is overdue from now on. */
function expire(state: ThreadState, { name, question: of }: Extract<Command, { type: 'expire' }>): Outcome {
  const question = openQuestions(state).find((each) => each.name === of);
  if (!question || question.onExpire === 'none' || question.isOverdue) return { state, result: 'nothing_due' };
  const change = (to: Partial<Question>): ThreadState => ({
    ...state,
    questions: state.questions.map((each) => (each === question ? { ...each, ...to, isOverdue: true } : each)),
  });
  if (question.onExpire === 'stay') return ok(change({}));
  const expired = change({ outcome: 'expired', answerRun: name });
  const run = newRun(state, { name, isScheduled: false });
  if (question.onExpire === 'resume')
    return ok(insert(expired, { ...run, kind: 'resume', answers: { [of]: LATE_ANSWER } }));
  const ended = { status: 'timeout', stopReason: 'timeout', startedAt: state.clock, endedAt: state.clock } as const;
  return ok(supersedeOpen(insert(expired, { ...run, ...ended, kind: 'continue' }), name));
}

function clear(state: ThreadState, unfinished: ModelRun[], { strategy, name }: NewRun): ThreadState {
  const names = unfinished.map((run) => run.name);
  if (strategy === 'interrupt') return stop(state, names, { stopReason: 'superseded', supersededBy: name });
  if (strategy === 'rollback') return rollBack(state, names);
  return state;
}

function newRun(state: ThreadState, { name, isScheduled }: Pick<NewRun, 'name' | 'isScheduled'>): ModelRun {
  return {
    ...{
      name,
      kind: 'input',
      input: null,
      says: null,
      answers: {},
      waitsForAnswer: false,
      isScheduled,
      isForLater: isScheduled,
      position: state.clock,
    },
    ...{ status: 'pending', stopReason: null, supersededBy: null, attempt: 0, startedAt: 0, endedAt: 0 },
    ...{ phase: 'none', opened: {}, isFree: false },
  };
}

function insert(state: ThreadState, run: ModelRun): ThreadState {
  return { ...state, runs: [...state.runs, run], clock: state.clock + 1 };
}

function recordAnswers(state: ThreadState): ThreadState {
  const run = state.runs.at(-1);
  if (!run) return state;
  const answered = { outcome: 'answered', answerRun: run.name } as const;
  return {
    ...state,
    questions: state.questions.map((question) =>
      question.name in run.answers ? { ...question, ...answered } : question,
    ),
  };
}

function cancel(state: ThreadState, { run: name, action }: Extract<Command, { type: 'cancel' }>): Outcome {
  const run = runOf(state, name);
  if (!run) return { state, result: 'run_not_found' };
  const isPaused = holdsThread(state, run);
  if (!isUnfinished(run) && !isPaused) return { state, result: 'run_finished' };
  if (action === 'rollback') return ok(rollBack(state, [name]));
  if (isPaused) return ok(changeRun(supersedeOpen(state, null), name, { stopReason: 'cancelled' }));
  return ok(stop(state, [name], { stopReason: 'cancelled' }));
}

/** It paused, and no other run has been executed since: nobody is to be asked any more, but what it stored stays. */
function holdsThread(state: ThreadState, run: ModelRun): boolean {
  if (run.stopReason !== 'paused') return false;
  return !state.runs.some((other) => other.startedAt > run.endedAt);
}

/** The runs stop where they are; what they stored stays. Answers and messages that stored nothing open their question again. */
function stop(
  state: ThreadState,
  names: string[],
  change: Pick<ModelRun, 'stopReason'> & Partial<ModelRun>,
): ThreadState {
  const isLost = (run: string) =>
    names.includes(run) && !state.facts.some((fact) => fact.type !== 'checkpoint' && fact.run === run);
  const stopped = state.runs.map((run): ModelRun => {
    if (!names.includes(run.name)) return run;
    return { ...run, status: 'interrupted', phase: 'none', endedAt: state.clock, ...change };
  });
  return reopen({ ...state, runs: stopped, clock: state.clock + 1 }, { names, isLost });
}

/** As if the runs had never been: one delete takes all that they stored. */
function rollBack(state: ThreadState, names: string[]): ThreadState {
  const left = state.facts.filter((fact) => !names.includes(fact.run));
  const places = new Set(left.flatMap((fact) => (fact.type === 'checkpoint' ? [fact.id] : [])));
  const rolledBack = {
    ...state,
    runs: state.runs.filter((run) => !names.includes(run.name)),
    facts: left.filter((fact) => fact.type === 'checkpoint' || fact.at === 0 || places.has(fact.at)),
    questions: state.questions.filter((question) => !names.includes(question.run)),
  };
  return reopen(rolledBack, { names, isLost: (run) => names.includes(run) });
}

/** A question is open while it is unanswered and its checkpoint is the head. */
function reopen(
  state: ThreadState,
  { names, isLost }: { names: string[]; isLost: (run: string) => boolean },
): ThreadState {
  const at = headOf(state)?.id;
  const questions = state.questions.map((question) => {
    const { outcome, supersededBy, answerRun } = question;
    const wasDropped = outcome === 'superseded' && supersededBy !== null && names.includes(supersededBy);
    const wasAnswered = (outcome === 'answered' || outcome === 'expired') && answerRun !== null && isLost(answerRun);
    return question.at === at && (wasDropped || wasAnswered) ? reopened(question) : question;
  });
  return { ...state, questions };
}

/** Only the gates at which the run stands now. One that has been stopped meanwhile has none. */
function open(state: ThreadState, { run: name, how }: Extract<Command, { type: 'go' }>): ThreadState {
  if (runningRun(state)?.name !== name) return state;
  if (how === 'free') return changeRun(state, name, { isFree: true });
  const opened = Object.fromEntries(heldTasks(state).map((task) => [task, how]));
  return changeRun(state, name, { opened: { ...runOf(state, name)?.opened, ...opened } });
}

function makeDue(state: ThreadState, name: string): ThreadState {
  const run = runOf(state, name);
  if (run?.status !== 'pending' || !run.isScheduled) return state;
  return { ...changeRun(state, name, { isScheduled: false, position: state.clock }), clock: state.clock + 1 };
}

function lose(state: ThreadState, name: string): ThreadState {
  return runningRun(state)?.name === name ? changeRun(state, name, { phase: 'lost' }) : state;
}
