'use client';

import { May } from '#app/_shell/may';
import { Button } from '#app/_ui/button';
import { RetryRunButton } from '#app/threads/[id]/_header/retry-run-button';
import { RollbackRunButton } from '#app/threads/[id]/_header/rollback-run-button';
import { useCancelRun } from '#app/threads/[id]/_header/use-cancel-run';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';

/** What can be done to a run from a list: stop or undo it, or execute it once more. Nothing for one that its thread has gone past. */
export function RunActions({ run }: { run: RunItem }) {
  const { cancel, busy } = useCancelRun(run);
  const id = shortId(run.id);
  if (!run.isStoppable) return <RetryRunButton run={run} size="sm" />;
  return (
    <May permission="operate">
      <span className="flex items-center">
        <Button size="sm" variant="ghost" busy={busy} onClick={cancel} aria-label={t`Cancel run ${id}`}>
          {t`Cancel`}
        </Button>
        <RollbackRunButton run={run} />
      </span>
    </May>
  );
}
