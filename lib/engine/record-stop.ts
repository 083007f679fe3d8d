import { ERROR } from './constants';
import type { GraphLoop } from './graph-loop';
import { serializeError } from './serialize-error';
import { isFinished } from './task-state';
import type { BaseCheckpointSaver, SerializedError } from './types';

/**
 * Notes with every task that a stopped run leaves unfinished that it was stopped, and why. The run ends as it would without:
 * a note that cannot be stored is no reason to tell its caller something else.
 */
export async function recordStop(loop: GraphLoop, saver: BaseCheckpointSaver, reason: unknown): Promise<void> {
  if (!loop.state.exists) return;
  const stopped = loop.taskStates(loop.plan()).filter((each) => !isFinished(each) && !each.isWaiting);
  const config = loop.configOf(loop.state.checkpointId);
  for (const { task } of stopped) {
    if (loop.ended.has(task.id)) continue;
    await saver.putWrites(config, [[ERROR, stopError(task.name, reason)]], task.id).catch(ignore);
  }
}

/** What a task shows that was not allowed to end. */
export function stopError(name: string, reason: unknown): SerializedError {
  const message = `Node "${name}" was stopped before it was done.`;
  return { name: 'AbortError', message, cause: serializeError(reason) };
}

function ignore(): void {}
