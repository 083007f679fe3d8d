import { claimsOf } from './claims';
import type { CheckpointChange, Evidence, RunRow } from './evidence';

type Books = Pick<Evidence, 'runChanges' | 'checkpointChanges'>;

/**
 * The checkpoints whose values somebody may be told who waited for a run that is still there: the run's last one. A run without
 * any changed nothing, and the thread's values are its own: those it found, or newer ones, until the answer came.
 */
export function finalCheckpoints(run: Pick<RunRow, 'id' | 'threadId'>, toldAt: number, books: Books): string[] {
  const changes = books.checkpointChanges.filter(({ threadId }) => threadId === run.threadId);
  const own = changes.findLast(({ action, runId }) => action === 'INSERT' && runId === run.id);
  if (own) return [own.checkpointId];
  const since = lastTouched(run.id, books);
  const newer = changes.filter(({ action, at }) => action === 'INSERT' && at > since && at <= toldAt);
  return [headAt(since, changes) ?? [], newer.map(({ checkpointId }) => checkpointId)].flat();
}

/** When its last worker took it; of one that nobody took, when it ended. */
export function lastTouched(id: string, books: Pick<Evidence, 'runChanges'>): number {
  const claim = claimsOf(books).findLast(({ runId }) => runId === id);
  const ended = books.runChanges.findLast(({ runId }) => runId === id);
  return claim?.from ?? ended?.at ?? 0;
}

/** A thread's newest checkpoint at that time, from the changes of that thread. */
export function headAt(time: number, changes: readonly CheckpointChange[]): string | undefined {
  const until = changes.filter(({ at }) => at <= time);
  const deleted = new Set(until.flatMap(({ action, checkpointId }) => (action === 'DELETE' ? [checkpointId] : [])));
  return until.findLast(({ action, checkpointId }) => action === 'INSERT' && !deleted.has(checkpointId))?.checkpointId;
}
