import type { ReactNode } from 'react';
import { TimeAgo } from '#app/_ui/time-ago';
import { TimeUntil } from '#app/_ui/time-until';
import type { WebhookItem } from '#lib/review/list-webhooks';
import { EXPIRING, eventLabel } from './event-labels';
import { kindLabels } from './kind-labels';

/** What a receiver is told of, and how. */
export function WebhookFacts({ webhook }: { webhook: WebhookItem }) {
  const { kind, events, graphIds, includesContent, includesTitle, includesLink } = webhook;
  const { expiringMinutes, formerSecretUntil } = webhook;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      <Fact label="Kind">{kindLabels[kind].label}</Fact>
      <Fact label="Told of">{events.map(eventLabel).join(', ')}</Fact>
      {events.includes(EXPIRING) ? (
        <Fact label="Expires soon">{expiringMinutes} minutes before the deadline</Fact>
      ) : null}
      <Fact label="Graphs">{graphIds.length === 0 ? 'All' : graphIds.join(', ')}</Fact>
      {kind === 'http' ? (
        <Fact label="Content">{included(includesContent)}</Fact>
      ) : (
        <Fact label="Title">{included(includesTitle)}</Fact>
      )}
      {kind === 'slack' ? null : <Fact label="Link that answers">{included(includesLink)}</Fact>}
      {formerSecretUntil ? (
        <Fact label="Former secret">
          ends <TimeUntil at={formerSecretUntil} />
        </Fact>
      ) : null}
      <Fact label="Changed">
        by {webhook.updatedBy ?? 'a client without a name'} <TimeAgo at={webhook.updatedAt} />
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
  return isIncluded ? 'Included' : 'Not included';
}
