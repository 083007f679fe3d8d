import type { BulkGroup } from './group-bulk';

export interface OfferedDecision {
  key: string;
  label: string;
  /** How many questions can be given it. */
  count: number;
}

/** What some questions can be answered with, each with how many of them; what most can be given comes first. */
export function offeredDecisions(groups: BulkGroup[]): OfferedDecision[] {
  const offered = new Map<string, OfferedDecision>();
  for (const { decisions, ids } of groups) {
    for (const { key, label } of decisions) {
      const before = offered.get(key);
      offered.set(key, { key, label: before?.label ?? label, count: (before?.count ?? 0) + ids.length });
    }
  }
  return [...offered.values()].sort((a, b) => b.count - a.count);
}
