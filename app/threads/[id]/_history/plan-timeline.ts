import type { HistoryItem } from '#lib/review/get-history';

export interface TimelineStep {
  item: HistoryItem;
  /** Work that was done before it. */
  startMs: number;
  /** How long nothing ran before it began. */
  waitedMs: number;
  tookMs: number;
}

/** The supersteps in the order in which they ran, and how much work they were. `items`: of one branch, the newest first. */
export function planTimeline(items: HistoryItem[]): { steps: TimelineStep[]; totalMs: number } {
  const steps: TimelineStep[] = [];
  let totalMs = 0;
  let endedAt: number | null = null;
  for (const item of items.toReversed()) {
    const { tookMs, createdAt } = item;
    const end: number = createdAt === null ? Number.NaN : Date.parse(createdAt);
    if (tookMs !== null && !item.nodes.includes('__start__')) {
      const waitedMs = endedAt === null ? 0 : Math.max(0, end - tookMs - endedAt);
      steps.push({ item, startMs: totalMs, waitedMs, tookMs });
      totalMs += tookMs;
    }
    endedAt = end;
  }
  return { steps, totalMs };
}
