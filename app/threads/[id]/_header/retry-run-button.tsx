'use client';

import { RotateCw } from 'lucide-react';
import { retryRun } from '#app/_actions/retry-run';
import { useAction } from '#app/_actions/use-action';
import { useReviewer } from '#app/_shell/reviewer';
import { Button } from '#app/_ui/button';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';

/** Offers to go on after a run that failed or was stopped; shows nothing after any other. */
export function RetryRunButton({ run, size }: { run: RunItem | null; size?: 'sm' }) {
  const { act, busy } = useAction();
  const { may } = useReviewer();
  if (!run?.isRetryable || !may('operate')) return null;

  return (
    <Button
      size={size}
      busy={busy}
      icon={<RotateCw aria-hidden />}
      onClick={() => act(() => retryRun({ threadId: run.threadId, runId: run.id }))}
      title={t`Goes on from the last checkpoint`}
    >
      {t`Retry`}
    </Button>
  );
}
