import { create, type Delta } from 'jsondiffpatch';
import { parseMessage } from './parse-message';

export type ChangeKind = 'added' | 'changed' | 'removed' | 'moved';

/** One place in the state that differs between a checkpoint and its parent. */
export interface StateChange {
  /** Keys and list positions from the root of the state. */
  path: (string | number)[];
  kind: ChangeKind;
  before?: unknown;
  after?: unknown;
}

const differ = create({ objectHash: identity, cloneDiffValues: false });

/** Items of a list are the same item when they carry the same id, else when they are at the same place. */
function identity(item: object, index?: number): string {
  return 'id' in item && typeof item.id === 'string' ? `id:${item.id}` : `at:${index ?? 0}`;
}

/**
 * What a checkpoint changed against its parent, as a flat list in the order of the state's keys. A list that appears or
 * goes as a whole is listed item by item when its items are messages, because each of them is news of its own.
 */
export function summarizeChange(before: unknown, after: unknown): StateChange[] {
  return flatten(differ.diff(before ?? {}, after ?? {}), []).flatMap(splitMessages);
}

function flatten(delta: Delta, path: (string | number)[]): StateChange[] {
  if (delta === undefined) return [];
  if (Array.isArray(delta)) return [leaf(delta, path)];
  const isList = '_t' in delta;
  return Object.entries(delta)
    .filter(([key]) => !(isList && key === '_t'))
    .sort(([a], [b]) =>
      isList ? position(a) - position(b) || Number(b.startsWith('_')) - Number(a.startsWith('_')) : 0,
    )
    .flatMap(([key, child]) => flatten(child, [...path, isList ? position(key) : key]));
}

/** jsondiffpatch writes `_3` for place 3 of the old list and `3` for place 3 of the new one. */
function position(key: string): number {
  return Number(key.replace('_', ''));
}

function leaf(delta: unknown[], path: (string | number)[]): StateChange {
  if (delta.length === 1) return { path, kind: 'added', after: delta[0] };
  if (delta.length === 2) return { path, kind: 'changed', before: delta[0], after: delta[1] };
  if (delta[2] === 3) return { path, kind: 'moved', after: delta[1] };
  return { path, kind: 'removed', before: delta[0] };
}

function splitMessages(change: StateChange): StateChange[] {
  if (change.kind !== 'added' && change.kind !== 'removed') return [change];
  const list = change.kind === 'added' ? change.after : change.before;
  if (!Array.isArray(list) || list.length === 0 || !list.every((item) => parseMessage(item) !== null)) return [change];
  const side = change.kind === 'added' ? 'after' : 'before';
  return list.map((item, index) => ({ path: [...change.path, index], kind: change.kind, [side]: item }));
}
