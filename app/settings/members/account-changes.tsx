import { describeChange } from '#app/_auth/describe-change';
import { Card, CardHeader } from '#app/_ui/card';
import { TimeAgo } from '#app/_ui/time-ago';
import type { AccountChangeView } from '#lib/auth/list-accounts';
import { t } from '#lib/language/gettext';

export function AccountChanges({ changes }: { changes: AccountChangeView[] }) {
  return (
    <Card>
      <CardHeader title={t`What changed`} detail={t`members and API keys, the newest first`} />
      <ol aria-label={t`What changed`} className="divide-y">
        {changes.map((change) => (
          <li key={change.id} className="flex flex-wrap justify-between gap-x-4 px-4 py-2 text-sm">
            <span className="min-w-0 wrap-anywhere">{describeChange(change)}</span>
            <TimeAgo at={change.at} className="text-xs text-ink-faint" />
          </li>
        ))}
      </ol>
    </Card>
  );
}
