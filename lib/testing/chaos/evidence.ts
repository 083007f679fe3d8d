import type pg from 'pg';
import type { ChaosClient, ChaosThread } from './chaos-client';
import type { ChaosEvent } from './chaos-log';
import { connectTo } from './embedded-promises';
import { finalCheckpoints } from './final-checkpoints';
import type { Fleet } from './fleet';
import type { ChaosValues } from './graphs';
import { type JournalLine, readJournals } from './journal';
import type { Operation, Strategy } from './operation';

export interface RunRow {
  id: string;
  threadId: string;
  seq: number;
  kind: 'input' | 'resume' | 'continue';
  status: string;
  stopReason: string | null;
  supersededBy: string | null;
  error: { error?: string; message?: string; code?: string } | null;
  attempt: number;
  name: string | null;
}

/** A change of a run, as the trigger saw it. Statuses are null where there was no row before, or is none after. */
export interface RunChange {
  id: number;
  at: number;
  action: 'INSERT' | 'UPDATE' | 'DELETE';
  runId: string;
  threadId: string;
  seq: number;
  kind: RunRow['kind'];
  strategy: Strategy;
  /** Its sender asked that open questions be answered first. */
  waits: boolean;
  availableAt: number;
  oldStatus: string | null;
  oldLeaseUntil: number | null;
  status: string | null;
  stopReason: string | null;
  token: string | null;
  workerId: string | null;
  attempt: number;
}

export interface CheckpointChange {
  id: number;
  at: number;
  action: 'INSERT' | 'DELETE';
  threadId: string;
  checkpointId: string;
  parentId: string | null;
  runId: string | null;
}

/** A lease that was ended before its time, so that others may take the run over. */
export interface CutLease {
  at: number;
  runId: string;
  workerId: string;
}

export interface QuestionRow {
  id: string;
  threadId: string;
  outcome: string;
  answer: unknown;
  answerRunId: string | null;
}

export interface RollbackRow {
  runId: string;
  supersededBy: string | null;
}

/** Everything a round left behind, from which the checks judge it. Times are milliseconds of the one clock of this machine. */
export interface Evidence {
  leaseMs: number;
  threads: ChaosThread[];
  operations: Operation[];
  /** What was done to the processes and the database. */
  troubles: ChaosEvent[];
  crashes: string[];
  drained: { workerId: string; at: Date }[];
  threadStatuses: Record<string, string>;
  /** Of each thread, as a client reads it. */
  values: Record<string, ChaosValues>;
  /** What clients read of the checkpoints whose values somebody may have been told, by the checkpoint's id. */
  states: Record<string, ChaosValues>;
  runs: RunRow[];
  runChanges: RunChange[];
  checkpointChanges: CheckpointChange[];
  cutLeases: CutLease[];
  journal: JournalLine[];
  questions: QuestionRow[];
  rollbacks: RollbackRow[];
  /** `seq` of each event that a stream of mode `updates` carries, by run. */
  streamedSeqs: Record<string, number[]>;
  /** Journal lines in the recorded `updates`, in order, by run. */
  toldLines: Record<string, string[]>;
}

const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

const QUERIES = {
  runs: `SELECT id, thread_id AS "threadId", seq::int, kind, status, stop_reason AS "stopReason", superseded_by AS "supersededBy",
    error, attempt, metadata->>'name' AS name FROM runs ORDER BY seq`,
  runChanges: `SELECT id::int, ${ms('at')} AS at, action, run_id AS "runId", thread_id AS "threadId", seq::int, kind, strategy, waits,
    ${ms('available_at')} AS "availableAt", old_status AS "oldStatus", ${ms('old_lease_until')} AS "oldLeaseUntil", status,
    stop_reason AS "stopReason", token, worker_id AS "workerId", attempt FROM chaos_runs ORDER BY chaos_runs.id`,
  checkpointChanges: `SELECT id::int, ${ms('at')} AS at, action, thread_id AS "threadId", checkpoint_id AS "checkpointId",
    parent_id AS "parentId", run_id AS "runId" FROM chaos_checkpoints ORDER BY chaos_checkpoints.id`,
  cutLeases: `SELECT ${ms('at')} AS at, run_id AS "runId", worker_id AS "workerId" FROM chaos_leases ORDER BY chaos_leases.id`,
  questions: `SELECT id, thread_id AS "threadId", outcome, answer, answer_run_id AS "answerRunId" FROM interrupts`,
  rollbacks: `SELECT run_id AS "runId", detail->>'superseded_by' AS "supersededBy" FROM decisions WHERE kind = 'rollback'`,
};

