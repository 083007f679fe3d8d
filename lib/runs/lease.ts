import { commitsLater } from '#lib/store/commits-later';
import type { Database } from '#lib/store/database';
import { Prisma } from '#lib/store/generated/client';
import { hasAny } from '#lib/store/has-any';
import { CHANNEL } from '#lib/store/notification';
import { supersedeQuestions, tellDropped } from '#lib/store/supersede-questions';
import { decodeValue } from '#lib/store/value-codec';
import type { RunKwargs } from './run-kwargs';
import { settleThread } from './settle-thread';
import { inTransaction } from './transaction';

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
  /** Whether no worker has had it before. */
  isFresh: boolean;
  /** Whether its thread has no checkpoint yet. */
  isFirst: boolean;
  /** The thread's revision when the run was the only unfinished one on it. Else null. */
  aloneAt: number | null;
  /** From the moment it could be taken to the moment it was. */
  waitedMs: number;
}

export interface ClaimOptions {
  workerId: string;
  leaseMs: number;
  graphIds: string[];
  /** How many runs to take at most. */
  limit: number;
  /** Waits for whoever holds a due run's row, instead of looking past it. */
  waitsForLocks?: boolean;
}

export interface Claim {
  runs: ClaimedRun[];
  /**
   * A due run was locked, and so passed over. The transaction that holds it may fail and so tell nobody: a worker that went to
   * sleep now could leave the run lying.
   */
  missed: boolean;
  /** Milliseconds until a run that is not due now may be: a scheduled one, or one whose worker falls silent. Null: none. */
  nextInMs: number | null;
}

interface ClaimRow {
  id: string | null;
  thread_id: string;
  assistant_id: string;
  graph_id: string;
  kind: ClaimedRun['kind'];
  attempt: number;
  token: string;
  input: string | null;
  command: string | null;
  kwargs: string;
  created_by: string | null;
  is_fresh: boolean;
  is_first: boolean;
  alone_at: number | null;
  waited_ms: number;
  missed: boolean;
  next_in_ms: number | null;
}

/**
 * Takes runs that are due: pending ones whose turn it is, and those whose worker has fallen silent. Of two workers only one gets
 * a run, by its row lock; two runs of one thread are never due at once, and a unique index would refuse the second. Assistants
 * take turns, so that a flood of one does not hold up the others. One statement, which also drops the questions that a new input
 * goes past.
 */
export async function claimRuns(db: Database, options: ClaimOptions): Promise<Claim> {
  const rows = await db.sql.$queryRaw<ClaimRow[]>`
    WITH RECURSIVE ${assistantsWithRuns()}, ${candidates(options)}, ${claimed(options)},
    ${supersedeQuestions(Prisma.sql`(SELECT thread_id, id AS run_id, created_by AS actor FROM claimed WHERE kind = 'input')`)}
    SELECT claimed.*, more.* FROM (
      SELECT (SELECT count(*) FROM candidates) > (SELECT count(*) FROM taken) AS missed, ${nextInMs(options)} AS next_in_ms, ${commitsLater},
        ${tellDropped(CHANNEL)}) more
    LEFT JOIN (SELECT *, pg_notify(${CHANNEL}, json_build_object('k', 'run', 't', thread_id, 'r', id, 's', 'running')::text) AS told
      FROM claimed) claimed ON true`;
  const [first] = rows;
  return {
    runs: rows.flatMap((row) => (row.id === null ? [] : [claimedRun(row, row.id)])),
    missed: first?.missed ?? false,
    nextInMs: first?.next_in_ms ?? null,
  };
}

/** SQL: every assistant that has an unfinished run in somebody's reach, each found by one step along the index. */
function assistantsWithRuns(): Prisma.Sql {
  return Prisma.sql`
    waiting AS (
      (SELECT assistant_id FROM runs WHERE due_at IS NOT NULL ORDER BY assistant_id LIMIT 1)
      UNION ALL
      SELECT (SELECT r.assistant_id FROM runs r WHERE r.due_at IS NOT NULL AND r.assistant_id > waiting.assistant_id
        ORDER BY r.assistant_id LIMIT 1)
      FROM waiting WHERE waiting.assistant_id IS NOT NULL)`;
}

/** SQL: the runs to take. The n-th of an assistant comes before the n+1-th of any other, those it has running counted in. */
function candidates({ graphIds, limit, waitsForLocks }: ClaimOptions): Prisma.Sql {
  return Prisma.sql`
    candidates AS MATERIALIZED (
      SELECT due.* FROM waiting CROSS JOIN LATERAL (
        SELECT r.id, r.due_at, r.seq, row_number() OVER (ORDER BY r.due_at, r.seq)
          + (SELECT count(*) FROM runs busy WHERE busy.status = 'running' AND busy.assistant_id = waiting.assistant_id) AS turn
        FROM runs r WHERE r.assistant_id = waiting.assistant_id AND r.due_at <= statement_timestamp() AND r.graph_id = ANY(${graphIds})
        ORDER BY r.due_at, r.seq LIMIT ${limit}) due
      ORDER BY turn, due_at, seq LIMIT ${limit}),
    taken AS MATERIALIZED (
      SELECT r.id, r.thread_id, r.seq, r.due_at, r.started_at FROM candidates JOIN runs r ON r.id = candidates.id
      WHERE r.due_at <= statement_timestamp()
      FOR UPDATE OF r ${waitsForLocks ? Prisma.empty : Prisma.sql`SKIP LOCKED`})`;
}

