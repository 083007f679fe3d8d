import { type CheckpointTuple, REMOVE_ALL_MESSAGES, START } from '#lib/engine';
import type { ServedGraph } from '../graph-registry';
import { isRecord } from '../is-record';
import { messageFacts } from './message-facts';
import { type MissingToolMessage, missingToolMessages, withToolMessages } from './missing-tool-messages';

/** Under such task ids a checkpoint keeps what commands wrote; the next run applies it before its input. */
const COMMAND_TASK = '00000000-0000-0000-0000-';

const REMOVE_ALL = { type: 'remove', id: REMOVE_ALL_MESSAGES, content: '' };

export interface InputRepair {
  input: unknown;
  /** Keys of the state with unanswered calls that this input cannot repair: they stay as they are. */
  failedKeys: string[];
}

/**
 * An input that answers the tool calls left open in the state it will be applied to: each key that holds messages gets what
 * is missing before its own. So a repair is stored together with the input, or not at all. The state's own reducer is asked
 * first what it would make of it; where that is not the list wanted, the key is left alone.
 */
export function repairInput(input: unknown, graph: ServedGraph, tuple: CheckpointTuple): InputRepair {
  if (!isRecord(input) || isAhead(tuple)) return { input, failedKeys: [] };
  const { channel_values: values } = tuple.checkpoint;
  const repairs = Object.keys(values).map((key) => repairKey(key, values[key], { input, graph }));
  const writes = repairs.flatMap(({ key, write }) => (Array.isArray(write) ? [[key, write]] : []));
  return {
    input: writes.length > 0 ? { ...input, ...Object.fromEntries(writes) } : input,
    failedKeys: repairs.flatMap(({ key, write }) => (write === 'impossible' ? [key] : [])),
  };
}

/** Whether something is still to be applied before an input; the next one finds it in its place. */
function isAhead({ checkpoint, pendingWrites = [] }: CheckpointTuple): boolean {
  return START in checkpoint.channel_values || pendingWrites.some(([taskId]) => taskId.startsWith(COMMAND_TASK));
}

function repairKey(
  key: string,
  messages: unknown,
  { input, graph }: { input: Record<string, unknown>; graph: ServedGraph },
): { key: string; write: unknown[] | 'none' | 'impossible' } {
  const candidates = missingToolMessages(messages);
  if (candidates.length === 0 || !Array.isArray(messages)) return { key, write: 'none' };
  const given = input[key];
  const preview = (write: unknown) => previewOf(graph, key, { value: messages, write });
  const missing = stillMissing(candidates, messages, given === undefined ? messages : preview(given));
  if (missing.length === 0) return { key, write: 'none' };
  const write = findWrite(messages, missing, preview);
  return { key, write: write ? [...write, ...asList(given)] : 'impossible' };
}

/** Undefined when the graph does not take it; a reducer of an author's own may also throw. */
function previewOf(graph: ServedGraph, key: string, change: { value: unknown; write: unknown }): unknown {
  try {
    return graph.previewInput?.(key, change);
  } catch {
    return undefined;
  }
}

/** A client may answer a call itself, or take back the message that asked. */
function stillMissing(candidates: MissingToolMessage[], before: unknown[], after: unknown): MissingToolMessage[] {
  const keyOf = (messages: unknown, { askedAt, message }: MissingToolMessage) =>
    JSON.stringify([Array.isArray(messages) && messageFacts(messages[askedAt])?.id, message.tool_call_id]);
  const open = new Set(missingToolMessages(after).map((missing) => keyOf(after, missing)));
  return candidates.filter((missing) => open.has(keyOf(before, missing)));
}

/** What to write so that each missing message stands in its place: at the end if that is it, else all messages anew. */
function findWrite(
  messages: unknown[],
  missing: MissingToolMessage[],
  preview: (write: unknown) => unknown,
): unknown[] | undefined {
  const goal = withToolMessages(messages, missing);
  const writes = [missing.map(({ message }) => message), [REMOVE_ALL, ...goal]];
  return writes.find((write) => isSameList(preview(write), goal));
}

function isSameList(list: unknown, goal: unknown[]): boolean {
  return Array.isArray(list) && JSON.stringify(list.map(identityOf)) === JSON.stringify(goal.map(identityOf));
}

function identityOf(message: unknown): unknown {
  const facts = messageFacts(message);
  return facts && [facts.type, facts.id, facts.toolCallId, facts.toolCalls.map(({ id }) => id)];
}

function asList(given: unknown): unknown[] {
  if (given === undefined || given === null) return [];
  return Array.isArray(given) ? given : [given];
}
