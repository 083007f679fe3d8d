import type { Cancellation } from './cancellation';
import type { GraphSpec } from './graph-spec';
import type { GraphObserver } from './observer';
import type { RunContext } from './run-context';
import type { Sink } from './sink';
import type { TaskContext } from './task-context';
import type { BaseCheckpointSaver, RunnableConfig } from './types';

/** One execution of one graph: the outermost one, or one nested in a task. */
export interface LoopScope {
  readonly graph: GraphSpec;
  readonly run: RunContext;
  /** What the caller gave; nodes receive it with the engine's own keys added. */
  readonly config: RunnableConfig;
  readonly threadId: string | undefined;
  readonly ns: string;
  /** Where to start, when it is not the newest checkpoint. */
  readonly checkpointId?: string | undefined;
  readonly saver: BaseCheckpointSaver | undefined;
  readonly sinks: readonly Sink[];
  readonly observer?: GraphObserver | undefined;
  /** Aborts when the run is stopped or, in a nested graph, when the task around it is. */
  readonly cancellation: Cancellation;
  /** The task this graph runs in. */
  readonly parent?: TaskContext | undefined;
  /** Distinguishes the calls that share a kept namespace; see `checkpointer: true`. */
  readonly caller?: string | undefined;
  readonly interruptBefore: readonly string[] | '*';
  readonly interruptAfter: readonly string[] | '*';
  readonly recursionLimit: number;
  readonly stepTimeout?: number | undefined;
}