function claimed({ workerId, leaseMs }: ClaimOptions): Prisma.Sql {
  return Prisma.sql`
    claimed AS (
      UPDATE runs SET status = 'running', lease_token = gen_random_uuid(), worker_id = ${workerId}, attempt = attempt + 1,
        due_at = ${leaseEnd(leaseMs)}, started_at = coalesce(runs.started_at, clock_timestamp()), updated_at = clock_timestamp()
      FROM taken JOIN threads t ON t.id = taken.thread_id
      WHERE runs.id = taken.id
      RETURNING runs.id, runs.thread_id, runs.assistant_id, runs.graph_id, kind::text, attempt, lease_token::text AS token,
        input::text, command::text, kwargs::text, created_by, taken.started_at IS NULL AS is_fresh,
        NOT ${hasAny(Prisma.sql`SELECT 1 FROM checkpoints c WHERE c.thread_id = t.id AND c.ns = ''`)} AS is_first,
        (extract(epoch FROM clock_timestamp() - taken.due_at) * 1000)::float8 AS waited_ms,
        CASE WHEN NOT ${hasAny(
          Prisma.sql`SELECT 1 FROM runs o WHERE o.thread_id = t.id AND o.id <> taken.id AND o.status IN ('pending', 'running')`,
        )} THEN t.revision END AS alone_at)`;
}

function nextInMs({ workerId, graphIds }: ClaimOptions): Prisma.Sql {
  return Prisma.sql`(
    SELECT (extract(epoch FROM r.due_at - clock_timestamp()) * 1000)::float8 FROM runs r
    WHERE r.due_at > statement_timestamp() AND (r.status = 'pending' OR r.worker_id <> ${workerId}) AND r.graph_id = ANY(${graphIds})
    ORDER BY r.due_at LIMIT 1)`;
}

/** SQL: the end of a lease that begins now. */
export function leaseEnd(leaseMs: number): Prisma.Sql {
  return Prisma.sql`clock_timestamp() + make_interval(secs => ${leaseMs / 1000}::float8)`;
}

function claimedRun(row: ClaimRow, id: string): ClaimedRun {
  return {
    id,
    threadId: row.thread_id,
    assistantId: row.assistant_id,
    graphId: row.graph_id,
    kind: row.kind,
    attempt: row.attempt,
    token: row.token,
    input: row.input === null ? null : decodeValue(row.input),
    // These two were written by createRun in exactly this shape.
    command: row.command === null ? null : (decodeValue(row.command) as Record<string, unknown>),
    kwargs: decodeValue(row.kwargs) as RunKwargs,
    createdBy: row.created_by,
    isFresh: row.is_fresh,
    isFirst: row.is_first,
    aloneAt: row.alone_at,
    waitedMs: row.waited_ms,
  };
}

/** Extends leases. @returns the tokens that are still valid; the others' runs were stopped, rolled back or taken over. */
export async function renewLeases(db: Database, tokens: string[], leaseMs: number): Promise<Set<string>> {
  const rows = await db.sql.$queryRaw<{ token: string }[]>`
    UPDATE runs SET due_at = ${leaseEnd(leaseMs)}
    WHERE lease_token = ANY(${tokens}::uuid[]) AND status = 'running' RETURNING lease_token::text AS token`;
  return new Set(rows.map((row) => row.token));
}

/** Gives a run back to the queue, at its place; this attempt does not count. */
export async function releaseRun(db: Database, run: Pick<ClaimedRun, 'id' | 'threadId' | 'token'>): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM threads WHERE id = ${run.threadId}::uuid FOR NO KEY UPDATE`;
    const released = await tx.$executeRaw`
      UPDATE runs SET status = 'pending', lease_token = NULL, due_at = NULL, worker_id = NULL, attempt = attempt - 1,
        updated_at = clock_timestamp()
      WHERE id = ${run.id}::uuid AND lease_token = ${run.token}::uuid AND status = 'running'`;
    if (released === 0) return;
    const { threadId: t, id: r } = run;
    await tx.$executeRaw`SELECT pg_notify(${CHANNEL}, ${JSON.stringify({ k: 'run', t, r, s: 'pending' })})`;
    await settleThread(tx, t);
  });
}

/**
 * The runs that the database says this worker has, and that it does not know of: their claim was carried out, but the answer
 * was lost with the connection.
 */
export async function forgottenRuns(
  db: Database,
  { workerId, knownTokens }: { workerId: string; knownTokens: string[] },
): Promise<Pick<ClaimedRun, 'id' | 'threadId' | 'token'>[]> {
  return db.sql.$queryRaw<{ id: string; threadId: string; token: string }[]>`
    SELECT id, thread_id AS "threadId", lease_token::text AS token FROM runs
    WHERE status = 'running' AND worker_id = ${workerId} AND lease_token <> ALL(${knownTokens}::uuid[])`;
}

/** The workers that the database says are executing something. */
export async function busyWorkers(db: Database): Promise<string[]> {
  const rows = await db.sql.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT worker_id AS id FROM runs WHERE status = 'running' AND worker_id IS NOT NULL`;
  return rows.map(({ id }) => id);
}

/** What these workers are executing may be taken from them at once. */
export async function expireLeases(db: Database, workerIds: string[]): Promise<void> {
  if (workerIds.length === 0) return;
  await db.sql.$executeRaw`
    UPDATE runs SET due_at = least(due_at, clock_timestamp()) WHERE status = 'running' AND worker_id = ANY(${workerIds})`;
}
