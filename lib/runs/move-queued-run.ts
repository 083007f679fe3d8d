import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { lockUnfinishedRuns, type UnfinishedRun } from './queue';
import { placeBefore } from './queue-place';
import { recordDecision } from './record-decision';
import { runInputTitle } from './run-input-title';
import { settleThread } from './settle-thread';
import { inTransaction, type Transaction } from './transaction';

export interface QueueMove {
  threadId: string;
  runId: string;
  /** The run that it goes before; null: to the end of those that can be moved. */
  before: string | null;
  actor?: string | null;
}

/**
 * Gives a run that has not begun another place in its thread's queue. Under the thread's lock, so the order that is left behind is
 * that of execution: whoever claims the next run has either done so before, and then nothing is moved in front of it, or finds
 * the new order.
 * @returns the runs that can be moved, in their new order
 * @throws HoldpointError `thread_not_found`, `conflict` (one of the two has begun, was stopped, or keeps its place: an answer
 * goes first, a run that is scheduled waits for its time)
 */
export async function moveQueuedRun(hp: Holdpoint, move: QueueMove): Promise<string[]> {
  const { threadId, runId, before, actor = null } = move;
  return inTransaction(hp.db, async (tx) => {
    await lockThread(tx, threadId);
    const movable = await lockMovableRuns(tx, threadId);
    const ids = movable.map((run) => run.id);
    const moved = movable.find((run) => run.id === runId);
    if (!moved) throw keepsPlace(runId);
    if (before !== null && !ids.includes(before)) throw keepsPlace(before);
    const order = placeBefore(ids, { id: runId, before });
    if (order.every((id, index) => id === ids[index])) return order;

    await storeOrder(tx, { order, last: lastTimeOf(movable) });
    const message = await runInputTitle(tx, runId);
    const detail = { message, from: ids.indexOf(runId) + 1, to: order.indexOf(runId) + 1, before: ids, after: order };
    await recordDecision(tx, { threadId, kind: 'reorder', graphId: moved.graphId, actor, runId, detail });
    await settleThread(tx, threadId);
    return order;
  });
}

/** Those whose place is a matter of when they came; the others' is a matter of what they are. */
async function lockMovableRuns(tx: Transaction, threadId: string): Promise<UnfinishedRun[]> {
  const unfinished = await lockUnfinishedRuns(tx, threadId);
  const [clock] = await tx.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  const now = clock?.now ?? new Date(0);
  return unfinished.filter(
    ({ status, startedAt, kind, availableAt }) =>
      status === 'pending' && startedAt === null && kind !== 'resume' && availableAt <= now,
  );
}

function lastTimeOf(runs: UnfinishedRun[]): Date {
  return new Date(Math.max(...runs.map((run) => run.availableAt.getTime())));
}

/** A queue is in the order in which its runs became available: they get times a millisecond apart, none later than the last was. */
async function storeOrder(tx: Transaction, { order, last }: { order: string[]; last: Date }): Promise<void> {
  await tx.$executeRaw`
    UPDATE runs SET available_at = ${last}::timestamptz - (place.back * interval '1 millisecond'), updated_at = clock_timestamp()
    FROM (SELECT id, ${order.length}::int - n::int AS back FROM unnest(${order}::uuid[]) WITH ORDINALITY AS wanted (id, n)) place
    WHERE runs.id = place.id`;
}

function keepsPlace(runId: string): HoldpointError {
  return new HoldpointError(
    'conflict',
    `Run ${runId} cannot be moved: it has begun or ended by now, is an answer, or is scheduled for later. Look at the queue again.`,
    { details: { run_id: runId } },
  );
}
