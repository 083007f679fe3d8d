// How lists grow, for tests of savers: histories with branches in which some steps append to a list, and some do something else.
import fc from 'fast-check';
import { reducedValue } from './channel';
import { Overwrite } from './overwrite';
import type { BaseCheckpointSaver, RunnableConfig } from './types';

interface Item {
  id: number;
  text: string;
}
type List = Item[];

/** What a step makes of the list, and how it says so. */
const CHANGES: Record<string, Change> = {
  appends: { reduce: (list, added) => [...list, ...added] },
  'appends one': { reduce: (list, added) => list.concat(added), write: ([first]) => first },
  'appends nothing': { reduce: (list) => [...list], write: () => [] },
  'takes it as it is': { reduce: (list) => list },
  'pushes into it': { reduce: (list, added) => pushed(list, added) },
  'pushes, and copies it': { reduce: (list, added) => [...pushed(list, added)] },
  'changes it in its place': { reduce: (list, added) => spliced(list, added) },
  'replaces the first': { reduce: (list, added) => [...added, ...list.slice(1)] },
  'replaces the first, and appends': {
    reduce: (list, added) => [...added.slice(1), ...list.slice(1), ...added.slice(0, 1)],
  },
  'removes the last': { reduce: (list) => list.slice(0, -1), write: () => [] },
  'replaces it': { reduce: (list) => list, write: (added) => new Overwrite(added) },
};

interface Change {
  reduce: (list: List, added: List) => List;
  /** What is written for this to happen, if it is not a list of what is added. */
  write?: (added: List) => unknown;
}

function pushed(list: List, added: List): List {
  list.push(...added);
  return list;
}

function spliced(list: List, added: List): List {
  list.splice(0, 1, ...added);
  return list;
}

/** A step from a checkpoint that is there already, with the list as it was given to the saver or as the saver gives it. */
const step = fc.record({
  from: fc.nat(),
  isAtNewest: fc.boolean(),
  isRead: fc.boolean(),
  change: fc.oneof(
    { weight: 5, arbitrary: fc.constant('appends') },
    { weight: 5, arbitrary: fc.constantFrom(...Object.keys(CHANGES)) },
  ),
  added: fc.integer({ min: 2, max: 4 }),
});
export type GrowthStep = typeof step extends fc.Arbitrary<infer Step> ? Step : never;

export const growth: fc.Arbitrary<GrowthStep[]> = fc.array(step, { minLength: 1, maxLength: 25, size: 'max' });

export interface Kept {
  id: string;
  version: string;
  list: List;
  /** As the list was when it was put. */
  expected: string;
}

/** Carries the steps out. @returns for each checkpoint, those before them included, what its list has to be */
export async function grow(
  saver: BaseCheckpointSaver,
  { threadId, before = [] }: { threadId: string; before?: readonly Kept[] },
  steps: readonly GrowthStep[],
): Promise<Kept[]> {
  const kept = before.length > 0 ? [...before] : [await put(saver, threadId, { n: 0, list: makeItems(0, 12) })];
  for (const { from, isAtNewest, isRead, change, added } of steps) {
    const n = kept.length;
    const parent = kept[isAtNewest ? kept.length - 1 : from % kept.length] ?? kept[0];
    const how = CHANGES[change];
    if (!parent || !how) throw new Error('There is a checkpoint to begin with, and each change is known.');
    const list = isRead ? await readList(saver, configOf(threadId, parent.id)) : parent.list;
    const items = makeItems(n * 100, added);
    const channel = reducedValue((a, b) => how.reduce(a as List, ([] as List).concat(b as List))); // only lists are written
    const next = channel.update(list, [how.write?.(items) ?? items], 'list') as List; // as above
    kept.push(await put(saver, threadId, { n, list: next, parent }));
  }
  return kept;
}

export async function readList(saver: BaseCheckpointSaver, config: RunnableConfig): Promise<List> {
  return (await saver.getTuple(config))?.checkpoint.channel_values.list as List; // what `grow` puts
}

export function configOf(threadId: string, checkpointId: string | undefined): RunnableConfig {
  return {
    configurable: { thread_id: threadId, checkpoint_ns: '', ...(checkpointId && { checkpoint_id: checkpointId }) },
  };
}

/** Long enough for a database to keep the list in pieces. */
function makeItems(first: number, count: number): List {
  return Array.from({ length: count }, (_, i) => ({ id: first + i, text: `"${first + i}", [],[ ${'x'.repeat(80)}` }));
}

async function put(
  saver: BaseCheckpointSaver,
  threadId: string,
  { n, list, parent }: { n: number; list: List; parent?: Kept },
): Promise<Kept> {
  const id = `1f0c0000-0000-6${String(n).padStart(3, '0')}-8000-000000000000`;
  const version = `${String(Number.parseInt(parent?.version ?? '0', 10) + 1).padStart(12, '0')}.${n}`;
  const checkpoint = {
    v: 4,
    id,
    ts: '',
    channel_values: { list },
    channel_versions: { list: version },
    versions_seen: {},
  };
  await saver.put(
    configOf(threadId, parent?.id),
    checkpoint,
    { source: 'loop', step: n, parents: {} },
    { list: version },
  );
  return { id, version, list, expected: JSON.stringify(list) };
}
