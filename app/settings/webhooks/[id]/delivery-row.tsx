'use client';

import { Check, Clock, RotateCw, X } from 'lucide-react';
import Link from 'next/link';
import { useAction } from '#app/_actions/use-action';
import { redeliver } from '#app/_actions/webhooks';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { jt } from '#app/_ui/jt';
import { TimeAgo } from '#app/_ui/time-ago';
import { TimeUntil } from '#app/_ui/time-until';
import { c, t } from '#lib/language/gettext';
import type { DeliveryItem } from '#lib/review/list-deliveries';
import { shortId } from '#lib/review/short-id';
import { eventLabel } from '../event-labels';
import { AttemptList } from './attempt-list';

export function DeliveryRow({ delivery }: { delivery: DeliveryItem }) {
  const { id, event, outcome, createdAt, attempts } = delivery;
  const to = delivery.recipient ?? delivery.url;
  const [label, short] = [eventLabel(event), shortId(id)];
  const { act, busy } = useAction();
  return (
    <li className="flex flex-col gap-1 px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <OutcomeBadge delivery={delivery} />
        <span className="min-w-0 flex-1 basis-40 text-sm wrap-anywhere">
          <span className="font-medium">{label}</span> <About delivery={delivery} />
        </span>
        <TimeAgo at={createdAt} className="text-xs text-ink-faint tabular-nums" />
        {outcome === 'pending' ? null : (
          <Button
            size="sm"
            variant="ghost"
            busy={busy}
            icon={<RotateCw aria-hidden />}
            aria-label={t`Redeliver ${label} ${short}`}
            onClick={() => void act(() => redeliver(id))}
          >
            {t`Redeliver`}
          </Button>
        )}
      </div>
      {to ? <p className="font-mono text-xs text-ink-faint wrap-anywhere">{to}</p> : null}
      {attempts.length > 0 ? <AttemptList id={id} attempts={attempts} /> : null}
    </li>
  );
}

function OutcomeBadge({ delivery: { outcome, dueAt, attempts } }: { delivery: DeliveryItem }) {
  if (outcome === 'delivered')
    return (
      <Badge tone="success" icon={<Check aria-hidden />}>
        {t`Delivered`}
      </Badge>
    );
  if (outcome === 'failed')
    return (
      <Badge tone="danger" icon={<X aria-hidden />}>
        {t`Failed`}
      </Badge>
    );
  const isUnderWay = attempts[0] !== undefined && attempts[0].endedAt === null;
  return (
    <Badge tone="waiting" icon={<Clock aria-hidden />}>
      {isUnderWay || !dueAt ? t`Sending` : <Next at={dueAt} hasFailed={attempts.length > 0} />}
    </Badge>
  );
}

function Next({ at, hasFailed }: { at: string; hasFailed: boolean }) {
  return hasFailed ? jt`Next try ${<TimeUntil at={at} />}` : t`Due`;
}

function About({ delivery: { interruptId, runId, title } }: { delivery: DeliveryItem }) {
  const className = 'text-accent underline underline-offset-2';
  if (interruptId)
    return (
      <Link href={`/i/${interruptId}`} className={className}>
        {title ?? t`Question`}
      </Link>
    );
  if (!runId) return null;
  const short = shortId(runId);
  return (
    <Link href={`/runs/${runId}`} className={className}>
      {c('of a delivery').t`run ${short}`}
    </Link>
  );
}
