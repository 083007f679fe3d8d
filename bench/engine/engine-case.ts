import type { MemorySaver } from '#lib/engine';

/** What the cases use of an engine; LangGraph.js has the same under the same names. */
export type Engine = Pick<
  typeof import('#lib/engine'),
  | 'Annotation'
  | 'Command'
  | 'END'
  | 'interrupt'
  | 'MemorySaver'
  | 'MessagesAnnotation'
  | 'Send'
  | 'START'
  | 'StateGraph'
  | 'isInterrupted'
>;

export type Storage = 'none' | 'memory';

/** One thing that an engine does again and again, at a cost per unit. */
export interface EngineCase {
  readonly name: string;
  /** What is counted. */
  readonly unit: string;
  /** By how much we should be cheaper, with each kind of storage that the case is measured with. */
  readonly asks: Partial<Record<Storage, number>>;
  prepare(engine: Engine, saver: MemorySaver | undefined): Workload;
}

export interface Workload {
  /** How many units one call of `run` does. */
  readonly units: number;
  /** Does them on threads of this name, and fails if the result is wrong. */
  run(thread: string): Promise<void>;
}
