import type { Run } from '#lib/store/generated/client';
import type { StopReason } from '#lib/store/generated/enums';
import type { Notification } from '#lib/store/notification';
import { notify } from '#lib/store/notify';
import { reopenQuestions } from './open-questions';
import { statusesBefore } from './run-status';
import { countStopped } from './telemetry/count-stopped';
import type { Transaction } from './transaction';

export interface StopRequest {
  threadId: string;
  /** Locked, so that their statuses still hold. */
  runs: Pick<Run, 'id' | 'status' | 'graphId'>[];
  reason: Extract<StopReason, 'superseded' | 'cancelled'>;
  actor: string | null;
  /** The run whose arrival stops these. */
  supersededBy?: string;
}

/**
 * Stops those of the runs that are unfinished, and keeps their work: one UPDATE takes the lease away, so the worker's later writes
 * match nothing and whoever comes next need not wait for it. The notification is only there to end wasted work early.
 * @returns their ids at once, since all statements are on their way; `done` says that they were carried out
 */
export function stopRuns(tx: Transaction, request: StopRequest): { stopped: string[]; done: Promise<unknown> } {
  const { threadId, runs, reason, actor, supersededBy = null } = request;
  const stoppable = statusesBefore('interrupted');
  const stopped = runs.flatMap(({ id, status }) => (stoppable.includes(status) ? [id] : []));
  if (stopped.length === 0) return { stopped, done: Promise.resolve() };
  countStopped(tx, runs, reason);
  const done = Promise.all([
    tx.$executeRaw`
      UPDATE runs SET status = 'interrupted', stop_reason = ${reason}::"StopReason", stopped_by = ${actor},
        superseded_by = ${supersededBy}::uuid, lease_token = NULL, due_at = NULL,
        ended_at = clock_timestamp(), updated_at = clock_timestamp()
      WHERE id = ANY(${stopped}::uuid[])`,
    appendEndEvents(tx, stopped, { status: 'interrupted', stop_reason: reason }),
    reopenQuestions(tx, { threadId, runIds: stopped, reason: 'stopped', actor }),
    notify(tx, ...stopped.flatMap((r) => stopNotifications(threadId, r))),
  ]);
  return { stopped, done };
}

function stopNotifications(t: string, r: string): Notification[] {
  return [
    { k: 'stop', r },
    { k: 'events', t, r },
    { k: 'run', t, r, s: 'interrupted' },
  ];
}

async function appendEndEvents(tx: Transaction, runIds: string[], data: Record<string, unknown>): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO run_events (run_id, seq, event, ns, data)
    SELECT r.id, (SELECT coalesce(max(e.seq), -1) + 1 FROM run_events e WHERE e.run_id = r.id), 'end', '', ${JSON.stringify(data)}::json
    FROM runs r WHERE r.id = ANY(${runIds}::uuid[])`;
}
