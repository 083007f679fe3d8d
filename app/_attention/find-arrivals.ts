import type { WaitingQuestion } from '#lib/review/get-waiting';

/** Up to where a tab has seen what waits. */
export interface Seen {
  /** ISO 8601, of the newest question. */
  until: string;
  /** Those of that very moment. */
  ids: string[];
}

export function seenOf(newest: WaitingQuestion[], before?: Seen): Seen {
  const until = newest[0] && newest[0].createdAt > (before?.until ?? '') ? newest[0].createdAt : (before?.until ?? '');
  const now = newest.filter(({ createdAt }) => createdAt === until).map(({ id }) => id);
  return { until, ids: before?.until === until ? [...new Set([...before.ids, ...now])] : now };
}

/** Questions that were asked since. One that waits again, because an answer was taken back, is not new. */
export function findArrivals(newest: WaitingQuestion[], seen: Seen): WaitingQuestion[] {
  return newest.filter(
    ({ id, createdAt }) => createdAt > seen.until || (createdAt === seen.until && !seen.ids.includes(id)),
  );
}
