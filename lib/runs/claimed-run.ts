import { Prisma } from '#lib/store/generated/client';
import { hasAny } from '#lib/store/has-any';
import type { ReadTuple } from '#lib/store/read-tuples';
import { decodeValue } from '#lib/store/value-codec';
import type { RunKwargs } from './run-kwargs';

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
  /** Whether its thread certainly has no checkpoint yet. */
  isFirst: boolean;
  /** The thread's revision when the run was the only unfinished one on it. Else null. */
  aloneAt: number | null;
  /** From the moment it could be taken to the moment it was. */
  waitedMs: number;
  /** The thread's newest checkpoint, when it was read together with the claim. */
  head?: Promise<ReadTuple | undefined>;
}

/** The same as it comes from the database. */
export interface ClaimRow {
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
}

export function claimedRun(row: ClaimRow, id: string): ClaimedRun {
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
    // A run that was executed before may have stored something while the claim waited for its row, which the claim does not see.
    isFirst: row.is_fresh && row.is_first,
    aloneAt: row.alone_at,
    waitedMs: row.waited_ms,
  };
}

/** SQL: what a claim changes in the row of a run. */
export function claimedBy({ workerId, leaseMs, token }: ClaimingWorker): Prisma.Sql {
  return Prisma.sql`status = 'running', lease_token = ${token}, worker_id = ${workerId}, attempt = attempt + 1,
    due_at = ${leaseEnd(leaseMs)}, started_at = coalesce(runs.started_at, clock_timestamp()), updated_at = clock_timestamp()`;
}

interface ClaimingWorker {
  workerId: string;
  leaseMs: number;
  token: Prisma.Sql;
}

/** SQL: the columns of ClaimRow that an UPDATE of `runs` returns; `before` has the row's `started_at` and `due_at` of before. */
export function claimColumns(before: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`runs.id, runs.thread_id, runs.assistant_id, runs.graph_id, runs.kind::text, runs.attempt,
    runs.lease_token::text AS token, runs.input::text, runs.command::text, runs.kwargs::text, runs.created_by,
    ${before}.started_at IS NULL AS is_fresh,
    NOT ${hasAny(Prisma.sql`SELECT 1 FROM checkpoints c WHERE c.thread_id = runs.thread_id AND c.ns = ''`)} AS is_first,
    (extract(epoch FROM clock_timestamp() - ${before}.due_at) * 1000)::float8 AS waited_ms`;
}

/** SQL: the end of a lease that begins now. */
export function leaseEnd(leaseMs: number): Prisma.Sql {
  return Prisma.sql`clock_timestamp() + make_interval(secs => ${leaseMs / 1000}::float8)`;
}
