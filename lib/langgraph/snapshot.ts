// LangGraph's snapshots, corrected: a task that still waits is in `next`, and its `interrupts` are its unanswered questions,
// those of all tasks of a nested graph included.
import type { Interrupt, RunnableConfig, StateSnapshot, StateTask } from '#lib/engine';
import { toDicts } from './message-values';
import type { RaisedQuestion } from './raised-questions';
import { countAnswers, type LangGraphSaver, questionsIn, SPECIAL_CHANNELS } from './saver';

interface Reading {
  saver: LangGraphSaver;
  /** Whether what finished tasks wrote counts as done: at the head, and not at a checkpoint that was asked for. */
  isHead: boolean;
  /** Whether the caller wants the states of nested graphs, and not only where they are. */
  withNested: boolean;
}

interface TaskReading {
  task: StateTask;
  isFinished: boolean;
  /** Ids of all questions below this task, answered ones included. */
  raised: string[];
}

export function correctSnapshot(snapshot: StateSnapshot, reading: Reading): StateSnapshot {
  const tasks = readTasks(snapshot, reading);
  const due = reading.isHead ? tasks.filter(({ isFinished }) => !isFinished) : tasks;
  return {
    ...snapshot,
    values: toDicts(snapshot.values ?? {}) as StateSnapshot['values'], // toDicts changes messages only
    next: due.map(({ task }) => task.name),
    tasks: tasks.map(({ task }) => task),
    config: positionOf(snapshot.config),
    ...(snapshot.parentConfig && { parentConfig: positionOf(snapshot.parentConfig) }),
  };
}

/** Where a config points to, without all else that LangGraph keeps in it. */
export function positionOf({ configurable }: RunnableConfig): RunnableConfig {
  const { thread_id, checkpoint_ns, checkpoint_id, checkpoint_map } = configurable ?? {};
  return {
    configurable: {
      ...{ thread_id, checkpoint_ns },
      ...(checkpoint_id !== undefined && { checkpoint_id }),
      ...(checkpoint_map !== undefined && { checkpoint_map }),
    },
  };
}

function readTasks(snapshot: StateSnapshot, reading: Reading): TaskReading[] {
  const { checkpoint_ns: ns = '', checkpoint_id: checkpointId = '' } = snapshot.config.configurable ?? {};
  const writes = reading.saver.writesOf({ ns, checkpointId });
  return snapshot.tasks.map((task) => {
    const own = writes.filter(([taskId]) => taskId === task.id);
    return readTask(task, { own, ns: [...ns.split('|').filter(Boolean), `${task.name}:${task.id}`], reading });
  });
}

function readTask(
  { error, interrupts: _, result, state, ...task }: StateTask,
  { own, ns, reading }: { own: ReturnType<LangGraphSaver['writesOf']>; ns: string[]; reading: Reading },
): TaskReading {
  const effects = own.filter(([, channel]) => !SPECIAL_CHANNELS.has(channel));
  const isFinished = effects.length > 0;
  const nested = isSnapshot(state) ? readTasks(state, reading) : [];
  const below = nested.flatMap(({ raised }) => raised);
  const questions = questionsIn(own);
  const waiting = [
    ...nested.flatMap((inner) => inner.task.interrupts),
    ...openQuestions(own, below).map((q) => asked(q, ns)),
  ];
  const written = effects.flatMap(stateWrite);
  const isRepeated = new Set(written.map(([key]) => key)).size < written.length;
  const shown = result ?? (isFinished ? Object.fromEntries(written) : undefined);
  return {
    task: {
      ...task,
      interrupts: isFinished ? [] : waiting,
      ...(error && !isFinished && { error }),
      ...(shown && { result: toDicts(shown) as StateTask['result'] }), // as above
      ...(isRepeated && { update: written.map(([key, value]) => ({ [key]: toDicts(value) })) }),
      ...(state && { state: isSnapshot(state) ? nestedState(state, reading) : positionOf(state) }),
    },
    isFinished,
    raised: [...below, ...questions.flatMap(({ id }) => id ?? [])],
  };
}

function nestedState(state: StateSnapshot, reading: Reading): StateSnapshot | RunnableConfig {
  if (reading.withNested) return correctSnapshot(state, reading);
  const { thread_id, checkpoint_ns } = state.config.configurable ?? {};
  return { configurable: { thread_id, checkpoint_ns } };
}

/** Of its own; a nested graph tells better which of its questions are still open. */
function openQuestions(own: ReturnType<LangGraphSaver['writesOf']>, below: string[]): RaisedQuestion[] {
  const answers = countAnswers(own);
  return questionsIn(own).filter(({ id, answered }) => answered >= answers && !(id && below.includes(id)));
}

function asked({ id, value, response_schema }: RaisedQuestion, ns: string[]): Interrupt {
  return {
    ...(id && { id }),
    value: toDicts(value),
    resumable: true,
    ns,
    when: 'during',
    ...(response_schema && { response_schema }),
  };
}

/** Triggers, joins and the like are LangGraph's own. */
function stateWrite([, channel, value]: [string, string, unknown]): [string, unknown][] {
  return /^(?:__|branch:|join:)/.test(channel) ? [] : [[channel, value]];
}

function isSnapshot(state: StateTask['state']): state is StateSnapshot {
  return state !== undefined && 'values' in state;
}
