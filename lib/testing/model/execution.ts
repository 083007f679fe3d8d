// The background of the model: each step is one change that others can see, in the order in which a run makes them.
import {
  addFact,
  type Checkpoint,
  changeRun,
  headOf,
  isUnfinished,
  type ModelRun,
  nextInQueue,
  type OnExpire,
  openQuestions,
  type Plan,
  type Question,
  questionName,
  runningRun,
  supersedeOpen,
  type Task,
  type ThreadState,
  valuesOf,
} from './thread-model';

/** A run whose worker died this often is not tried again. */
const MAX_ATTEMPTS = 3;

const ASKS: readonly Task[] = ['ask', 'left', 'right'];

/** The states that may come next by themselves; none: the thread is at rest, or a gate holds its run. */
export function stepsFrom(state: ThreadState): ThreadState[] {
  const run = runningRun(state);
  if (!run) {
    const next = nextInQueue(state);
    return next ? [claim(state, next)] : [];
  }
  switch (run.phase) {
    case 'none':
    case 'lost':
      return [claim(state, run)];
    case 'claimed':
      return [begin(state, run)];
    case 'working':
      return work(state, run);
    case 'failed':
      return [finish(state, run, { status: 'error', stopReason: 'error' })];
    default:
      return run.phase satisfies never;
  }
}

/**
 * What may happen but need not: a worker that leaves gives its runs back where a superstep would begin. The attempt does not
 * count.
 */
export function handOver(state: ThreadState): ThreadState[] {
  const run = runningRun(state);
  if (run?.phase !== 'working') return [];
  const next = headOf(state)?.next ?? [];
  const isAmidst = next.some((task) => run.opened[task] !== undefined || hasFact(state, 'done', task));
  if (state.leaving === 0 || next.length === 0 || isAmidst) return [];
  const released = { status: 'pending', attempt: run.attempt - 1, phase: 'none' } as const;
  return [{ ...changeRun(state, run.name, released), leaving: state.leaving - 1 }];
}

/** Tasks of the running run that wait at their gate. */
export function heldTasks(state: ThreadState): Task[] {
  const run = runningRun(state);
  if (run?.phase !== 'working') return [];
  return runnable(state).filter((task) => hasGate(task) && !run.isFree && run.opened[task] === undefined);
}

function hasGate(task: Task): boolean {
  return task !== '__start__';
}

function claim(state: ThreadState, run: ModelRun): ThreadState {
  const attempt = run.attempt + 1;
  const phase = attempt > MAX_ATTEMPTS ? 'failed' : 'claimed';
  const startedAt = run.startedAt || state.clock;
  const isFree = run.isFree && run.phase !== 'lost';
  const change = { status: 'running', attempt, phase, startedAt, opened: {}, isFree } as const;
  const claimed = { ...changeRun(state, run.name, change), clock: state.clock + 1 };
  return run.kind === 'input' ? supersedeOpen(claimed, run.name) : claimed;
}

/** A run that another worker has begun goes on from what is stored. */
function begin(state: ThreadState, run: ModelRun): ThreadState {
  const working = changeRun(state, run.name, { phase: 'working' });
  if (state.facts.some((fact) => fact.run === run.name)) return working;
  const head = headOf(state);
  if (run.kind === 'input')
    return commit(working, run, {
      next: ['__start__'],
      input: run.says ?? '',
      plan: run.input?.plan ?? null,
      onExpire: run.input?.onExpire,
    });
  // On a thread where nothing was ever stored there is nothing to go on with.
  if (run.kind === 'continue') return head ? working : changeRun(state, run.name, { phase: 'failed' });
  // What a scheduled answer speaks of may be gone by the time it is given.
  const waiting = (head?.next ?? []).filter((task) => hasFact(state, 'asked', task) && !isAnswered(state, task));
  const names = waiting.map((task) => questionName(task, state));
  if (Object.keys(run.answers).some((name) => !names.includes(name)))
    return changeRun(state, run.name, { phase: 'failed' });
  return addFact(working, { type: 'answers', at: head?.id ?? 0, run: run.name, byQuestion: run.answers });
}

function work(state: ThreadState, run: ModelRun): ThreadState[] {
  const next = headOf(state)?.next ?? [];
  if (next.length === 0) return [finish(state, run, { status: 'success', stopReason: 'done' })];
  const due = runnable(state);
  const failing = due.find((task) => run.opened[task] === 'fail');
  if (failing) return [changeRun(state, run.name, { phase: 'failed' })];
  const ready = due.filter(
    (task) => !hasGate(task) || isAsking(state, task) || run.isFree || run.opened[task] === 'go',
  );
  if (ready.length > 0) return ready.map((task) => execute(state, run, task));
  if (due.length > 0) return [];
  if (next.every((task) => hasFact(state, 'done', task))) return [commitStep(state, run, next)];
  return [finish(state, run, { status: 'interrupted', stopReason: 'paused' })];
}

/** Tasks of the head that are neither done nor waiting for an answer. */
function runnable(state: ThreadState): Task[] {
  const next = headOf(state)?.next ?? [];
  return next.filter(
    (task) => !hasFact(state, 'done', task) && !(hasFact(state, 'asked', task) && !isAnswered(state, task)),
  );
}

/** It stops at its question before it comes to its gate. */
function isAsking(state: ThreadState, task: Task): boolean {
  return ASKS.includes(task) && !isAnswered(state, task);
}

function isAnswered(state: ThreadState, task: Task): boolean {
  return answerTo(state, task) !== undefined;
}

