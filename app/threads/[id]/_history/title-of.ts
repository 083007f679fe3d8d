import type { HistoryItem } from '#lib/review/get-history';
import { nodeLabel } from '#lib/review/outline-graph';

const sources: Record<string, string> = { input: 'input', loop: 'step', update: 'edit of the state', fork: 'fork' };

/** What made a checkpoint: its nodes, or where it came from. */
export function madeBy({ nodes, source }: Pick<HistoryItem, 'nodes' | 'source'>): string {
  return nodes.length > 0 ? nodes.map(nodeLabel).join(', ') : (sources[source ?? ''] ?? 'checkpoint');
}

/** A checkpoint in one line, for a list to choose from. */
export function titleOf(item: HistoryItem, isHead: boolean): string {
  const branch = item.branch > 0 ? ` · branch ${item.branch + 1}` : '';
  return `${item.step ?? '?'} ${madeBy(item)}${branch}${isHead ? ' (head)' : ''}`;
}
