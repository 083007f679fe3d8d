import { Select } from '#app/_ui/input';
import { Segmented } from '#app/_ui/segmented';
import type { History } from '#lib/review/get-history';
import { shortId } from '#lib/review/short-id';

export type HistoryShow = 'list' | 'timeline';

export interface HistoryFiltersProps {
  history: History;
  show: HistoryShow;
  onShowChange: (show: HistoryShow) => void;
  /** Namespace of the nested graph; null: the thread's own. */
  level: string | null;
  onLevelChange: (level: string | null) => void;
  /** Null: all of them. */
  branch: number | null;
  onBranchChange: (branch: number | null) => void;
  oldestFirst: boolean;
  onOrderChange: (oldestFirst: boolean) => void;
}

export function HistoryFilters(props: HistoryFiltersProps) {
  const { history, show, level, branch, oldestFirst } = props;
  const { items, isCut, branches, levels } = history;
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-2.5 md:px-6">
      <p className="mr-auto text-sm text-ink-faint">
        {isCut ? `The newest ${items.length}` : items.length} checkpoints
      </p>
      {levels.length > 1 ? (
        <Select
          aria-label="Graph level"
          value={level ?? ''}
          onValueChange={(value) => props.onLevelChange(value || null)}
          options={levels.map(({ ns, path, checkpoints }) => ({
            value: ns,
            label: `${path.length === 0 ? 'This graph' : path.join(' › ')}${ns ? ` (${shortId(ns)})` : ''}: ${checkpoints}`,
          }))}
        />
      ) : null}
      {branches.length > 1 ? (
        <Select
          aria-label="Branch"
          value={branch === null ? '' : String(branch)}
          onValueChange={(value) => props.onBranchChange(value === '' ? null : Number(value))}
          options={[
            { value: '', label: `All ${branches.length} branches` },
            ...branches.map(({ checkpoints }, index) => ({
              value: String(index),
              label: `Branch ${index + 1}${index === 0 ? ' (head)' : ''}: ${checkpoints} of its own`,
            })),
          ]}
        />
      ) : null}
      <Segmented
        legend="Show as"
        hideLegend
        value={show}
        onValueChange={props.onShowChange}
        options={[
          { value: 'list', label: 'List' },
          { value: 'timeline', label: 'Timeline' },
        ]}
      />
      <Segmented
        legend="Order"
        hideLegend
        value={oldestFirst ? 'oldest' : 'newest'}
        onValueChange={(order) => props.onOrderChange(order === 'oldest')}
        options={[
          { value: 'newest', label: 'Newest first' },
          { value: 'oldest', label: 'Oldest first' },
        ]}
      />
    </div>
  );
}
