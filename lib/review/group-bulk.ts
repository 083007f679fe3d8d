import type { OnePressDecision } from './one-press-decisions';
import type { BulkItem } from './preview-bulk';

/** Questions that are asked by the same node and can be answered with the same. */
export interface BulkGroup {
  graphId: string;
  node: string;
  decisions: OnePressDecision[];
  /** Whether somebody else answers them now, or shall. */
  isOthers: boolean;
  ids: string[];
}

/** In the order of the first question of each. */
export function groupBulk(items: BulkItem[]): BulkGroup[] {
  const groups = new Map<string, BulkGroup>();
  for (const { id, graphId, node, decisions, othersBy } of items) {
    const isOthers = othersBy !== null;
    const key = JSON.stringify([graphId, node, isOthers, decisions]);
    const group = groups.get(key) ?? { graphId, node, decisions, isOthers, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}
