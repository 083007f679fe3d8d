import type { History, HistoryItem } from '#lib/review/get-history';

/** The line of a branch: its own checkpoints and those it goes back to, the newest first. Null: those of all branches. */
export function branchItems(
  { items, branches }: Pick<History, 'items' | 'branches'>,
  branch: number | null,
): HistoryItem[] {
  if (branch === null) return items;
  const byId = new Map(items.map((item) => [item.checkpointId, item]));
  const line: HistoryItem[] = [];
  for (let at = byId.get(branches[branch]?.headId ?? ''); at; at = byId.get(at.parentId ?? '')) line.push(at);
  return line;
}
