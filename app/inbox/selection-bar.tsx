import { AlarmClock, CheckCheck, UserRoundCheck } from 'lucide-react';
import { Button } from '#app/_ui/button';
import { formatCount } from '#app/_ui/format-count';
import { c, t } from '#lib/language/gettext';
import { MANY_QUESTIONS } from '#lib/review/many';
import type { Selection } from './use-selection';

export interface SelectionBarProps {
  selection: Selection;
  /** Whether all that the list shows are selected. */
  isAll: boolean;
  /** How many questions match, read or not; null: that is not known. */
  matching: number | null;
  onAll: () => void;
  onAssign: () => void;
  onSnooze: () => void;
  onDecide: () => void;
}

/** What can be done with the questions that are selected. */
export function SelectionBar(props: SelectionBarProps) {
  const { selection, isAll, matching, onAll, onAssign, onSnooze, onDecide } = props;
  const { ids, isEverything, selectEverything, clear } = selection;
  const isMore = isAll && !isEverything && (matching === null || matching > ids.length);
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-y bg-surface px-4 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-6">
      <p role="status" className="mr-auto text-sm font-medium tabular-nums">
        {isEverything ? allSelected(matching) : t`${ids.length} selected`}
      </p>
      {isAll || isEverything ? null : <Button onClick={onAll}>{t`Select all on this page`}</Button>}
      {isMore ? <Button onClick={selectEverything}>{selectAll(matching)}</Button> : null}
      <Button onClick={clear}>{c('a selection').t`Clear`}</Button>
      <Button icon={<UserRoundCheck aria-hidden />} onClick={onAssign}>
        {t`Assign`}
      </Button>
      <Button icon={<AlarmClock aria-hidden />} onClick={onSnooze}>
        {t`Snooze`}
      </Button>
      <Button variant="primary" icon={<CheckCheck aria-hidden />} onClick={onDecide}>
        {t`Decide together`}
      </Button>
    </div>
  );
}

function allSelected(matching: number | null): string {
  if (matching === null) return t`All that match are selected`;
  const all = formatCount(matching, MANY_QUESTIONS);
  return t`All ${all} that match are selected`;
}

function selectAll(matching: number | null): string {
  if (matching === null) return t`Select all that match`;
  const all = formatCount(matching, MANY_QUESTIONS);
  return t`Select all ${all} that match`;
}
