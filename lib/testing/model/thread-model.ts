// The reference model: what the documents say happens to one thread, as plain data and pure functions. A state is never
// changed in place. What a run does in the background is cut into the steps that the database sees one by one (execution.ts),
// and what people and clients do are commands (commands.ts); explore.ts says what may come out when both happen at once.

export type Plan = 'plain' | 'ask' | 'both';
export type Strategy = 'reject' | 'enqueue' | 'interrupt' | 'rollback';
export type OnPending = 'allow' | 'reject' | 'enqueue';
/** Each is a node of the graph under test; `__start__` is the step that applies a new input. */
export type Task = '__start__' | 'first' | 'ask' | 'left' | 'right' | 'last';

/** What is done when nobody answers in time; `none`: the questions wait without limit. */
export type OnExpire = 'resume' | 'error' | 'stay' | 'none';

/** The answer that is given then. */
export const LATE_ANSWER = 'late';

export interface ModelInput {
  plan: Plan;
  onExpire: OnExpire;
  isDeaf: boolean;
}

export interface ModelRun {
  name: string;
  kind: 'input' | 'resume' | 'continue';
  input: ModelInput | null;
  /** What its input says: its own name, or that of the run it repeats. */
  says: string | null;
  /** Of a resume: by the name of the question. */
  answers: Record<string, string>;
  waitsForAnswer: boolean;
  isScheduled: boolean;
  /** Was sent for later, also when that moment has come. */
  isForLater: boolean;
  /** The order in which runs of a kind are executed. */
  position: number;
  status: 'pending' | 'running' | 'success' | 'error' | 'timeout' | 'interrupted';
  stopReason: 'done' | 'paused' | 'superseded' | 'cancelled' | 'error' | 'timeout' | null;
  supersededBy: string | null;
  attempt: number;
  /** When it was claimed first, and when it ended, in a count of the thread's own; 0: not yet. */
  startedAt: number;
  endedAt: number;
  /** Where its execution is: with nobody, claimed but not begun, at its tasks, or told to end. */
  phase: 'none' | 'claimed' | 'working' | 'failed' | 'lost';
  /** Tasks of this attempt whose gate was opened, and how. */
  opened: Partial<Record<Task, 'go' | 'fail'>>;
  /** Its gates stand open for the rest of the way. */
  isFree: boolean;
}

export interface Values {
  log: string[];
  say: string | null;
}

/** What a run stored. All of it goes with the run when that is rolled back. */
export type Fact =
  | {
      type: 'checkpoint';
      id: number;
      run: string;
      values: Values;
      next: Task[];
      input: Values['say'];
      plan: Plan | null;
      onExpire: OnExpire;
    }
  | { type: 'asked' | 'done'; at: number; run: string; task: Task }
  | { type: 'answers'; at: number; run: string; byQuestion: Record<string, string> };

export type Checkpoint = Extract<Fact, { type: 'checkpoint' }>;

export interface Question {
  name: string;
  /** The run that came to rest at it. */
  run: string;
  /** The checkpoint at which it was asked. */
  at: number;
  outcome: 'pending' | 'answered' | 'superseded' | 'expired';
  answerRun: string | null;
  supersededBy: string | null;
  onExpire: OnExpire;
  /** Its deadline has acted, which it does once. */
  isOverdue: boolean;
}

export interface ThreadState {
  runs: ModelRun[];
  facts: Fact[];
  questions: Question[];
  /** Counts whatever needs an order. */
  clock: number;
  /** How many workers are about to leave: each may hand one run over to the others yet. */
  leaving: number;
}

export const NEW_THREAD: ThreadState = { runs: [], facts: [], questions: [], clock: 1, leaving: 0 };

export function headOf(state: ThreadState): Checkpoint | undefined {
  return state.facts.findLast((fact) => fact.type === 'checkpoint');
}

export function valuesOf(state: ThreadState): Values {
  return headOf(state)?.values ?? { log: [], say: null };
}

/** Two questions of a graph never have the same name: a run passes a node once. */
export function questionName(task: Task, state: ThreadState): string {
  return `${task} ${valuesOf(state).say}`;
}

export function runOf(state: ThreadState, name: string): ModelRun | undefined {
  return state.runs.find((run) => run.name === name);
}

export function runningRun(state: ThreadState): ModelRun | undefined {
  return state.runs.find((run) => run.status === 'running');
}

/** It left something to be done: it failed, or somebody stopped it. */
export function isRetryable(run: ModelRun): boolean {
  return !isUnfinished(run) && run.status !== 'success' && run.stopReason !== 'paused';
}

export function isUnfinished(run: ModelRun): boolean {
  return run.status === 'pending' || run.status === 'running';
}

export function openQuestions(state: ThreadState): Question[] {
  return state.questions.filter((question) => question.outcome === 'pending');
}

/** A message that asked to run after the answer stands aside while a question is open. */
export function standsAside(state: ThreadState, run: ModelRun): boolean {
  const isWaiting = run.status === 'pending' && run.kind === 'input' && run.waitsForAnswer;
  return isWaiting && openQuestions(state).length > 0;
}

/** One that was handed over, answers, then in the order received, or in which the time of a scheduled one came. */
export function nextInQueue(state: ThreadState): ModelRun | undefined {
  const due = state.runs.filter((run) => run.status === 'pending' && !run.isScheduled && !standsAside(state, run));
  return due.sort((a, b) => rankOf(a) - rankOf(b) || a.position - b.position)[0];
}

/** What was handed over half-way goes first, then the answers. */
function rankOf(run: ModelRun): number {
  if (run.startedAt > 0) return 0;
  return run.kind === 'resume' && !run.isForLater ? 1 : 2;
}

export function changeRun(state: ThreadState, name: string, change: Partial<ModelRun>): ThreadState {
  return { ...state, runs: state.runs.map((run) => (run.name === name ? { ...run, ...change } : run)) };
}

/** Checkpoints in their order, and at each what was stored beside it, whose order says nothing. */
export function addFact(state: ThreadState, fact: Fact): ThreadState {
  const facts = [...state.facts, fact].sort((a, b) => placeOf(a) - placeOf(b) || (detailOf(a) < detailOf(b) ? -1 : 1));
  return { ...state, facts };
}

function placeOf(fact: Fact): number {
  return fact.type === 'checkpoint' ? fact.id : fact.at;
}

function detailOf(fact: Fact): string {
  return fact.type === 'checkpoint' ? '' : JSON.stringify(fact);
}

export function supersedeOpen(state: ThreadState, by: string | null): ThreadState {
  const dropped = { outcome: 'superseded', supersededBy: by } as const;
  return {
    ...state,
    questions: state.questions.map((question) =>
      question.outcome === 'pending' ? { ...question, ...dropped } : question,
    ),
  };
}

/** What the thread shows. */
export function statusOf(state: ThreadState): 'idle' | 'busy' | 'interrupted' | 'error' {
  if (state.runs.some((run) => isUnfinished(run) && !standsAside(state, run))) return 'busy';
  const last = lastBegun(state);
  if (last?.status === 'error' || last?.status === 'timeout') return 'error';
  if (openQuestions(state).length > 0 || last?.stopReason === 'paused') return 'interrupted';
  return 'idle';
}

/** Of those that have ended. */
function lastBegun(state: ThreadState): ModelRun | undefined {
  const ended = state.runs.filter((run) => run.startedAt > 0 && !isUnfinished(run));
  return ended.sort((a, b) => b.startedAt - a.startedAt)[0];
}
