import { AlarmClock, CheckCheck, UserRoundCheck } from 'lucide-react';
import { Button } from '#app/_ui/button';
import type { Selection } from './use-selection';

export interface SelectionBarProps {
  selection: Selection;
  isAll: boolean;
  onAll: () => void;
  onAssign: () => void;
  onSnooze: () => void;
  onDecide: () => void;
}

/** What can be done with the questions that are selected. */
export function SelectionBar({ selection, isAll, onAll, onAssign, onSnooze, onDecide }: SelectionBarProps) {
  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 border-y bg-surface px-4 py-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-6">
      <p role="status" className="mr-auto text-sm font-medium tabular-nums">
        {selection.ids.length} selected
      </p>
      {isAll ? null : <Button onClick={onAll}>Select all on this page</Button>}
      <Button onClick={selection.clear}>Clear</Button>
      <Button icon={<UserRoundCheck aria-hidden />} onClick={onAssign}>
        Assign
      </Button>
      <Button icon={<AlarmClock aria-hidden />} onClick={onSnooze}>
        Snooze
      </Button>
      <Button variant="primary" icon={<CheckCheck aria-hidden />} onClick={onDecide}>
        Decide together
      </Button>
    </div>
  );
}
