'use client';

import { useRailCounts } from './use-rail-counts';

/** How many questions wait, beside "Inbox"; nothing while there are none. */
export function WaitingCount() {
  const { data } = useRailCounts();
  if (!data?.waiting) return null;
  return (
    <span className="ml-auto rounded bg-waiting-soft px-1.5 text-xs font-semibold text-waiting-ink tabular-nums">
      {data.waiting > 999 ? '999+' : data.waiting}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
