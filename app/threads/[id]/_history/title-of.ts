import { c, t } from '#lib/language/gettext';
import type { HistoryItem } from '#lib/review/get-history';
import { nodeLabel } from '#lib/review/outline-graph';

/** What made a checkpoint: its nodes, or where it came from. */
export function madeBy({ nodes, source }: Pick<HistoryItem, 'nodes' | 'source'>): string {
  return nodes.length > 0 ? nodes.map(nodeLabel).join(', ') : sourceLabel(source);
}

/** A checkpoint in one line, for a list to choose from. */
export function titleOf(item: HistoryItem, isHead: boolean): string {
  const branch = item.branch > 0 ? ` · ${branchLabel(item)}` : '';
  const title = `${item.step ?? '?'} ${madeBy(item)}${branch}`;
  return isHead ? t`${title} (head)` : title;
}

/** Its number, counted from one. */
export function branchLabel({ branch }: Pick<HistoryItem, 'branch'>): string {
  const number = branch + 1;
  return t`branch ${number}`;
}

function sourceLabel(source: string | null): string {
  const labels: Record<string, string> = {
    input: c('the source of a checkpoint').t`input`,
    loop: c('the source of a checkpoint').t`step`,
    update: c('the source of a checkpoint').t`edit of the state`,
    fork: c('the source of a checkpoint').t`fork`,
  };
  return labels[source ?? ''] ?? t`checkpoint`;
}
