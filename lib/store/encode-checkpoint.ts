import { type CheckpointStep, type PendingWrite, writeIndex } from '#lib/engine';
import { checkSize } from '#lib/limits';
import type { EncodedValue } from './encode-values';
import type { Place } from './lease-fence';
import { encodeList, encodeValue } from './value-codec';

/** What a task wrote, in its order. */
export type TaskWrites = readonly [taskId: string, writes: readonly PendingWrite[]];

/** The rows of their table, column by column; `values` is one JSON text for all of them, in their order. */
export interface EncodedWrites {
  taskIds: string[];
  indexes: number[];
  channels: string[];
  values: string;
}

/** A checkpoint as it is stored, with the values that changed and what tasks wrote beside its parent, if that is not stored yet. */
export interface EncodedCheckpoint {
  ns: string;
  id: string;
  parentId: string | undefined;
  metadata: string;
  /** Without its values. */
  body: string;
  changed: EncodedValue[];
  writes: EncodedWrites;
}

/** Writes beside one checkpoint. */
export interface PlacedWrites extends Place {
  writes: EncodedWrites;
}

/** What a run has not stored yet: checkpoints, in their order and of one namespace, then writes beside the last one. */
export interface Unstored {
  checkpoints: readonly EncodedCheckpoint[];
  writes: readonly PlacedWrites[];
}

export const NOTHING: Unstored = { checkpoints: [], writes: [] };

/** The checkpoint that it follows, or stands beside. */
export function placeBefore({ checkpoints: [first], writes: [write] }: Unstored): Place | undefined {
  if (!first) return write;
  return first.parentId === undefined ? undefined : { ns: first.ns, checkpointId: first.parentId };
}

export function together(first: Unstored, second: Unstored): Unstored {
  return {
    checkpoints: [...first.checkpoints, ...second.checkpoints],
    writes: [...first.writes, ...second.writes],
  };
}

export function isNothing({ checkpoints, writes }: Unstored): boolean {
  return checkpoints.length === 0 && writes.length === 0;
}

/** @throws HoldpointError `unsupported_value`, `state_too_large` */
export function encodeCheckpoint(
  { checkpoint, metadata, writes }: Pick<CheckpointStep, 'checkpoint' | 'metadata' | 'writes'>,
  { ns, parentId, changed }: { ns: string; parentId: string | undefined; changed: EncodedValue[] },
): EncodedCheckpoint {
  const { channel_values: _, ...body } = checkpoint;
  checkSize('state', listOf(changed));
  return {
    ...{ ns, id: checkpoint.id, parentId, metadata: encodeValue(metadata), body: encodeValue(body), changed },
    writes: encodeWrites(parentId === undefined ? [] : writes),
  };
}

/** @throws as encodeCheckpoint */
export function encodeWrites(writes: readonly TaskWrites[]): EncodedWrites {
  const rows = writes.flatMap(([taskId, list]) =>
    list.map(([channel, value], position) => ({ taskId, channel, value, index: writeIndex(channel, position) })),
  );
  const values = encodeList(rows.map((row) => [row.channel, row.value]));
  checkSize('state', values);
  return {
    taskIds: rows.map((row) => row.taskId),
    indexes: rows.map((row) => row.index),
    channels: rows.map((row) => row.channel),
    values,
  };
}

/** One JSON list of values. */
export function listOf(values: readonly EncodedValue[]): string {
  return `[${values.map(({ text }) => text).join(',')}]`;
}

/** One JSON list of several. */
export function joinLists(lists: readonly string[]): string {
  const [first = '[]'] = lists;
  if (lists.length < 2) return first;
  return `[${lists.flatMap((list) => list.slice(1, -1) || []).join(',')}]`;
}
