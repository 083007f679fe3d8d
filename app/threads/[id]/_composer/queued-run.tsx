'use client';

import { X } from 'lucide-react';
import { cancelRun } from '#app/_actions/cancel-run';
import { useAction } from '#app/_actions/use-action';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { Elapsed, TimeAgo } from '#app/_ui/time-ago';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';

export interface QueuedRunProps {
  run: RunItem;
  /** `running`, `next`, its position, or what it waits for. */
  place: string;
}

export function QueuedRun({ run, place }: QueuedRunProps) {
  const { act, busy } = useAction();
  const cancel = () => act(() => cancelRun({ threadId: run.threadId, runId: run.id, action: 'interrupt' }));

  return (
    <li className="flex items-center gap-2 px-3 py-1.5 text-xs">
      <Badge tone={place === 'running' ? 'running' : 'neutral'}>
        {place === 'running' && run.startedAt ? (
          <>
            running <Elapsed since={run.startedAt} />
          </>
        ) : (
          place
        )}
      </Badge>
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm">{run.summary}</span>
        <span className="block truncate text-ink-faint">
          run {shortId(run.id)} · {run.multitaskStrategy} · by {run.createdBy ?? 'a client'} ·{' '}
          <TimeAgo at={run.createdAt} />
        </span>
      </span>
      <Button
        variant="ghost"
        size="sm"
        busy={busy}
        aria-label={`Cancel run ${shortId(run.id)}`}
        icon={<X aria-hidden />}
        onClick={cancel}
      />
    </li>
  );
}
