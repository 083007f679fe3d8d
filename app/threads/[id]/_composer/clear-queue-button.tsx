'use client';

import { useState } from 'react';
import { useAction } from '#app/_actions/use-action';
import { withdrawRuns } from '#app/_actions/withdraw-runs';
import { Button } from '#app/_ui/button';
import { ConfirmDialog } from '#app/_ui/confirm-dialog';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';

/** Withdraws all runs that wait, after a second question. */
export function ClearQueueButton({ threadId, runs }: { threadId: string; runs: RunItem[] }) {
  const [open, setOpen] = useState(false);
  const { act, busy } = useAction();
  const count = runs.filter((run) => run.kind !== 'resume').length;
  if (count === 0) return null;

  async function clear() {
    await act(() => withdrawRuns({ threadId }), t`The queue is empty.`);
    setOpen(false);
  }

  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        {t`Clear queue`}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        danger
        busy={busy}
        title={t`Clear the queue?`}
        description={consequence(count)}
        confirmLabel={t`Withdraw all`}
        cancelLabel={t`Keep them`}
        onConfirm={clear}
      />
    </>
  );
}

function consequence(count: number): string {
  return count === 1
    ? t`Withdraws the run that waits. What works on the thread now goes on. A withdrawn run can be sent again with Retry.`
    : t`Withdraws the ${count} runs that wait. What works on the thread now goes on. A withdrawn run can be sent again with Retry.`;
}
