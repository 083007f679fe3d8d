import { Prisma, type Run } from '#lib/store/generated/client';
import type { StopReason } from '#lib/store/generated/enums';
import type { Notification } from '#lib/store/notification';
import { tell } from '#lib/store/notify';
import { appendEvents } from './event-writer';
import { reopenQuestions } from './open-questions';
import type { NewDecision } from './record-decision';
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
  const { threadId, runs, reason, actor } = request;
  const stoppable = statusesBefore('interrupted');
  const stopped = runs.flatMap(({ id, status }) => (stoppable.includes(status) ? [id] : []));
  if (stopped.length === 0) return { stopped, done: Promise.resolve() };
  countStopped(tx, runs, reason);
  const those = Prisma.sql`unnest(${stopped}::uuid[])`;
  const told = stopped.flatMap((r) => stopNotifications(threadId, r));
  const done = Promise.all([
    tx.$executeRaw`WITH ${stopParts(those, request)} SELECT ${tell(told)}`,
    reopenQuestions(tx, { threadId, runIds: stopped, reason: 'stopped', actor }),
  ]);
  return { stopped, done };
}

/**
 * SQL: the common table expressions `stopped` and `ends`: the runs whose ids are in the table expression `those` stop where they
 * are. They are locked before, for their events go on after those that are there.
 */
export function stopParts(those: Prisma.Sql, by: Pick<StopRequest, 'reason' | 'actor' | 'supersededBy'>): Prisma.Sql {
  const { reason, actor, supersededBy = null } = by;
  const end = { event: 'end', ns: '', data: JSON.stringify({ status: 'interrupted', stop_reason: reason }) };
  return Prisma.sql`
    stopped AS (
      UPDATE runs SET status = 'interrupted', stop_reason = ${reason}::"StopReason", stopped_by = ${actor},
        superseded_by = ${supersededBy}::uuid, lease_token = NULL, due_at = NULL,
        ended_at = clock_timestamp(), updated_at = clock_timestamp()
      FROM ${those} AS those (id) WHERE runs.id = those.id RETURNING runs.id),
    ends AS (${appendEvents(Prisma.sql`stopped`, [end])})`;
}

/** What the audit trail says of a run that stopped for another. */
export function interruption(stopped: {
  threadId: string;
  runId: string;
  actor: string | null;
  by: string;
}): NewDecision {
  const { threadId, runId, actor, by } = stopped;
  return { threadId, kind: 'interrupt', actor, runId, detail: { superseded_by: by } };
}

/** Its worker is told, and whoever looks at it. */
export function stopNotifications(t: string, r: string): Notification[] {
  return [
    { k: 'stop', r },
    { k: 'events', t, r },
    { k: 'run', t, r, s: 'interrupted' },
  ];
}
