import { ambient } from './ambient';
import { toMessage } from './coerce-message';
import { TAG_NOSTREAM } from './constants';
import type { ExecuteContext } from './execute-context';
import { isHeldList } from './held-list';
import { peek } from './held-value';
import { isMessage, type Message } from './message';
import { hasMessage } from './message-index';
import { namespacePath } from './namespace';
import { taskMetadata } from './node-config';
import type { PlannedTask } from './plan-tasks';
import { emit, isWanted } from './sink';
import { currentTask, type TaskContext, taskOf } from './task-context';
import type { PendingWrite, RunnableConfig } from './types';

/**
 * Streams a message, or a chunk of one, from inside a node in mode `messages`. Chunks of one message share an id; what the
 * node returns under that id is not streamed once more.
 */
export function pushMessage(message: unknown, config?: RunnableConfig, metadata?: Record<string, unknown>): void {
  const task = taskOf(config) ?? currentTask();
  if (!task || config?.tags?.includes(TAG_NOSTREAM)) return;
  streamMessage(task, message, { ...ambient.getStore()?.metadata, ...metadata });
}

/** The same for a task that is known. */
export function streamMessage(task: TaskContext, message: unknown, metadata: Record<string, unknown>): void {
  if (!task.isLive || task.cancellation.isAborted) return;
  task.limit.progress();
  const at = { mode: 'messages', ns: namespacePath(task.graphNs), step: task.step } as const;
  emit(task.sinks, at, () => [
    isMessage(message) ? message : toMessage(message),
    { ...messageMetadata(task), ...metadata },
  ]);
}

/** Streams the messages a task returned, but not those it was given; a consumer leaves out the ones it has seen. */
export function emitMessages(context: ExecuteContext, task: PlannedTask, writes: readonly PendingWrite[]): void {
  const { scope, step } = context;
  const at = { mode: 'messages', ns: namespacePath(scope.ns), step } as const;
  if (!isWanted(scope.sinks, at)) return;
  const written = writes.flatMap(([, value]) => messagesIn([value].flat()));
  if (written.length === 0) return;
  const isGiven = isAmong(task.input);
  const metadata = taskMetadata(task, context);
  for (const message of written) {
    if (isGiven(message)) continue;
    emit(scope.sinks, at, () => [message, metadata]);
  }
}

function messageMetadata({ planned, superstep }: TaskContext): Record<string, unknown> {
  const { tags } = superstep.scope.config;
  return { ...taskMetadata(planned, superstep), ...(tags && tags.length > 0 && { tags }) };
}

/** Whether a message is among a list, or among the values of a state. */
function isAmong(input: unknown): (message: Message) => boolean {
  const lists: unknown[] = isValues(input) ? Object.keys(input).map((key) => peek(input, key)) : [input];
  const long = lists.filter(isHeldList);
  const ids = new Set(lists.flatMap((list) => (isHeldList(list) ? [] : messagesIn(list))).map(({ id }) => id));
  return ({ id }) => ids.has(id) || long.some((list) => hasMessage(list, id));
}

function isValues(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

/** The messages among a list. */
function messagesIn(value: unknown): Message[] {
  return Array.isArray(value) ? value.filter(isMessage) : [];
}
