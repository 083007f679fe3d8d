import type { CheckpointPendingWrite } from './types';

type Stored = readonly CheckpointPendingWrite[];

/** From how many on an index costs less than it saves. */
const MANY = 16;

const indexes = new WeakMap<Stored, ReadonlyMap<string, Stored>>();

/** Of the writes beside a checkpoint, which are never changed, those of one task: found, not searched for. */
export function writesOfTask(pendingWrites: Stored, taskId: string): Stored {
  if (pendingWrites.length === 0) return pendingWrites;
  if (pendingWrites.length < MANY) return pendingWrites.filter(([id]) => id === taskId);
  const index = indexes.get(pendingWrites) ?? makeIndex(pendingWrites);
  return index.get(taskId) ?? [];
}

function makeIndex(pendingWrites: Stored): ReadonlyMap<string, Stored> {
  const index = new Map<string, CheckpointPendingWrite[]>();
  for (const write of pendingWrites) {
    const own = index.get(write[0]);
    if (own) own.push(write);
    else index.set(write[0], [write]);
  }
  indexes.set(pendingWrites, index);
  return index;
}
