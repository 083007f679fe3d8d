import { HoldpointError } from '#lib/errors';
import { fromRow } from '#lib/store/from-row';
import type { Run } from '#lib/store/generated/client';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { recordDecision } from './record-decision';
import { rollbackRuns } from './rollback-runs';
import { isTerminal } from './run-status';
import { settleThread } from './settle-thread';
import { stopRuns } from './stop-runs';
import { inTransaction, type Transaction } from './transaction';

export interface CancelRequest {
  threadId: string;
  runId: string;
  /** `interrupt`: stop and keep its work. `rollback`: as if it had never run. */
  action: 'interrupt' | 'rollback';
  actor?: string | null;
}

/**
 * Stops a run that has not come to an end; when this returns, it cannot write any more.
 * @throws HoldpointError `thread_not_found`, `run_not_found`, `run_finished`
 */
export async function cancelRun(
  hp: Holdpoint,
  { threadId, runId, action, actor = null }: CancelRequest,
): Promise<void> {
  await inTransaction(hp.db, async (tx) => {
    await lockThread(tx, threadId);
    const run = await lockRun(tx, { threadId, runId });
    if (isTerminal(run.status)) {
      throw new HoldpointError(
        'run_finished',
        `Run ${runId} has already ended with status ${run.status}; there is nothing to cancel.`,
        {
          details: { run_id: runId, status: run.status },
        },
      );
    }
    if (action === 'rollback') {
      await rollbackRuns(tx, { threadId, runs: [run], actor });
    } else {
      await stopRuns(tx, { threadId, runIds: [runId], reason: 'cancelled', actor });
      await recordDecision(tx, { threadId, kind: 'cancel', graphId: run.graphId, actor, runId });
    }
    await settleThread(tx, threadId);
  });
}

/** @throws HoldpointError `run_not_found` */
export async function lockRun(tx: Transaction, { threadId, runId }: { threadId: string; runId: string }): Promise<Run> {
  const [row] = await tx.$queryRaw<Record<string, unknown>[]>`
    SELECT * FROM runs WHERE id = ${runId}::uuid AND thread_id = ${threadId}::uuid FOR UPDATE`;
  if (row) return fromRow<Run>(row);
  throw new HoldpointError(
    'run_not_found',
    `Run with ID ${runId} not found on thread ${threadId}; it may have been rolled back.`,
  );
}
