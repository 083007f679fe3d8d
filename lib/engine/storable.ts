// What no checkpoint keeps may be anything: a connection, a function. It is left out before a saver sees it.
import { NO_WRITES, START, TASKS } from './constants';
import { indexOf } from './graph-index';
import type { GraphSpec } from './graph-spec';
import { isSend } from './send';
import type { PendingWrite } from './types';

/** Of a task's writes what is stored beside the checkpoint: something, so that the task counts as finished. */
export function storableWrites(graph: GraphSpec, writes: readonly PendingWrite[]): readonly PendingWrite[] {
  const { untracked } = indexOf(graph);
  if (untracked.size === 0) return writes;
  const kept = writes.filter(([channel]) => !untracked.has(channel));
  if (kept.length === 0) return [[NO_WRITES, null]];
  return kept.map(
    ([channel, value]): PendingWrite => [channel, channel === TASKS ? storableSend(untracked, value) : value],
  );
}

/** Of the values of a checkpoint; its tasks are made of the input and the Sends among them. */
export function storableValues(graph: GraphSpec, values: Record<string, unknown>): Record<string, unknown> {
  const { untracked } = indexOf(graph);
  if (untracked.size === 0) return values;
  const { [START]: input, [TASKS]: sends } = values;
  return {
    ...values,
    ...(START in values && { [START]: withoutUntracked(untracked, input) }),
    ...(Array.isArray(sends) && { [TASKS]: sends.map((send: unknown) => storableSend(untracked, send)) }),
  };
}

function storableSend(untracked: ReadonlySet<string>, send: unknown): unknown {
  return isSend(send) ? { ...send, args: withoutUntracked(untracked, send.args) } : send;
}

function withoutUntracked(untracked: ReadonlySet<string>, values: unknown): unknown {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return values;
  return Object.fromEntries(Object.entries(values).filter(([key]) => !untracked.has(key)));
}
