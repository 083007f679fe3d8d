import { Select } from '#app/_ui/input';
import { Segmented } from '#app/_ui/segmented';
import { c, t } from '#lib/language/gettext';
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
        {isCut ? t`The newest ${items.length} checkpoints` : t`${items.length} checkpoints`}
      </p>
      {levels.length > 1 ? (
        <Select
          aria-label={t`Graph level`}
          value={level ?? ''}
          onValueChange={(value) => props.onLevelChange(value || null)}
          options={levels.map(({ ns, path, checkpoints }) => ({
            value: ns,
            label: `${path.length === 0 ? t`This graph` : path.join(' › ')}${ns ? ` (${shortId(ns)})` : ''}: ${checkpoints}`,
          }))}
        />
      ) : null}
      {branches.length > 1 ? (
        <Select
          aria-label={t`Branch`}
          value={branch === null ? '' : String(branch)}
          onValueChange={(value) => props.onBranchChange(value === '' ? null : Number(value))}
          options={[
            { value: '', label: t`All ${branches.length} branches` },
            ...branches.map(({ checkpoints }, index) => ({
              value: String(index),
              label: branchOption(index, checkpoints),
            })),
          ]}
        />
      ) : null}
      <Segmented
        legend={t`Show as`}
        hideLegend
        value={show}
        onValueChange={props.onShowChange}
        options={[
          { value: 'list', label: t`List` },
          { value: 'timeline', label: t`Timeline` },
        ]}
      />
      <Segmented
        legend={c('of a list').t`Order`}
        hideLegend
        value={oldestFirst ? 'oldest' : 'newest'}
        onValueChange={(order) => props.onOrderChange(order === 'oldest')}
        options={[
          { value: 'newest', label: t`Newest first` },
          { value: 'oldest', label: t`Oldest first` },
        ]}
      />
    </div>
  );
}

/** The first branch is the one that leads to the head. */
function branchOption(index: number, checkpoints: number): string {
  const number = index + 1;
  return index === 0
    ? t`Branch ${number} (head): ${checkpoints} of its own`
    : t`Branch ${number}: ${checkpoints} of its own`;
}