export async function collectEvidence(from: {
  url: string;
  leaseMs: number;
  client: ChaosClient;
  threads: ChaosThread[];
  fleet: Fleet;
  troubles: ChaosEvent[];
  /** Where the processes left their journals. */
  folder: string;
}): Promise<Evidence> {
  const { url, leaseMs, client, threads, fleet, troubles, folder } = from;
  const states = await Promise.all(threads.map(({ id }) => client.any().threads.getState(id)));
  const database = await connectTo(url);
  try {
    const rows = async <K extends keyof typeof QUERIES>(name: K): Promise<Evidence[K]> =>
      (await database.query(QUERIES[name])).rows as Evidence[K]; // each query selects exactly the fields of its row type
    const books = {
      runs: await rows('runs'),
      runChanges: await rows('runChanges'),
      checkpointChanges: await rows('checkpointChanges'),
    };
    return {
      ...books,
      leaseMs,
      threads,
      operations: client.operations,
      troubles,
      crashes: fleet.crashes,
      drained: fleet.drained,
      threadStatuses: await readStatuses(database),
      values: Object.fromEntries(threads.map(({ id }, index) => [id, complete(states[index]?.values)])),
      cutLeases: await rows('cutLeases'),
      states: await readStates(client, books),
      journal: await readJournals(folder),
      questions: await rows('questions'),
      rollbacks: await rows('rollbacks'),
      streamedSeqs: await readStreamedSeqs(database),
      toldLines: await readToldLines(database),
    };
  } finally {
    await database.end();
  }
}

async function readStates(
  client: ChaosClient,
  books: Pick<Evidence, 'runs' | 'runChanges' | 'checkpointChanges'>,
): Promise<Record<string, ChaosValues>> {
  const told = client.operations.flatMap(({ runId, toldAt }) => {
    const run = books.runs.find(({ id }) => id === runId);
    return run && toldAt !== undefined ? { run, toldAt } : [];
  });
  const wanted = told.flatMap(({ run, toldAt }) =>
    finalCheckpoints(run, toldAt, books).map((checkpointId) => [checkpointId, run.threadId] as const),
  );
  const deleted = new Set(
    books.checkpointChanges.flatMap(({ action, checkpointId }) => (action === 'DELETE' ? [checkpointId] : [])),
  );
  const there = [...new Map(wanted)].filter(([checkpointId]) => !deleted.has(checkpointId));
  const read = there.map(async ([checkpointId, threadId]) => {
    const { values } = await client.any().threads.getState(threadId, checkpointId);
    return [checkpointId, complete(values)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** A thread on which everything was rolled back has no values at all. */
export function complete(values: Partial<ChaosValues> | undefined): ChaosValues {
  return { inputs: [], lines: [], answers: [], messages: [], ...values };
}

async function readStatuses(database: pg.Client): Promise<Record<string, string>> {
  const { rows } = await database.query<{ id: string; status: string }>('SELECT id, status FROM threads');
  return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
}

async function readStreamedSeqs(database: pg.Client): Promise<Record<string, number[]>> {
  const { rows } = await database.query<{ run_id: string; seqs: number[] }>(
    `SELECT run_id, array_agg(seq ORDER BY seq) AS seqs FROM run_events
    WHERE event IN ('updates', 'error', 'end') AND ns = '' GROUP BY run_id`,
  );
  return Object.fromEntries(rows.map(({ run_id, seqs }) => [run_id, seqs]));
}

async function readToldLines(database: pg.Client): Promise<Record<string, string[]>> {
  const { rows } = await database.query<{ run_id: string; lines: string[] }>(
    `SELECT run_id, array_agg(line ORDER BY seq) AS lines
    FROM run_events, json_each(data) AS task, json_array_elements_text(task.value->'lines') AS line
    WHERE event = 'updates' AND ns = '' GROUP BY run_id`,
  );
  return Object.fromEntries(rows.map(({ run_id, lines }) => [run_id, lines]));
}
