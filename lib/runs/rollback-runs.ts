import type { Run } from '#lib/store/generated/client';
import type { Notification } from '#lib/store/notification';
import { notify } from '#lib/store/notify';
import { reopenQuestions } from './open-questions';
import { recordDecision } from './record-decision';
import { runInputTitle } from './run-input-title';
import { countStopped } from './telemetry/count-stopped';
import type { Transaction } from './transaction';

export interface RollbackRequest {
  threadId: string;
  runs: Run[];
  actor: string | null;
  /** The run whose arrival rolls these back. */
  supersededBy?: string;
}

/**
 * Makes runs never have happened: one DELETE, and all they wrote (checkpoints, values, pending writes, events, questions they
 * asked) goes with them by foreign key, which also makes a late worker's write fail. Questions they answered or dropped open
 * again. Only the audit trail keeps a line.
 */
export async function rollbackRuns(tx: Transaction, request: RollbackRequest): Promise<void> {
  const { threadId, runs, actor, supersededBy } = request;
  if (runs.length === 0) return;
  const runIds = runs.map((run) => run.id);
  countStopped(tx, runs, 'rolled_back');
  await reopenQuestions(tx, { threadId, runIds, reason: 'rollback', actor });
  for (const run of runs) await recordRollback(tx, { run, actor, supersededBy });
  await tx.$executeRaw`DELETE FROM runs WHERE id = ANY(${runIds}::uuid[])`;
  await tx.$executeRaw`
    UPDATE threads t SET state_updated_at = clock_timestamp(),
      title = CASE WHEN EXISTS (SELECT 1 FROM runs r WHERE r.thread_id = t.id) THEN title END
    WHERE id = ${threadId}::uuid`;
  await notify(
    tx,
    ...runIds.flatMap((r): Notification[] => [
      { k: 'stop', r },
      { k: 'run', t: threadId, r, s: null },
    ]),
  );
}

async function recordRollback(
  tx: Transaction,
  by: { run: Run; actor: string | null; supersededBy?: string },
): Promise<void> {
  const { run, actor, supersededBy } = by;
  const [counted] = await tx.$queryRaw<{ checkpoints: number }[]>`
    SELECT count(*)::int AS checkpoints FROM checkpoints WHERE run_id = ${run.id}::uuid AND ns = ''`;
  await recordDecision(tx, {
    threadId: run.threadId,
    kind: 'rollback',
    graphId: run.graphId,
    actor,
    runId: run.id,
    detail: {
      checkpoints: counted?.checkpoints ?? 0,
      status: run.status,
      message: await runInputTitle(tx, run.id),
      superseded_by: supersededBy,
    },
  });
}
