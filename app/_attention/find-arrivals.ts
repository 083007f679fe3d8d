import type { Arrival } from '#lib/review/get-waiting';
import { MOST_TOLD } from '#lib/review/many';

/** What a tab knows of what has come. */
export interface Seen {
  /** ISO 8601: what came before is not new, whenever it is heard of. */
  since: string;
  /** What came from then on. */
  keys: ReadonlySet<string>;
}

/** How long before something newer a thing can have come and not be told yet: its transaction was still under way. */
const LATE_MS = 60_000;

/** Begins with the moment. A question that comes again, by another way, comes at another one. */
const keyOf = ({ at, id }: Arrival): string => `${at} ${id}`;

export function seenOf(newest: Arrival[], before?: Seen): Seen {
  const since = [before?.since ?? '', lateOf(newest), beyondOf(newest)].toSorted().at(-1) ?? '';
  const keys = [...(before?.keys ?? []), ...newest.map(keyOf)].filter((key) => key >= since);
  return { since, keys: new Set(keys) };
}

function lateOf([first]: Arrival[]): string {
  return first ? new Date(Date.parse(first.at) - LATE_MS).toISOString() : '';
}

/** A list that is full does not say what came before its last. */
function beyondOf(newest: Arrival[]): string {
  return newest[MOST_TOLD - 1]?.at ?? '';
}

/** What has come since. What waits again, because an answer was taken back, is not new. */
export function findArrivals(newest: Arrival[], seen: Seen): Arrival[] {
  return newest.filter((arrival) => arrival.at >= seen.since && !seen.keys.has(keyOf(arrival)));
}
