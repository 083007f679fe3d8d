import { ambient } from './ambient';
import type { Cancellation } from './cancellation';
import { GraphValueError } from './errors';
import type { ExecuteContext } from './execute-context';
import type { AttemptLimit } from './node-timeout';
import type { PlannedTask } from './plan-tasks';
import type { RunContext } from './run-context';
import type { Sink } from './sink';
import type { BaseCheckpointSaver, Interrupt, RunnableConfig } from './types';

/** Where a config carries the task that it was given to; a symbol, so that configs stay printable. */
export const TASK: unique symbol = Symbol.for('holdpoint.engine.task');

/** One attempt at a task, as interrupt(), writers and nested graphs see it. */
export interface TaskContext {
  readonly run: RunContext;
  readonly planned: PlannedTask;
  readonly superstep: ExecuteContext;
  readonly name: string;
  /** Namespace of this task, and of the graph it belongs to. */
  readonly ns: string;
  readonly graphNs: string;
  readonly step: number;
  readonly threadId: string | undefined;
  /** Checkpoint ids of this graph and the ones around it, by namespace. */
  readonly parents: Readonly<Record<string, string>>;
  readonly saver: BaseCheckpointSaver | undefined;
  /** Whether any graph around this task stores checkpoints, so that an answer can come back. */
  readonly canInterrupt: boolean;
  readonly cancellation: Cancellation;
  /** How long this attempt may take. */
  readonly limit: AttemptLimit;
  readonly sinks: readonly Sink[];
  readonly input: unknown;
  /** Calls of interrupt() and of nested graphs so far. */
  interruptCount: number;
  nestedCount: number;
  /** Set when a question was raised here or below, even if the node caught it. */
  isInterrupted: boolean;
  readonly raised: Raised[];
  /** Set when an answer did not fit its question, even if the node caught it. */
  rejected?: { interruptId: string; error: Error };
  /** Set when a nested graph stopped because the run is to stop; see GraphDrained. */
  isDrained: boolean;
  /** Nested graphs and tasks that this task has started. */
  readonly nested: Promise<unknown>[];
  /** Calls of each `task()` so far, by name. */
  calls?: Map<string, number>;
  /** False when the attempt is over: whatever still runs in it is ignored. */
  isLive: boolean;
}

/** Questions, and how many graphs and tasks the task had called before what asked them. */
interface Raised {
  readonly place: number;
  readonly questions: readonly Interrupt[];
}

/** Stops the task with questions of its own, or of what it called at `place`. */
export function raise(task: TaskContext, questions: readonly Interrupt[], place = task.nested.length): void {
  task.isInterrupted = true;
  task.raised.push({ place, questions });
}

/** In the order in which what asks them was called, whoever of them is slower. */
export function raisedQuestions({ raised }: TaskContext): Interrupt[] {
  return [...raised].sort((a, b) => a.place - b.place).flatMap(({ questions }) => questions);
}

export function taskOf(config: RunnableConfig | undefined): TaskContext | undefined {
  return config?.configurable ? (config.configurable as { [TASK]?: TaskContext })[TASK] : undefined; // set by the engine only
}

/** The task that is executing here. */
export function currentTask(): TaskContext | undefined {
  return taskOf(ambient.getStore());
}

export function requireTask(caller: string): TaskContext {
  const task = currentTask();
  if (task) return task;
  throw new GraphValueError('OUTSIDE_GRAPH', `Called ${caller} outside the context of a graph; call it inside a node.`);
}
