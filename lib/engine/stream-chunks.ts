import { METADATA } from './constants';
import type { GraphSpec } from './graph-spec';
import type { PlannedTask } from './plan-tasks';
import type { Interrupt, PendingWrite, SerializedError } from './types';

/** The `updates` chunk of a task: what it changed, a list when it wrote a key more than once. */
export function updatesChunk(
  graph: GraphSpec,
  task: PlannedTask,
  writes: readonly PendingWrite[],
): Record<string, unknown> {
  const [update] = otherUpdate(graph, writes) ?? [Object.fromEntries(outputWrites(graph, writes))];
  return { [task.name]: update };
}

/** What the chunk has where that is not the task's result, in a list: one value, or all that it wrote. */
export function otherUpdate(graph: GraphSpec, writes: readonly PendingWrite[]): [update: unknown] | undefined {
  const changes = outputWrites(graph, writes);
  if (graph.isSingleValued) return [changes[0]?.[1]];
  const isRepeated = new Set(changes.map(([key]) => key)).size < changes.length;
  return isRepeated ? [changes.map(([key, value]) => ({ [key]: value }))] : undefined;
}

/** Of a task that finished in an earlier run of the same superstep. */
export function cachedUpdatesChunk(
  graph: GraphSpec,
  task: PlannedTask,
  writes: readonly PendingWrite[],
): Record<string, unknown> {
  return { ...updatesChunk(graph, task, writes), [METADATA]: { cached: true } };
}

export function taskStartChunk(task: PlannedTask): Record<string, unknown> {
  const { id, name, input, triggers, node } = task;
  return {
    id,
    name,
    input,
    triggers: [...triggers],
    interrupts: [],
    ...(node.metadata && { metadata: node.metadata }),
  };
}

interface TaskResult {
  result?: Record<string, unknown>;
  interrupts?: readonly Interrupt[];
  error?: SerializedError;
}

export function taskResultChunk(task: PlannedTask, outcome: TaskResult): Record<string, unknown> {
  const { result = {}, interrupts = [], error } = outcome;
  return { id: task.id, name: task.name, result, interrupts: [...interrupts], ...(error && { error }) };
}

/** What a task wrote to the state, as one object; the values of a key that it wrote more than once are told apart from a list by `$writes`. */
export function taskResult(graph: GraphSpec, writes: readonly PendingWrite[]): Record<string, unknown> {
  const changes = outputWrites(graph, writes);
  const result: Record<string, unknown> = {};
  for (const [key] of changes) {
    const values = changes.filter(([other]) => other === key).map(([, value]) => value);
    result[key] = values.length === 1 ? values[0] : { $writes: values };
  }
  return result;
}

function outputWrites(graph: GraphSpec, writes: readonly PendingWrite[]): PendingWrite[] {
  return writes.filter(([key]) => graph.stateKeys.includes(key));
}
