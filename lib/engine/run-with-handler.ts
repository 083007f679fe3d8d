import { ERROR, NAMESPACE_END, NAMESPACE_SEPARATOR, PUSH } from './constants';
import { NodeError } from './errors';
import type { ExecuteContext } from './execute-context';
import { executeTask, type Outcome } from './execute-task';
import { NO_WAYS, type NodeFunction } from './graph-spec';
import { namespacePath } from './namespace';
import type { PlannedTask } from './plan-tasks';
import { nameBasedId } from './ports';
import { reviveError, serializeError } from './serialize-error';
import { emit } from './sink';
import { taskStartChunk } from './stream-chunks';
import type { SerializedError } from './types';
import { writesOfTask } from './writes-of-task';

type Handler = NonNullable<PlannedTask['node']['errorHandler']>;

/**
 * Runs a task whose node has an error handler, which takes over when the node has failed for good. What it is to handle is
 * stored before it begins: after a question of its own, or a crash, the handler runs again and the node does not.
 */
export async function runWithHandler(task: PlannedTask, handler: Handler, context: ExecuteContext): Promise<Outcome> {
  const own = planHandler(task, context);
  const known = storedError(own.id, context);
  let error = known && reviveError(known);
  if (!error) {
    const outcome = await executeTask(task, context);
    if (outcome.kind !== 'failed' || outcome.rejectedId !== undefined) return outcome;
    error = outcome.error;
    await context.save([own.id, [[ERROR, serializeError(error)]]]);
  }
  const failure = new NodeError(task.name, error);
  const run: NodeFunction = (input, config) => handler(input, failure, config);
  const handling = { ...own, node: { ...own.node, run } };
  const at = { mode: 'tasks', ns: namespacePath(context.scope.ns), step: context.step } as const;
  emit(context.scope.sinks, at, () => taskStartChunk(handling));
  const outcome = await executeTask(handling, context);
  return outcome.kind === 'done' ? { ...outcome, handledBy: handling } : outcome;
}

/** The task of the handler: as patient as the node, but on ways of its own. */
function planHandler(task: PlannedTask, { parents, scope }: ExecuteContext): PlannedTask {
  const at = { ns: scope.ns, checkpointId: parents[scope.ns] ?? '' };
  const { name, id } = handlerOf(task, at.checkpointId);
  const { retryPolicies, timeout, metadata } = task.node;
  return {
    id,
    name,
    path: task.path,
    triggers: [PUSH],
    input: task.input,
    handles: task.id,
    ns: handlerNamespace(task, at),
    node: {
      ...NO_WAYS,
      name,
      run: () => undefined,
      triggers: [],
      retryPolicies,
      ...(timeout && { timeout }),
      ...(metadata && { metadata }),
    },
  };
}

function handlerOf(task: PlannedTask, checkpointId: string): { name: string; id: string } {
  const name = `__error_handler__${task.name}`;
  return { name, id: nameBasedId(checkpointId, JSON.stringify([task.id, name])) };
}

/** Where the handler of a task asks, in graph `ns`. For people it is the node that does. */
export function handlerNamespace(
  task: PlannedTask,
  { ns, checkpointId }: { ns: string; checkpointId: string },
): string {
  const graphNs = ns === '' ? '' : `${ns}${NAMESPACE_SEPARATOR}`;
  return `${graphNs}${task.name}${NAMESPACE_END}${handlerOf(task, checkpointId).id}`;
}

function storedError(taskId: string, { pendingWrites }: ExecuteContext): SerializedError | undefined {
  const stored = writesOfTask(pendingWrites, taskId).findLast(([, channel]) => channel === ERROR);
  return stored?.[2] as SerializedError | undefined; // only the engine writes this channel
}
