import type { Interrupt } from './types';

/**
 * Told what a run does while it does it, for measurements and traces; given with a call under CONFIG_KEY_OBSERVER. It changes
 * nothing, and must not throw.
 */
export interface RunObserver {
  /** A graph begins: the outermost one, or one that the task it is called in has nested. */
  graph(at: { name: string; ns: string }): GraphObserver;
}

export interface GraphObserver {
  /** Surrounds one attempt at a task: calls `work` once, and returns what it returned. */
  task<End extends TaskEnd>(at: TaskAt, work: () => Promise<End>): Promise<End>;
  /** The graph is done, waits, has failed or was stopped. */
  end(): void;
}

export interface TaskAt {
  name: string;
  step: number;
  /** 1 for the first try of this superstep's task. */
  attempt: number;
}

/** How an attempt ended. */
export interface TaskEnd {
  readonly kind: 'done' | 'interrupted' | 'failed' | 'cancelled' | 'drained' | 'parent-command';
  readonly error?: Error;
  readonly interrupts?: readonly Interrupt[];
}
