import { OutcomeBadge } from '#app/_ui/outcome-badge';
import { TimeAgo } from '#app/_ui/time-ago';
import { c } from '#lib/language/gettext';
import type { InboxItem } from '#lib/review/read-inbox-items';

/** What became of a question that no longer waits. */
export function RowOutcome({ item: { answer, outcome, decidedBy, decidedAt } }: { item: InboxItem }) {
  return (
    <>
      {answer === null ? null : (
        <span className="max-w-48 truncate font-mono text-ink-soft max-sm:max-w-28">{answer}</span>
      )}
      <OutcomeBadge outcome={outcome} />
      <span className="max-w-28 truncate">{decidedBy ?? c('who decided').t`a client`}</span>
      {decidedAt ? (
        <TimeAgo at={decidedAt} bare className="tabular-nums @min-[35rem]:w-14 @min-[35rem]:text-right" />
      ) : null}
    </>
  );
}
