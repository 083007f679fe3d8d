'use client';

import { useState } from 'react';
import { useAction } from '#app/_actions/use-action';
import { withdrawRuns } from '#app/_actions/withdraw-runs';
import { Button } from '#app/_ui/button';
import { ConfirmDialog } from '#app/_ui/confirm-dialog';
import type { RunItem } from '#lib/review/run-item';

/** Withdraws all runs that wait, after a second question. */
export function ClearQueueButton({ threadId, runs }: { threadId: string; runs: RunItem[] }) {
  const [open, setOpen] = useState(false);
  const { act, busy } = useAction();
  const count = runs.filter((run) => run.kind !== 'resume').length;
  if (count === 0) return null;
  const things = count === 1 ? 'the run that waits' : `the ${count} runs that wait`;

  async function clear() {
    await act(() => withdrawRuns({ threadId }), 'The queue is empty.');
    setOpen(false);
  }

  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        Clear queue
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        danger
        busy={busy}
        title="Clear the queue?"
        description={`Withdraws ${things}. What works on the thread now goes on. A withdrawn run can be sent again with Retry.`}
        confirmLabel="Withdraw all"
        cancelLabel="Keep them"
        onConfirm={clear}
      />
    </>
  );
}
