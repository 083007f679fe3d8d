import type { GivenAnswer, Interrupt, StateSnapshot, StateTask } from '#lib/engine';
import { toWireCheckpoint, type WireCheckpoint } from './checkpoint';

export interface WireThreadState {
  values: unknown;
  next: string[];
  tasks: WireTask[];
  metadata: Record<string, unknown>;
  created_at: string | null;
  checkpoint: WireCheckpoint | null;
  parent_checkpoint: WireCheckpoint | null;
  /** All open questions of the tasks. */
  interrupts: Interrupt[];
}

export interface WireTask {
  id: string;
  name: string;
  path: (string | number)[];
  error: string | null;
  interrupts: Interrupt[];
  /** Not in the Agent Server API: the questions that were answered here, if any. */
  answers?: GivenAnswer[];
  checkpoint: WireCheckpoint | null;
  state: WireThreadState | null;
  result: Record<string, unknown> | null;
}

export function toWireThreadState(snapshot: StateSnapshot): WireThreadState {
  const { values, next, tasks, metadata, createdAt, config, parentConfig } = snapshot;
  return {
    values: values ?? {},
    next,
    tasks: tasks.map(toWireTask),
    metadata: metadata ?? {},
    created_at: createdAt ?? null,
    checkpoint: toWireCheckpoint(config),
    parent_checkpoint: toWireCheckpoint(parentConfig),
    interrupts: tasks.flatMap((task) => task.interrupts),
  };
}

/** A task that runs a subgraph has its state when it was asked for, else where to find it. */
function toWireTask({ id, name, path, error, interrupts, answers, state, result }: StateTask): WireTask {
  const nested = state && 'values' in state ? state : undefined;
  const { thread_id, checkpoint_ns } = (state && !('values' in state) ? state.configurable : undefined) ?? {};
  return {
    ...{ id, name, path, interrupts },
    ...(answers && { answers }),
    error: error ? error.message : null,
    checkpoint: checkpoint_ns === undefined ? null : { thread_id, checkpoint_ns },
    state: nested ? toWireThreadState(nested) : null,
    result: result ?? null,
  };
}
