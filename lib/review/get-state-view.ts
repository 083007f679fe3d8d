import type { StateSnapshot } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { getThreadState } from '#lib/runs/thread-state';
import { toWire } from './wire';

/** A thread's state at one checkpoint. */
export interface StateView {
  checkpointId: string | null;
  parentId: string | null;
  /** ISO 8601. */
  createdAt: string | null;
  step: number | null;
  source: string | null;
  values: Record<string, unknown>;
  /** Nodes whose tasks are not finished. */
  next: string[];
  tasks: StateViewTask[];
}

export interface StateViewTask {
  id: string;
  name: string;
  error: string | null;
  /** Questions of this task that nobody has answered yet. */
  interrupts: { id: string | null; value: unknown }[];
  /** Of a task that runs a graph of its own: the state of that. */
  nested: StateView | null;
}

export interface StateViewPlace {
  threadId: string;
  /** Absent: the head. */
  checkpointId?: string;
  /** Of this nested graph, not of the thread's own. */
  ns?: string;
}

/** `state` is null when the thread has no such checkpoint, or none any more: a rollback deletes checkpoints. */
export interface StateAt {
  state: StateView | null;
}

/** @throws HoldpointError `thread_not_found`, `graph_not_found` */
export async function getStateView(
  hp: Holdpoint,
  { threadId, checkpointId, ns: checkpointNs }: StateViewPlace,
): Promise<StateAt> {
  try {
    return { state: toStateView(await getThreadState(hp, { threadId, checkpointId, checkpointNs, subgraphs: true })) };
  } catch (error) {
    if (error instanceof HoldpointError && error.code === 'checkpoint_not_found') return { state: null };
    throw error;
  }
}

export function toStateView({
  config,
  parentConfig,
  createdAt,
  metadata,
  values,
  next,
  tasks,
}: StateSnapshot): StateView {
  return toWire({
    checkpointId: checkpointIdOf(config),
    parentId: checkpointIdOf(parentConfig),
    createdAt: createdAt ?? null,
    step: metadata?.step ?? null,
    source: metadata?.source ?? null,
    values,
    next: [...next],
    tasks: tasks.map(({ id, name, error, interrupts, state }) => ({
      id,
      name,
      error: error?.message ?? null,
      interrupts: interrupts.map((interrupt) => ({ id: interrupt.id ?? null, value: interrupt.value })),
      nested: state && 'tasks' in state ? toStateView(state) : null,
    })),
  });
}

export function checkpointIdOf(config: StateSnapshot['parentConfig']): string | null {
  return config?.configurable?.checkpoint_id ?? null;
}
