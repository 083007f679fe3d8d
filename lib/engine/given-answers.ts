import type { RecordedAnswer } from './command-writes';
import { isWithin, keptNamespace, namespacePath } from './namespace';
import type { PlannedTask } from './plan-tasks';
import { handlerNamespace } from './run-with-handler';
import type { GivenAnswer } from './types';

/** Of the answers given at a checkpoint, those to a task that follows from it, and to all that it called. */
export function answersTo(
  task: PlannedTask,
  recorded: readonly RecordedAnswer[],
  at: { ns: string; checkpointId: string },
): GivenAnswer[] {
  if (recorded.length === 0) return [];
  const places = placesOf(task, at).map(namespacePath);
  const own = recorded.filter(({ ns }) => places.some((place) => isWithin(ns, place)));
  return own.map(({ ns: _, ...given }) => given);
}

/** Where whatever belongs to the task asks. */
function placesOf(task: PlannedTask, at: { ns: string; checkpointId: string }): string[] {
  const { subgraph, errorHandler } = task.node;
  const own = subgraph?.checkpointer === true ? keptNamespace(task.ns) : task.ns;
  return errorHandler ? [own, handlerNamespace(task, at)] : [own];
}
