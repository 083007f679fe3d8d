'use client';

import { useState } from 'react';
import { cancelRun } from '#app/_actions/cancel-run';
import { useAction } from '#app/_actions/use-action';
import { Button } from '#app/_ui/button';
import { ConfirmDialog } from '#app/_ui/confirm-dialog';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';

/** Deletes a run with all it did, after a second question. */
export function RollbackRunButton({ run }: { run: RunItem }) {
  const [open, setOpen] = useState(false);
  const { act, busy } = useAction();
  const id = shortId(run.id);

  async function rollback() {
    await act(
      () => cancelRun({ threadId: run.threadId, runId: run.id, action: 'rollback' }),
      t`Run ${id} was rolled back. The thread is as it was before it.`,
    );
    setOpen(false);
  }

  return (
    <>
      <Button size="sm" variant="ghost" onClick={() => setOpen(true)}>
        {t`Roll back`}
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        danger
        busy={busy}
        title={t`Roll back run ${id}?`}
        description={t`The run and its ${run.checkpoints} checkpoints are deleted, with “${run.summary}”, as if it had never run. This cannot be restored. What its tools did outside stays done.`}
        confirmLabel={t`Delete the run`}
        onConfirm={rollback}
      />
    </>
  );
}
