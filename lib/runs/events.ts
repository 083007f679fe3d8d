import { HoldpointError } from '#lib/errors';
import type { Database } from '#lib/store/database';
import type { RunStatus, StopReason } from '#lib/store/generated/enums';
import { isTerminal } from './run-status';
import { Wake } from './wake';

export interface RunEventRow {
  seq: number;
  /** A stream mode of the engine, or `metadata`, `error`, `end`. */
  event: string;
  ns: string;
  data: unknown;
}

export interface FollowOptions {
  runId: string;
  /** The `seq` after which to start; -1 (default) starts with the first event. */
  after?: number;
  signal?: AbortSignal;
}

const PAGE = 500;

/**
 * A run's events, those that are there and then those that come, whichever process executes it. Ends with event `end`, data
 * `{status, stop_reason}`; for a run that is rolled back or deleted meanwhile `{status: null, stop_reason: 'rolled_back'}`.
 * @throws HoldpointError `run_not_found`
 */
export async function* followRun(db: Database, options: FollowOptions): AsyncGenerator<RunEventRow> {
  const { runId, signal } = options;
  let after = options.after ?? -1;
  const wake = Wake.onRun(db, runId, ['events', 'run']);
  try {
    for (let looks = 0; !signal?.aborted; looks++) {
      const page = await readEvents(db, { runId, after });
      for (const row of page) {
        yield row;
        after = row.seq;
        if (row.event === 'end') return;
      }
      if (page.length === PAGE) continue;
      const run = await db.prisma.run.findUnique({ where: { id: runId }, select: { status: true } });
      if (!run && looks === 0 && page.length === 0) throw runNotFound(runId);
      if (!run)
        return yield { seq: after + 1, event: 'end', ns: '', data: { status: null, stop_reason: 'rolled_back' } };
      // Someone who has read everything of a finished run already: its `end` event lies before `after`.
      if (isTerminal(run.status) && page.length === 0 && (await readEvents(db, { runId, after })).length === 0) return;
      if (!isTerminal(run.status)) await wake.next(signal);
    }
  } finally {
    wake.close();
  }
}

async function readEvents(db: Database, { runId, after }: { runId: string; after: number }): Promise<RunEventRow[]> {
  const rows = await db.prisma.$queryRaw<{ seq: number; event: string; ns: string; data: string | null }[]>`
    SELECT seq, event, ns, data::text AS data FROM run_events WHERE run_id = ${runId}::uuid AND seq > ${after} ORDER BY seq LIMIT ${PAGE}`;
  return rows.map((row) => ({ ...row, data: row.data === null ? null : JSON.parse(row.data) }));
}

/** How a run ended; null when it was rolled back or deleted while we waited. */
export interface RunOutcome {
  status: RunStatus;
  stopReason: StopReason | null;
  error: unknown;
}

/**
 * Resolves when a run has come to its end.
 * @throws HoldpointError `run_not_found`; the signal's reason when it is aborted
 */
export async function waitForRun(
  db: Database,
  { runId, signal }: { runId: string; signal?: AbortSignal },
): Promise<RunOutcome | null> {
  const wake = Wake.onRun(db, runId, ['run']);
  try {
    for (let looks = 0; ; looks++) {
      signal?.throwIfAborted();
      const run = await db.prisma.run.findUnique({
        where: { id: runId },
        select: { status: true, stopReason: true, error: true },
      });
      if (!run && looks === 0) throw runNotFound(runId);
      if (!run) return null;
      if (isTerminal(run.status)) return run;
      await wake.next(signal);
    }
  } finally {
    wake.close();
  }
}

function runNotFound(runId: string): HoldpointError {
  return new HoldpointError('run_not_found', `Run with ID ${runId} not found; it may have been rolled back.`);
}
