import type { InboxItem } from '#lib/review/read-inbox-items';

/** The first question that nobody else answers or has decided; null when there is none. */
export function nextInQueue(
  items: InboxItem[],
  { reviewer, now }: { reviewer: string | null; now: number },
): InboxItem | null {
  const isFree = ({ claim, decidingBy }: InboxItem) =>
    decidingBy === null && (claim === null || claim.by === reviewer || Date.parse(claim.until) <= now);
  return items.find(isFree) ?? null;
}
