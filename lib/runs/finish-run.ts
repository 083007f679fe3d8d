import { HoldpointError, LeaseLostError } from '#lib/errors';
import type { RunStatus, StopReason } from '#lib/store/generated/enums';
import { notify } from '#lib/store/notify';
import type { AskedQuestion } from './asked-questions';
import type { Holdpoint } from './holdpoint';
import type { ClaimedRun } from './lease';
import { lockThread } from './lock-thread';
import { supersedeQuestions } from './open-questions';
import { statusesBefore } from './run-status';
import { settleThread } from './settle-thread';
import { syncQuestions } from './sync-questions';
import { inTransaction, type Transaction } from './transaction';

export interface RunError {
  error: string;
  message: string;
  code?: string;
}

/** How an execution came to its end. `asked`: the questions that are open at the head of the thread. */
export interface RunResult {
  status: Extract<RunStatus, 'success' | 'error' | 'timeout' | 'interrupted'>;
  stopReason: StopReason;
  error?: RunError;
  asked: AskedQuestion[];
}

/**
 * The end of a run, in one transaction: its status, its last event, the questions it leaves open, its thread's status; then
 * the next run of the thread is free to start.
 * @throws LeaseLostError when the run was stopped, rolled back or taken over meanwhile; nothing is written then
 */
export async function finishRun(hp: Holdpoint, run: ClaimedRun, result: RunResult): Promise<void> {
  await inTransaction(hp.db, async (tx) => {
    await lockThread(tx, run.threadId).catch((error: unknown) => {
      const deleted = error instanceof HoldpointError && error.code === 'thread_not_found';
      throw deleted ? new LeaseLostError(run.id) : error;
    });
    await endRun(tx, run, result);
    await appendLastEvents(tx, run, result);
    await syncQuestions(tx, { run, asked: result.asked });
    await dropForNextInQueue(tx, run);
    await settleThread(tx, run.threadId);
    await notify(tx, { k: 'events', t: run.threadId, r: run.id });
    await notify(tx, { k: 'run', t: run.threadId, r: run.id, s: result.status });
    await notify(tx, { k: 'work' });
  });
}

async function endRun(tx: Transaction, run: ClaimedRun, result: RunResult): Promise<void> {
  const error = result.error ? JSON.stringify(result.error) : null;
  const ended = await tx.$executeRaw`
    UPDATE runs SET status = ${result.status}::"RunStatus", stop_reason = ${result.stopReason}::"StopReason", error = ${error}::json,
      lease_token = NULL, lease_until = NULL, ended_at = clock_timestamp(), updated_at = clock_timestamp()
    WHERE id = ${run.id}::uuid AND lease_token = ${run.token}::uuid AND status::text = ANY(${statusesBefore(result.status)})`;
  if (ended === 0) throw new LeaseLostError(run.id);
}

async function appendLastEvents(tx: Transaction, run: ClaimedRun, result: RunResult): Promise<void> {
  const end = JSON.stringify({ status: result.status, stop_reason: result.stopReason });
  const events = result.error ? ['error', 'end'] : ['end'];
  const data = result.error ? [JSON.stringify(result.error), end] : [end];
  await tx.$executeRaw`
    INSERT INTO run_events (run_id, seq, event, ns, data)
    SELECT ${run.id}::uuid, (SELECT coalesce(max(seq), -1) FROM run_events WHERE run_id = ${run.id}::uuid) + e.n, e.event, '', e.data::json
    FROM unnest(${events}::text[], ${data}::text[]) WITH ORDINALITY AS e (event, data, n)`;
}

/** A message that was sent while the run worked, and that drops open questions, drops the ones the run ends with, too. */
async function dropForNextInQueue(tx: Transaction, run: ClaimedRun): Promise<void> {
  const [next] = await tx.$queryRaw<{ id: string; created_by: string | null }[]>`
    SELECT id, created_by FROM runs
    WHERE thread_id = ${run.threadId}::uuid AND status = 'pending' AND kind = 'input' AND on_pending_interrupt <> 'enqueue'
      AND available_at <= clock_timestamp()
    ORDER BY available_at, seq LIMIT 1`;
  if (next) await supersedeQuestions(tx, { threadId: run.threadId, runId: next.id, actor: next.created_by });
}
