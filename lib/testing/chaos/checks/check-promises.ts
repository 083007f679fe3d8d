import { claimsOf } from '../claims';
import type { Evidence, RunRow } from '../evidence';
import { headAt, lastTouched } from '../final-checkpoints';
import type { Operation } from '../operation';
import type { Violations } from './index';

const TERMINAL = new Set(['success', 'error', 'timeout', 'interrupted']);
const AT_REST = new Set(['idle', 'error']);
/** A worker that dies this often in one run takes the run with it. */
const MAX_ATTEMPTS = 3;

/** What the server said yes to has happened; what happened, somebody asked for. */
export function checkPromises(evidence: Evidence): Violations {
  const { runs, operations, threadStatuses } = evidence;
  const byId = new Map(runs.map((run) => [run.id, run]));
  return [
    ...runs
      .filter(({ status }) => !TERMINAL.has(status))
      .map(({ id, status }) => `terminal: run ${id} is still ${status}`),
    ...Object.entries(threadStatuses)
      .filter(([, status]) => !AT_REST.has(status))
      .map(([id, status]) => `thread: ${id} is ${status} although nothing is left to do`),
    ...operations.flatMap((operation) => brokenPromise(operation, { evidence, byId })),
    ...deletedRuns(evidence).flatMap((runId) => unexplainedRollback(runId, evidence)),
    ...runs.flatMap((run) => unexplainedEnd(run, evidence)),
  ];
}

/** Runs that were inserted and are gone. */
export function deletedRuns({ runChanges }: Pick<Evidence, 'runChanges'>): string[] {
  return runChanges.filter(({ action }) => action === 'DELETE').map(({ runId }) => runId);
}

function brokenPromise(
  { name, outcome, kind, runId, cancelAction }: Operation,
  { evidence, byId }: { evidence: Evidence; byId: Map<string, RunRow> },
): Violations {
  if (outcome !== 'acknowledged' || runId === undefined) return [];
  const run = byId.get(runId);
  const isDeleted = deletedRuns(evidence).includes(runId);
  if (kind !== 'cancel')
    return run || isDeleted ? [] : [`lost: ${name} was accepted as run ${runId}, which is nowhere`];
  const isDone = cancelAction === 'rollback' ? isDeleted : isDeleted || run?.status === 'interrupted';
  return isDone ? [] : [`cancel: ${name} (${cancelAction}) was accepted, but run ${runId} is ${run?.status}`];
}

/** A rollback is asked for by a new run with that strategy, or by a cancellation. */
function unexplainedRollback(runId: string, { rollbacks, runChanges, operations }: Evidence): Violations {
  const supersededBy = rollbacks.find((rollback) => rollback.runId === runId)?.supersededBy;
  const isExplained = supersededBy
    ? runChanges.some(({ runId: id, strategy }) => id === supersededBy && strategy === 'rollback')
    : operations.some((operation) => operation.cancelAction === 'rollback' && operation.runId === runId);
  return isExplained ? [] : [`rollback: run ${runId} is gone, and nobody asked for that`];
}

function unexplainedEnd(run: RunRow, evidence: Evidence): Violations {
  const { runChanges, operations } = evidence;
  switch (run.stopReason) {
    case 'superseded': {
      const by = runChanges.find(({ runId }) => runId === run.supersededBy);
      return by?.strategy === 'interrupt'
        ? []
        : [`stop: run ${run.id} was superseded by ${run.supersededBy}, without interrupt`];
    }
    case 'cancelled': {
      const asked = operations.some(({ cancelAction, runId }) => cancelAction === 'interrupt' && runId === run.id);
      return asked ? [] : [`stop: run ${run.id} was cancelled, and nobody asked for that`];
    }
    case 'error':
      return unexplainedError(run, evidence);
    default:
      return [];
  }
}

/**
 * No node of the suite fails by itself, so the only errors are those of a run that lost its worker too often, and of one that
 * was to go on with nothing: on a thread without a checkpoint.
 */
function unexplainedError(run: RunRow, evidence: Evidence): Violations {
  if (run.kind === 'continue' && run.error?.code === 'EMPTY_INPUT' && foundNothing(run, evidence)) return [];
  const lost = claimsOf(evidence).filter(({ runId, end }) => runId === run.id && end === 'lost').length;
  if (run.error?.error === 'WorkerDied' && lost >= MAX_ATTEMPTS) return [];
  return [`error: run ${run.id} failed after ${lost} lost leases: ${JSON.stringify(run.error)}`];
}

function foundNothing({ id, threadId }: RunRow, evidence: Evidence): boolean {
  const changes = evidence.checkpointChanges.filter((change) => change.threadId === threadId);
  return headAt(lastTouched(id, evidence), changes) === undefined;
}
