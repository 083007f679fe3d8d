'use client';

import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { toast } from 'sonner';
import { retryRun } from '#app/_actions/retry-run';
import { Button } from '#app/_ui/button';
import type { RunItem } from '#lib/review/run-item';

const RETRYABLE = new Set<string | null>(['superseded', 'cancelled', 'error', 'timeout']);

/** Offers to go on after a run that failed or was stopped; shows nothing after any other. */
export function RetryRunButton({ run }: { run: RunItem | null }) {
  const [busy, setBusy] = useState(false);
  if (!run || !RETRYABLE.has(run.stopReason)) return null;

  async function retry({ threadId, id }: RunItem) {
    setBusy(true);
    const result = await retryRun({ threadId, runId: id });
    setBusy(false);
    if (!result.ok) toast.error(result.message);
  }

  return (
    <Button
      busy={busy}
      icon={<RotateCw aria-hidden />}
      onClick={() => retry(run)}
      title="Goes on from the last checkpoint"
    >
      Retry
    </Button>
  );
}
