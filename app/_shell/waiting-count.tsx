'use client';

import { countText } from '#app/_attention/count-text';
import { useWaiting } from '#app/_attention/use-waiting';
import { t } from '#lib/language/gettext';

/** How many questions wait for the reviewer, beside "Inbox"; nothing while there are none. */
export function WaitingCount() {
  const { data } = useWaiting();
  if (!data?.count) return null;
  return (
    <span className="ml-auto rounded bg-waiting-soft px-1.5 text-xs font-semibold text-waiting-ink tabular-nums">
      {countText(data.count)}
      <span className="sr-only"> {t`waiting for you`}</span>
    </span>
  );
}
