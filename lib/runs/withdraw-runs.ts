import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { lockUnfinishedRuns, type UnfinishedRun } from './queue';
import { recordDecision } from './record-decision';
import { runInputTitle } from './run-input-title';
import { settleThread } from './settle-thread';
import { stopRuns } from './stop-runs';
import { inTransaction, type Transaction } from './transaction';

export interface Withdrawal {
  threadId: string;
  /** Absent: all that wait. */
  runId?: string;
  actor?: string | null;
}

/**
 * Takes runs out of a thread's queue that have not begun; what has begun is never stopped by this. Answers stay where all is
 * withdrawn: they were given to questions, and are recorded as such.
 * @returns how many were withdrawn
 * @throws HoldpointError `thread_not_found`, `conflict` (the one that was named has begun or ended)
 */
export async function withdrawRuns(hp: Holdpoint, { threadId, runId, actor = null }: Withdrawal): Promise<number> {
  return inTransaction(hp.db, async (tx) => {
    await lockThread(tx, threadId);
    const waiting = (await lockUnfinishedRuns(tx, threadId)).filter(hasNotBegun);
    const runs = waiting.filter((run) => (runId === undefined ? run.kind !== 'resume' : run.id === runId));
    if (runId !== undefined && runs.length === 0) throw hasBegun(runId);
    for (const run of runs) await recordWithdrawal(tx, run, actor);
    await stopRuns(tx, { threadId, runs, reason: 'cancelled', actor }).done;
    await settleThread(tx, threadId);
    return runs.length;
  });
}

function hasNotBegun({ status, startedAt }: UnfinishedRun): boolean {
  return status === 'pending' && startedAt === null;
}

async function recordWithdrawal(tx: Transaction, run: UnfinishedRun, actor: string | null): Promise<void> {
  const { id: runId, threadId, graphId, status } = run;
  const detail = { status, message: await runInputTitle(tx, runId) };
  await recordDecision(tx, { threadId, kind: 'cancel', graphId, actor, runId, detail });
}

function hasBegun(runId: string): HoldpointError {
  return new HoldpointError(
    'conflict',
    `Run ${runId} does not wait any more: it has begun or ended. Cancel it, or roll it back.`,
    { details: { run_id: runId } },
  );
}
