// What a thread's history says about its branches. Works on the snapshots that `getStateHistory` yields, and asks nobody.
import { GraphValueError } from './errors';
import { isSameData } from './same-data';
import type { StateSnapshot, StateValues } from './types';

/** A line of checkpoints up to one that no other follows. */
export interface Branch<Values = StateValues> {
  readonly headId: string;
  /** The checkpoint of another branch that this one goes on from. */
  readonly forkedFrom?: string;
  /** The checkpoints of this branch alone, the newest first. */
  readonly checkpoints: readonly StateSnapshot<Values>[];
}

export interface Comparison<Values = StateValues> {
  /** The newest checkpoint that both sides go back to, if the history has one. */
  readonly ancestor?: StateSnapshot<Values>;
  readonly left: Side<Values>;
  readonly right: Side<Values>;
}

export interface Side<Values = StateValues> {
  /** The checkpoints since the ancestor, the oldest first. */
  readonly checkpoints: readonly StateSnapshot<Values>[];
  /** What is not as it was at the ancestor, by state key. */
  readonly changes: Readonly<Record<string, Change>>;
}

/** A key that is missing on one side has no value there. */
export interface Change {
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The branches of a history, that with the newest checkpoint first. Each checkpoint is on one of them. */
export function listBranches<Values>(history: Iterable<StateSnapshot<Values>>): Branch<Values>[] {
  const byId = indexHistory(history);
  const followed = new Set([...byId.values()].map(parentIdOf));
  const taken = new Set<string>();
  const heads = [...byId.keys()].filter((id) => !followed.has(id)).sort(newestFirst);
  return heads.map((headId) => {
    const line = lineOf(byId, headId);
    const own = line.filter((snapshot) => !taken.has(idOf(snapshot)));
    for (const snapshot of own) taken.add(idOf(snapshot));
    const fork = line[own.length];
    return { headId, checkpoints: own, ...(fork && { forkedFrom: idOf(fork) }) };
  });
}

/**
 * What two checkpoints have in common, and what each has changed since.
 * @throws GraphValueError `CHECKPOINT_NOT_FOUND` when the history has no such checkpoint
 */
export function compareBranches<Values>(
  history: Iterable<StateSnapshot<Values>>,
  leftId: string,
  rightId: string,
): Comparison<Values> {
  const byId = indexHistory(history);
  for (const id of [leftId, rightId]) if (!byId.has(id)) throw notFound(id);
  const [left, right] = [lineOf(byId, leftId), lineOf(byId, rightId)];
  const shared = new Set(right.map(idOf));
  const ancestor = left.find((snapshot) => shared.has(idOf(snapshot)));
  return { ...(ancestor && { ancestor }), left: sideOf(left, ancestor), right: sideOf(right, ancestor) };
}

function sideOf<Values>(line: StateSnapshot<Values>[], ancestor: StateSnapshot<Values> | undefined): Side<Values> {
  const end = ancestor ? line.indexOf(ancestor) : line.length;
  const [head] = line;
  return {
    checkpoints: line.slice(0, end).reverse(),
    changes: changesOf(valuesOf(ancestor), valuesOf(head)),
  };
}

function changesOf(before: StateValues, after: StateValues): Record<string, Change> {
  const changes: Record<string, Change> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [Object.hasOwn(before, key), Object.hasOwn(after, key)];
    if (was === is && isSameData(before[key], after[key])) continue;
    changes[key] = { ...(was && { before: before[key] }), ...(is && { after: after[key] }) };
  }
  return changes;
}

function indexHistory<Values>(history: Iterable<StateSnapshot<Values>>): Map<string, StateSnapshot<Values>> {
  return new Map([...history].map((snapshot) => [idOf(snapshot), snapshot]));
}

/** A checkpoint and all it goes back to, the newest first. */
function lineOf<Values>(byId: ReadonlyMap<string, StateSnapshot<Values>>, id: string): StateSnapshot<Values>[] {
  const line: StateSnapshot<Values>[] = [];
  for (let at = byId.get(id); at; at = byId.get(parentIdOf(at) ?? '')) line.push(at);
  return line;
}

function idOf({ config }: StateSnapshot<unknown>): string {
  return config.configurable?.checkpoint_id ?? '';
}

function parentIdOf({ parentConfig }: StateSnapshot<unknown>): string | undefined {
  return parentConfig?.configurable?.checkpoint_id;
}

function valuesOf(snapshot: StateSnapshot<unknown> | undefined): StateValues {
  const values = snapshot?.values;
  return typeof values === 'object' && values !== null ? { ...values } : {};
}

function newestFirst(a: string, b: string): number {
  return a > b ? -1 : 1;
}

function notFound(id: string): GraphValueError {
  return new GraphValueError('CHECKPOINT_NOT_FOUND', `The history has no checkpoint ${id}; list all of the thread.`);
}
