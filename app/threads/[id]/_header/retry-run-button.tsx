'use client';

import { RotateCw } from 'lucide-react';
import { retryRun } from '#app/_actions/retry-run';
import { useAction } from '#app/_actions/use-action';
import { Button } from '#app/_ui/button';
import type { RunItem } from '#lib/review/run-item';

const RETRYABLE = new Set<string | null>(['superseded', 'cancelled', 'error', 'timeout']);

/** Offers to go on after a run that failed or was stopped; shows nothing after any other. */
export function RetryRunButton({ run }: { run: RunItem | null }) {
  const { act, busy } = useAction();
  if (!run || !RETRYABLE.has(run.stopReason)) return null;

  return (
    <Button
      busy={busy}
      icon={<RotateCw aria-hidden />}
      onClick={() => act(() => retryRun({ threadId: run.threadId, runId: run.id }))}
      title="Goes on from the last checkpoint"
    >
      Retry
    </Button>
  );
}
