import { HoldpointError, LeaseLostError } from '#lib/errors';
import { Prisma } from './generated/client';

/** The run on whose behalf a worker writes, and the token that says it still may. */
export interface Lease {
  runId: string;
  token: string;
}

export interface FenceOptions {
  threadId: string;
  lease: Lease | undefined;
  createdBy: string | undefined;
  /** The checkpoint that what is written follows, or stands beside. */
  after?: Place | undefined;
  /** `update` when the statement changes the thread's row, `key share` when it only refers to it. */
  threadLock: 'update' | 'key share';
}

/** A checkpoint of the thread. */
export interface Place {
  ns: string;
  checkpointId: string;
}

/**
 * SQL: whether a checkpoint is there. It may have been deleted with its run meanwhile, and after a crash PostgreSQL may have
 * forgotten one that was stored just before: what builds on it must not be stored.
 */
export function exists(threadId: string, place: Place | undefined): Prisma.Sql {
  if (!place) return Prisma.sql`true`;
  return Prisma.sql`EXISTS (
    SELECT 1 FROM checkpoints c WHERE c.thread_id = ${threadId}::uuid AND c.ns = ${place.ns} AND c.id = ${place.checkpointId})`;
}

/**
 * SQL: the common table expression `author (run_id, created_by)`. It has one row while writing is allowed, and none once the
 * lease is gone or the thread is deleted, so a statement that inserts FROM author writes all or nothing. It waits for whoever
 * is just taking the lease away. The thread is locked before the run, as everywhere.
 */
export function authorFence({ threadId, lease, createdBy, after, threadLock }: FenceOptions): Prisma.Sql {
  const lock = threadLock === 'update' ? Prisma.sql`FOR NO KEY UPDATE` : Prisma.sql`FOR KEY SHARE`;
  const thread = Prisma.sql`thread AS MATERIALIZED (SELECT id FROM threads WHERE id = ${threadId}::uuid ${lock})`;
  if (!lease) {
    return Prisma.sql`${thread}, author AS MATERIALIZED (
      SELECT NULL::uuid AS run_id, ${createdBy ?? null}::text AS created_by FROM thread)`;
  }
  return Prisma.sql`${thread}, author AS MATERIALIZED (
    SELECT r.id AS run_id, coalesce(r.created_by, ${createdBy ?? null}::text) AS created_by FROM thread
    JOIN runs r ON r.thread_id = thread.id AND r.id = ${lease.runId}::uuid
      AND r.lease_token = ${lease.token}::uuid AND r.status = 'running' AND ${exists(threadId, after)}
    FOR SHARE OF r)`;
}

/** Why a fenced statement wrote nothing. */
export function refusedByFence({ threadId, lease }: { threadId: string; lease: Lease | undefined }): Error {
  if (lease) return new LeaseLostError(lease.runId);
  return new HoldpointError('thread_not_found', `Thread with ID ${threadId} not found.`);
}
