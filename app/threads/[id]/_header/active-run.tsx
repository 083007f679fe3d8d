'use client';

import { useState } from 'react';
import { toast } from 'sonner';
import { cancelRun } from '#app/_actions/cancel-run';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { Elapsed } from '#app/_ui/time-ago';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import { RollbackRunButton } from './rollback-run-button';

/** The run that works on the thread now, with the two ways to stop it. */
export function ActiveRun({ run }: { run: RunItem }) {
  const [busy, setBusy] = useState(false);

  async function interrupt() {
    setBusy(true);
    const result = await cancelRun({ threadId: run.threadId, runId: run.id, action: 'interrupt' });
    setBusy(false);
    if (result.ok) toast.success(`Run ${shortId(run.id)} was cancelled. Its finished steps are kept.`);
    else toast.error(result.message);
  }

  return (
    <>
      <Badge tone="running">
        run {shortId(run.id)} {run.startedAt ? <Elapsed since={run.startedAt} /> : 'is about to start'}
      </Badge>
      <Button size="sm" busy={busy} onClick={interrupt}>
        Cancel
      </Button>
      <RollbackRunButton run={run} />
    </>
  );
}