function answerTo(state: ThreadState, task: Task): string | undefined {
  const at = headOf(state)?.id;
  const name = questionName(task, state);
  for (const fact of state.facts)
    if (fact.type === 'answers' && fact.at === at && name in fact.byQuestion) return fact.byQuestion[name];
  return undefined;
}

function hasFact(state: ThreadState, type: 'asked' | 'done', task: Task): boolean {
  const at = headOf(state)?.id;
  return state.facts.some((fact) => fact.type === type && fact.at === at && fact.task === task);
}

function execute(state: ThreadState, run: ModelRun, task: Task): ThreadState {
  const at = headOf(state)?.id ?? 0;
  return addFact(state, { type: isAsking(state, task) ? 'asked' : 'done', at, run: run.name, task });
}

/** The superstep is over: what its tasks did becomes the thread's state. */
function commitStep(state: ThreadState, run: ModelRun, tasks: Task[]): ThreadState {
  const head = headOf(state);
  const opened = Object.fromEntries(
    Object.entries(run.opened).filter(([task]) => !tasks.some((done) => done === task)),
  );
  const moved = changeRun(state, run.name, { opened });
  const [task] = tasks;
  if (task === '__start__') return commit(moved, run, { next: ['first'], say: head?.input ?? null });
  const lines = [...tasks].sort().map((each) => logLine(state, each));
  return commit(moved, run, { next: following(task, head?.plan ?? null), lines });
}

function logLine(state: ThreadState, task: Task): string {
  const { say } = valuesOf(state);
  return ASKS.includes(task) ? `${task} ${say} ${answerTo(state, task)}` : `${task} ${say}`;
}

function following(task: Task | undefined, plan: Plan | null): Task[] {
  if (task === 'last') return [];
  if (task !== 'first' || plan === 'plain') return ['last'];
  return plan === 'ask' ? ['ask'] : ['left', 'right'];
}

interface Commit {
  next: Task[];
  input?: string;
  plan?: Plan | null;
  onExpire?: OnExpire;
  say?: string | null;
  lines?: string[];
}

/** A new head: the questions of the one before are dropped. */
function commit(
  state: ThreadState,
  run: ModelRun,
  { next, input, plan, onExpire, say, lines = [] }: Commit,
): ThreadState {
  const head = headOf(state);
  const before = valuesOf(state);
  // An input that was stored but not applied when its run was stopped is not lost.
  const inherited = input !== undefined && head?.next.includes('__start__') ? head.input : before.say;
  const values = { log: [...before.log, ...lines], say: say === undefined ? inherited : say };
  const stored = addFact(state, {
    ...{ type: 'checkpoint', id: state.clock, run: run.name, values, next },
    ...{ input: input ?? null, plan: plan === undefined ? (head?.plan ?? null) : plan },
    onExpire: onExpire ?? head?.onExpire ?? 'none',
  });
  return supersedeOpen({ ...stored, clock: state.clock + 1 }, run.name);
}

type Ending = Pick<ModelRun, 'status' | 'stopReason'>;

function finish(state: ThreadState, run: ModelRun, ending: Ending): ThreadState {
  const died = run.attempt > MAX_ATTEMPTS;
  const ended = changeRun(state, run.name, { ...ending, phase: 'none', endedAt: state.clock });
  const listed = died ? ended : listQuestions(ended, run);
  return dropForNextMessage({ ...listed, clock: state.clock + 1 });
}

/** What the graph asks at the head becomes a question that people see. */
function listQuestions(state: ThreadState, run: ModelRun): ThreadState {
  const head = headOf(state);
  const asked = (head?.next ?? []).filter((task) => hasFact(state, 'asked', task) && !isAnswered(state, task));
  let { questions } = state;
  for (const task of asked) {
    const name = questionName(task, state);
    const listed = questions.find((question) => question.name === name);
    if (!listed && head) questions = [...questions, newQuestion(name, run, head)];
    else if (!listed) continue;
    else if (!isLeftToItsRun(state, listed, run))
      questions = questions.map((each) => (each === listed ? reopened(each) : each));
  }
  return { ...state, questions };
}

function newQuestion(name: string, run: ModelRun, { id, onExpire }: Checkpoint): Question {
  const open = { outcome: 'pending', answerRun: null, supersededBy: null } as const;
  return { name, run: run.name, at: id, onExpire, isOverdue: false, ...open };
}

export function reopened(question: Question): Question {
  return { ...question, outcome: 'pending', answerRun: null, supersededBy: null };
}

/** A run in the queue that answers or drops it will still do so; one that came after the run that asked, has. */
function isLeftToItsRun({ runs }: ThreadState, question: Question, ended: ModelRun): boolean {
  if (question.outcome === 'pending') return true;
  const name = question.answerRun ?? question.supersededBy;
  const by = runs.findIndex((run) => run.name === name);
  const run = runs[by];
  if (!run || run.name === ended.name) return false;
  return isUnfinished(run) || by > runs.findIndex((each) => each.name === ended.name);
}

/** A message that was sent while the run worked drops the questions the run ends with, unless it asked to wait. */
function dropForNextMessage(state: ThreadState): ThreadState {
  if (openQuestions(state).length === 0) return state;
  const waiting = state.runs.filter(
    (run) => run.status === 'pending' && run.kind === 'input' && !run.waitsForAnswer && !run.isScheduled,
  );
  const next = waiting.sort((a, b) => a.position - b.position)[0];
  return next ? supersedeOpen(state, next.name) : state;
}
