import { HoldpointError } from '#lib/errors';
import { fromRow } from '#lib/store/from-row';
import type { Run } from '#lib/store/generated/client';
import { notify } from '#lib/store/notify';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { supersedeQuestions } from './open-questions';
import { passedRuns } from './passed-runs';
import { lockUnfinishedRuns } from './queue';
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
  /** Leaves a run alone that waits at a question by now. Default: its questions are dropped, and recorded as such. */
  sparesPaused?: boolean;
}

/**
 * Stops a run that has not come to an end, or that waits at a question; when this returns, it cannot write any more, and nobody
 * is asked any more.
 * @throws HoldpointError `thread_not_found`, `run_not_found`, `run_finished`
 */
export async function cancelRun(hp: Holdpoint, request: CancelRequest): Promise<void> {
  const { threadId, runId, action, actor = null } = request;
  await inTransaction(hp.db, async (tx) => {
    await lockThread(tx, threadId);
    const run = await lockRun(tx, { threadId, runId });
    const isPaused = !request.sparesPaused && (await holdsThread(tx, run));
    if (isTerminal(run.status) && !isPaused) throw runFinished(run);
    if (action === 'rollback') {
      await rollbackRuns(tx, { threadId, runs: [run], actor });
    } else {
      if (isPaused) await endPause(tx, run, actor);
      else await stopRuns(tx, { threadId, runs: [run], reason: 'cancelled', actor }).done;
      await recordDecision(tx, { threadId, kind: 'cancel', graphId: run.graphId, actor, runId });
    }
    await settleThread(tx, threadId);
  });
}

/**
 * Whether the thread stands where this run paused: no other run has been executed since. Those that wait are locked: none of
 * them begins, from a state that is about to go, before the transaction has ended.
 */
async function holdsThread(tx: Transaction, run: Run): Promise<boolean> {
  if (run.stopReason !== 'paused') return false;
  await lockUnfinishedRuns(tx, run.threadId);
  return !(await passedRuns(tx, [run.id])).has(run.id);
}

async function endPause(tx: Transaction, run: Run, actor: string | null): Promise<void> {
  const { id: r, threadId: t } = run;
  await supersedeQuestions(tx, { threadId: t, runId: null, actor });
  await tx.$executeRaw`
    UPDATE runs SET stop_reason = 'cancelled', stopped_by = ${actor}, updated_at = clock_timestamp() WHERE id = ${r}::uuid`;
  await notify(tx, { k: 'run', t, r, s: run.status });
}

function runFinished({ id, status }: Run): HoldpointError {
  return new HoldpointError(
    'run_finished',
    `Run ${id} has already ended with status ${status}; there is nothing to cancel.`,
    {
      details: { run_id: id, status },
    },
  );
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
