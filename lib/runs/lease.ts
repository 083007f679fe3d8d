import { commitsLater } from '#lib/store/commits-later';
import type { Database } from '#lib/store/database';
import { Prisma } from '#lib/store/generated/client';
import { hasAny } from '#lib/store/has-any';
import { CHANNEL } from '#lib/store/notification';
import { supersedeQuestions, tellDropped } from '#lib/store/supersede-questions';
import { type ClaimedRun, type ClaimRow, claimColumns, claimedBy, claimedRun, leaseEnd } from './claimed-run';
import { settleThread } from './settle-thread';
import { inTransaction } from './transaction';

/** How long a worker may be silent before its runs are taken over. */
export const DEFAULT_LEASE_MS = 10_000;

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

interface LookRow extends ClaimRow {
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
  const rows = await db.sql.$queryRaw<LookRow[]>`
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
      UPDATE runs SET ${claimedBy({ workerId, leaseMs, token: Prisma.sql`gen_random_uuid()` })}
      FROM taken JOIN threads t ON t.id = taken.thread_id
      WHERE runs.id = taken.id
      RETURNING ${claimColumns(Prisma.sql`taken`)},
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
