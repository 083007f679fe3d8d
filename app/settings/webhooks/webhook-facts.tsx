import type { ReactNode } from 'react';
import { jt } from '#app/_ui/jt';
import { TimeAgo } from '#app/_ui/time-ago';
import { TimeUntil } from '#app/_ui/time-until';
import { c, msgid, ngettext, t } from '#lib/language/gettext';
import type { WebhookItem } from '#lib/review/list-webhooks';
import { EXPIRING, eventLabel } from './event-labels';
import { kindLabels } from './kind-labels';

/** What a receiver is told of, and how. */
export function WebhookFacts({ webhook }: { webhook: WebhookItem }) {
  const { kind, events, graphIds, includesContent, includesTitle, includesLink } = webhook;
  const { expiringMinutes, formerSecretUntil, updatedBy } = webhook;
  const changed = <TimeAgo at={webhook.updatedAt} />;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <Fact label={t`Kind`}>{kindLabels()[kind].label}</Fact>
      <Fact label={t`Told of`}>{events.map(eventLabel).join(', ')}</Fact>
      {events.includes(EXPIRING) ? (
        <Fact label={c('an event').t`Expires soon`}>
          {ngettext(
            msgid`${expiringMinutes} minute before the deadline`,
            msgid`${expiringMinutes} minutes before the deadline`,
            expiringMinutes,
          )}
        </Fact>
      ) : null}
      <Fact label={t`Graphs`}>{graphIds.length === 0 ? t`All` : graphIds.join(', ')}</Fact>
      {kind === 'http' ? (
        <Fact label={t`Content`}>{included(includesContent)}</Fact>
      ) : (
        <Fact label={t`Title`}>{included(includesTitle)}</Fact>
      )}
      {kind === 'slack' ? null : <Fact label={t`Link that answers`}>{included(includesLink)}</Fact>}
      {formerSecretUntil ? (
        <Fact label={t`Former secret`}>{jt`ends ${<TimeUntil at={formerSecretUntil} />}`}</Fact>
      ) : null}
      <Fact label={t`Changed`}>
        {updatedBy === null ? jt`by a client without a name ${changed}` : jt`by ${updatedBy} ${changed}`}
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}

function included(isIncluded: boolean): string {
  return isIncluded ? t`Included` : t`Not included`;
}
