'use client';

import { GripVertical, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cancelRun } from '#app/_actions/cancel-run';
import { useAction } from '#app/_actions/use-action';
import { May } from '#app/_shell/may';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { classNames } from '#app/_ui/class-names';
import { jt } from '#app/_ui/jt';
import { Elapsed, TimeAgo } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import type { QueueDrag } from './use-queue-moves';

export interface QueuedRunProps {
  run: RunItem;
  /** Its position, or what it waits for; null: it runs. */
  place: string | null;
  drag?: QueueDrag;
  /** What can be done with it. */
  children: ReactNode;
}

export function QueuedRun({ run, place, drag, children }: QueuedRunProps) {
  const id = shortId(run.id);
  const author = run.createdBy;
  const { isTarget, ...handlers } = drag ?? { isTarget: false };
  return (
    <li
      {...handlers}
      className={classNames('flex items-center gap-2 px-3 py-1.5 text-xs', isTarget && 'bg-accent-soft')}
    >
      {drag?.draggable ? (
        <GripVertical aria-hidden className="-mx-1 size-4 shrink-0 cursor-grab text-ink-faint" />
      ) : null}
      <Badge tone={place === null ? 'running' : 'neutral'}>{place ?? <Running run={run} />}</Badge>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm">{run.summary}</span>
        <span className="block truncate text-ink-faint">
          {t`run ${id}`} · {run.multitaskStrategy} · {author === null ? t`by a client` : t`by ${author}`} ·{' '}
          <TimeAgo at={run.createdAt} />
        </span>
      </span>
      <May permission="operate">
        <span className="flex shrink-0 items-center">{children}</span>
      </May>
    </li>
  );
}

function Running({ run: { startedAt } }: { run: RunItem }) {
  return startedAt ? jt`running ${<Elapsed since={startedAt} />}` : t`running`;
}

interface CancelRunButtonProps {
  run: RunItem;
  /** Says more than that it is cancelled. */
  label?: string;
  busy?: boolean;
  onPress?: () => void;
}

/** Stops the run, unless it is told what else to do. */
export function CancelRunButton({ run, label, busy, onPress }: CancelRunButtonProps) {
  const id = shortId(run.id);
  const cancelling = useAction();
  const cancel = () => cancelling.act(() => cancelRun({ threadId: run.threadId, runId: run.id, action: 'interrupt' }));
  return (
    <Button
      variant="ghost"
      size="sm"
      busy={busy ?? cancelling.busy}
      aria-label={label ?? t`Cancel run ${id}`}
      icon={<X aria-hidden />}
      onClick={onPress ?? cancel}
    />
  );
}
