import Link from 'next/link';
import { Badge } from '#app/_ui/badge';
import { c, t } from '#lib/language/gettext';
import type { WebhookItem } from '#lib/review/list-webhooks';
import { eventLabel } from './event-labels';
import { kindLabels } from './kind-labels';

export function WebhookRow({ webhook }: { webhook: WebhookItem }) {
  const { id, kind, name, events, graphIds, pending, failed } = webhook;
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-sunken">
      <div className="min-w-0 flex-1 basis-60">
        <Link
          href={`/settings/webhooks/${id}`}
          className="text-sm font-medium wrap-anywhere after:absolute after:inset-0 after:content-['']"
        >
          {name}
        </Link>
        <p className="text-xs text-ink-faint">
          {kindLabels()[kind].label} · {events.map(eventLabel).join(', ')} ·{' '}
          {graphIds.length === 0 ? t`all graphs` : graphIds.join(', ')}
        </p>
      </div>
      <span className="flex gap-1.5">
        {failed > 0 ? <Badge tone="danger">{t`${failed} failed`}</Badge> : null}
        {pending > 0 ? <Badge tone="waiting">{t`${pending} due`}</Badge> : null}
        <WebhookState webhook={webhook} />
      </span>
    </li>
  );
}

export function WebhookState({ webhook: { active } }: { webhook: WebhookItem }) {
  return active ? (
    <Badge tone="success">{c('a receiver').t`Active`}</Badge>
  ) : (
    <Badge>{c('a receiver').t`Paused`}</Badge>
  );
}
