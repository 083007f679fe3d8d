'use client';

import { May } from '#app/_shell/may';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { jt } from '#app/_ui/jt';
import { Elapsed } from '#app/_ui/time-ago';
import { t } from '#lib/language/gettext';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import { RollbackRunButton } from './rollback-run-button';
import { useCancelRun } from './use-cancel-run';

/** The run that works on the thread now, with the two ways to stop it. */
export function ActiveRun({ run }: { run: RunItem }) {
  const id = shortId(run.id);
  const { cancel, busy } = useCancelRun(run);
  return (
    <>
      <Badge tone="running">
        {run.startedAt ? jt`run ${id} ${<Elapsed since={run.startedAt} />}` : t`run ${id} is about to start`}
      </Badge>
      <May permission="operate">
        <Button size="sm" busy={busy} onClick={cancel}>
          {t`Cancel`}
        </Button>
        <RollbackRunButton run={run} />
      </May>
    </>
  );
}
