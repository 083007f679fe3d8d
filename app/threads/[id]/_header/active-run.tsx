'use client';

import { cancelRun } from '#app/_actions/cancel-run';
import { useAction } from '#app/_actions/use-action';
import { May } from '#app/_shell/may';
import { Badge } from '#app/_ui/badge';
import { Button } from '#app/_ui/button';
import { Elapsed } from '#app/_ui/time-ago';
import type { RunItem } from '#lib/review/run-item';
import { shortId } from '#lib/review/short-id';
import { RollbackRunButton } from './rollback-run-button';

/** The run that works on the thread now, with the two ways to stop it. */
export function ActiveRun({ run }: { run: RunItem }) {
  const { act, busy } = useAction();
  const interrupt = () =>
    act(
      () => cancelRun({ threadId: run.threadId, runId: run.id, action: 'interrupt' }),
      `Run ${shortId(run.id)} was cancelled. Its finished steps are kept.`,
    );

  return (
    <>
      <Badge tone="running">
        run {shortId(run.id)} {run.startedAt ? <Elapsed since={run.startedAt} /> : 'is about to start'}
      </Badge>
      <May permission="operate">
        <Button size="sm" busy={busy} onClick={interrupt}>
          Cancel
        </Button>
        <RollbackRunButton run={run} />
      </May>
    </>
  );
}
