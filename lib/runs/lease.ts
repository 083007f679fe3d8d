import { v4 } from 'uuid';
import type { Database } from '#lib/store/database';
import { Prisma } from '#lib/store/generated/client';
import { notify } from '#lib/store/notify';
import { decodeValue } from '#lib/store/value-codec';
import { supersedeQuestions } from './open-questions';
import { isDue } from './queue';
import type { RunKwargs } from './run-kwargs';
import { inTransaction, isPostgresError } from './transaction';

/** How long a worker may be silent before its runs are taken over. */
export const DEFAULT_LEASE_MS = 10_000;

/** A run in a worker's hands. Every write of the worker carries `token`; when the lease is lost, they match nothing. */
export interface ClaimedRun {
  id: string;
  threadId: string;
  assistantId: string;
  graphId: string;
  kind: 'input' | 'resume' | 'continue';
  /** 1 for the first worker that takes it. */
  attempt: number;
  token: string;
  input: unknown;
  command: Record<string, unknown> | null;
  kwargs: RunKwargs;
  createdBy: string | null;
  /** For how long it had been due. */
  waitedMs: number;
}

export interface ClaimOptions {
  workerId: string;
  leaseMs: number;
  graphIds: string[];
  /** Waits for whoever holds a due run's row, instead of looking past it. */
  waitsForLocks?: boolean;
}

interface ClaimRow {
  id: string;
  thread_id: string;
  assistant_id: string;
  graph_id: string;
  kind: ClaimedRun['kind'];
  attempt: number;
  input: string | null;
  command: string | null;
  kwargs: string;
  created_by: string | null;
  waited_ms: number;
}

/**
 * Takes the next run that is due: the first unfinished one of its thread, pending or with an expired lease. Two workers never
 * get runs of one thread: the predicate says so for what they see, and a unique index for what they can't see yet.
 */
export async function claimRun(db: Database, options: ClaimOptions): Promise<ClaimedRun | null> {
  try {
    return await inTransaction(db, async (tx) => {
      const token = v4();
      const [row] = await tx.$queryRaw<ClaimRow[]>`
        WITH due AS (
          SELECT r.id, coalesce(r.due_at, r.available_at) AS due_at FROM runs r WHERE ${isDue('r')} AND r.graph_id = ANY(${options.graphIds})
          ORDER BY r.available_at, r.seq LIMIT 1 FOR UPDATE ${options.waitsForLocks ? Prisma.empty : Prisma.sql`SKIP LOCKED`})
        UPDATE runs SET status = 'running', lease_token = ${token}::uuid, worker_id = ${options.workerId}, attempt = attempt + 1,
          lease_until = clock_timestamp() + make_interval(secs => ${options.leaseMs / 1000}::float8),
          started_at = coalesce(started_at, clock_timestamp()), updated_at = clock_timestamp()
        FROM due WHERE runs.id = due.id
        RETURNING runs.id, thread_id, assistant_id, graph_id, kind::text, attempt, input::text, command::text, kwargs::text, created_by,
          (extract(epoch FROM clock_timestamp() - due.due_at) * 1000)::float8 AS waited_ms`;
      if (!row) return null;
      if (row.kind === 'input')
        await supersedeQuestions(tx, { threadId: row.thread_id, runId: row.id, actor: row.created_by });
      await notify(tx, { k: 'run', t: row.thread_id, r: row.id, s: 'running' });
      return claimedRun(row, token);
    });
  } catch (error) {
    // Another worker took a run of the same thread between our look and our update.
    if (isPostgresError(error, ['23505'])) return claimRun(db, options);
    throw error;
  }
}

/**
 * Whether a run is due, be its row locked or not. A claim looks past a locked row, and the transaction that holds it may fail
 * and so tell nobody: a worker that sleeps on an empty claim alone would leave the run lying.
 */
export async function isAnyRunDue(db: Database, graphIds: string[]): Promise<boolean> {
  const [row] = await db.prisma.$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM runs r WHERE ${isDue('r')} AND r.graph_id = ANY(${graphIds})) AS due`;
  return row?.due ?? false;
}

function claimedRun(row: ClaimRow, token: string): ClaimedRun {
  return {
    id: row.id,
    threadId: row.thread_id,
    assistantId: row.assistant_id,
    graphId: row.graph_id,
    kind: row.kind,
    attempt: row.attempt,
    token,
    input: row.input === null ? null : decodeValue(row.input),
    // These two were written by createRun in exactly this shape.
    command: row.command === null ? null : (decodeValue(row.command) as Record<string, unknown>),
    kwargs: decodeValue(row.kwargs) as RunKwargs,
    createdBy: row.created_by,
    waitedMs: row.waited_ms,
  };
}

/** Extends leases. @returns the tokens that are still valid; the others' runs were stopped, rolled back or taken over. */
export async function renewLeases(db: Database, tokens: string[], leaseMs: number): Promise<Set<string>> {
  const rows = await db.prisma.$queryRaw<{ token: string }[]>`
    UPDATE runs SET lease_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1000}::float8)
    WHERE lease_token = ANY(${tokens}::uuid[]) AND status = 'running' RETURNING lease_token::text AS token`;
  return new Set(rows.map((row) => row.token));
}

/** Gives a run back to the queue, at its place; this attempt does not count. */
export async function releaseRun(db: Database, run: ClaimedRun): Promise<void> {
  await db.prisma.$executeRaw`
    WITH released AS (
      UPDATE runs SET status = 'pending', lease_token = NULL, lease_until = NULL, worker_id = NULL, attempt = attempt - 1,
        updated_at = clock_timestamp()
      WHERE lease_token = ${run.token}::uuid AND status = 'running' RETURNING id, thread_id)
    SELECT pg_notify('holdpoint', '{"k":"work"}'),
      pg_notify('holdpoint', json_build_object('k', 'run', 't', thread_id, 'r', id, 's', 'pending')::text) FROM released`;
}

/** Milliseconds until a run that is not due now may be: a scheduled one, or one whose worker falls silent. Null: none. */
export async function msUntilNextDue(db: Database, workerId: string): Promise<number | null> {
  const [row] = await db.prisma.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(at) - clock_timestamp()) * 1000)::float8 AS ms FROM (
      SELECT available_at AS at FROM runs WHERE status = 'pending' AND available_at > clock_timestamp()
      UNION ALL SELECT lease_until FROM runs WHERE status = 'running' AND worker_id <> ${workerId}) due`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}
