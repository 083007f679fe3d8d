import { HoldpointError } from '#lib/errors';
import type { Database } from '#lib/store/database';
import { Prisma } from '#lib/store/generated/client';
import type { RunStatus, StopReason } from '#lib/store/generated/enums';
import { patiently } from '#lib/store/patiently';
import { valueText } from '#lib/store/stored-values';
import { decodeValue, toWire } from '#lib/store/value-codec';
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

/** What is read at once, and so what a slow reader holds in memory: so many events, and no more after so many characters. */
const PAGE = 500;
const PAGE_LENGTH = 1024 * 1024;

/**
 * A run's events, those that are there and then those that come, whichever process executes it. Ends with event `end`, data
 * `{status, stop_reason}`; for a run that is rolled back or deleted meanwhile `{status: null, stop_reason: 'rolled_back'}`.
 * Waits while the database is in trouble: whoever reads has heard the beginning already.
 * @throws HoldpointError `run_not_found`; the signal's reason when it is aborted during such a wait
 */
export async function* followRun(db: Database, options: FollowOptions): AsyncGenerator<RunEventRow> {
  const { runId, signal } = options;
  let after = options.after ?? -1;
  const wake = Wake.onRun(db, runId);
  try {
    for (let looks = 0; !signal?.aborted; looks++) {
      const { status, events, hasMore } = await patiently(() => readEvents(db, { runId, after }), signal);
      for (const row of events) {
        yield row;
        after = row.seq;
        if (row.event === 'end') return;
      }
      if (hasMore) continue;
      if (status === null && looks === 0) throw runNotFound(runId);
      if (status === null)
        return yield { seq: after + 1, event: 'end', ns: '', data: { status: null, stop_reason: 'rolled_back' } };
      // Someone who has read everything of a finished run already: its `end` event lies before `after`.
      if (isTerminal(status)) return;
      await wake.next(signal);
    }
  } finally {
    wake.close();
  }
}

interface EventsRow {
  status: RunStatus;
  seq: number | null;
  event: string;
  ns: string;
  data: string;
  /** What belongs in `data` and is kept with the thread's state, as one object. */
  shared: string | null;
  /** Of the events up to this one. */
  place: number;
  length: number;
}

/** Status and events as of one moment: a run that has ended has its `end` among them. `status` is null when it is gone. */
async function readEvents(
  db: Database,
  { runId, after }: { runId: string; after: number },
): Promise<{ status: RunStatus | null; events: RunEventRow[]; hasMore: boolean }> {
  const rows = await db.sql.$queryRaw<EventsRow[]>`
    WITH RECURSIVE page AS (
      SELECT first.*, 1 AS place, ${lengthOf('first')} AS length FROM (${nextEvent(runId, Prisma.sql`${after}`)}) first
      UNION ALL
      SELECT next.*, page.place + 1, page.length + ${lengthOf('next')}
      FROM page, LATERAL (${nextEvent(runId, Prisma.sql`page.seq`)}) next
      WHERE page.place < ${PAGE} AND page.length < ${PAGE_LENGTH})
    SELECT r.status::text AS status, page.* FROM runs r LEFT JOIN page ON true WHERE r.id = ${runId}::uuid ORDER BY page.seq`;
  const events = rows.flatMap(({ seq, event, ns, ...row }) =>
    seq === null ? [] : [{ seq, event, ns, data: dataOf(row) }],
  );
  const last = rows.at(-1);
  const hasMore = last !== undefined && (last.place === PAGE || last.length >= PAGE_LENGTH);
  return { status: last?.status ?? null, events, hasMore };
}

/**
 * SQL: the event after that of a `seq`. They are taken one by one, since how long an event is shows when it is unpacked: what
 * is stored compressed may be a hundred times longer.
 */
function nextEvent(runId: string, seq: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT e.seq, e.event, e.ns, coalesce(e.data::text, 'null') AS data,
      CASE WHEN e.channels IS NOT NULL THEN (${sharedValues()}) END AS shared
    FROM run_events e WHERE e.run_id = ${runId}::uuid AND e.seq > ${seq} ORDER BY e.seq LIMIT 1`;
}

/** SQL: what event `e` shares with the state of its thread, as text of one JSON object. */
function sharedValues(): Prisma.Sql {
  return Prisma.sql`
    SELECT '{' || string_agg(to_json(part.key)::text || ':' || v.value, ',') || '}'
    FROM runs, json_each_text(e.channels) part, LATERAL (
      -- OFFSET keeps this a look-up per channel, however many versions the thread has.
      SELECT ${valueText('at')} AS value FROM channel_values at WHERE at.thread_id = runs.thread_id AND at.ns = ''
        AND at.channel = part.key AND at.version = part.value OFFSET 0) v
    WHERE runs.id = e.run_id`;
}

function lengthOf(event: string): Prisma.Sql {
  const alias = Prisma.raw(event);
  return Prisma.sql`length(${alias}.data) + coalesce(length(${alias}.shared), 0)`;
}

function dataOf({ data, shared }: Pick<EventsRow, 'data' | 'shared'>): unknown {
  if (shared === null) return JSON.parse(data);
  return { ...JSON.parse(data), ...JSON.parse(toWire(decodeValue(shared))) };
}

/** How a run ended; null when it was rolled back or deleted while we waited. */
export interface RunOutcome {
  status: RunStatus;
  stopReason: StopReason | null;
  error: unknown;
}

/** A run that is waited for. Either `end` is called or `close`. */
export interface RunWatch<Look> {
  /** The first look at it. */
  run: Look;
  /**
   * Resolves when the run has come to its end, with a look at it then; null when it was rolled back or deleted meanwhile. Waits
   * while the database is in trouble.
   * @throws the signal's reason when it is aborted
   */
  end(signal?: AbortSignal): Promise<Look | null>;
  close(): void;
}

/** What is known of a run without a look at the database, and when that ends: with what a look would see then, if that is known, too. */
export interface Known<Look> {
  run: Look;
  done: Promise<Look | undefined>;
}

interface Watching<Look> {
  runId: string;
  /** Asked once, when no end can pass by any more. */
  known?: () => Known<Look> | undefined;
  look: () => Promise<Look | undefined>;
}

/**
 * Looks at a run, and again when it has ended. `look` reads what its caller wants to know.
 * @throws HoldpointError `run_not_found`; what the first look throws
 */
export async function watchRun<Look extends Pick<RunOutcome, 'status'>>(
  db: Database,
  { runId, known, look }: Watching<Look>,
): Promise<RunWatch<Look>> {
  // Before the first look, so that no end is missed.
  let isKnown = false;
  let seen: Look | undefined;
  const wake = Wake.onRunEnd(db, runId, () => isKnown);
  try {
    const knows = known?.();
    isKnown = knows !== undefined;
    void knows?.done.then((end) => {
      isKnown = false;
      seen = end;
      wake.call();
    });
    const run = knows?.run ?? (await look());
    if (!run) throw runNotFound(runId);
    const lookAgain = async () => seen ?? look();
    return { run, end: (signal) => endOf(run, { look: lookAgain, wake, signal }), close: () => wake.close() };
  } catch (error) {
    wake.close();
    throw error;
  }
}

async function endOf<Look extends Pick<RunOutcome, 'status'>>(
  first: Look,
  { look, wake, signal }: { look: () => Promise<Look | undefined>; wake: Wake; signal?: AbortSignal },
): Promise<Look | null> {
  try {
    for (let run: Look | undefined = first; run; run = await patiently(look, signal)) {
      if (isTerminal(run.status)) return run;
      await wake.next(signal);
      signal?.throwIfAborted();
    }
    return null;
  } finally {
    wake.close();
  }
}

/**
 * Resolves when a run has come to its end. Waits while the database is in trouble.
 * @throws HoldpointError `run_not_found`; the signal's reason when it is aborted
 */
export async function waitForRun(
  db: Database,
  { runId, signal }: { runId: string; signal?: AbortSignal },
): Promise<RunOutcome | null> {
  signal?.throwIfAborted();
  const look = () => patiently(() => readOutcome(db, runId), signal);
  return (await watchRun(db, { runId, look })).end(signal);
}

async function readOutcome(db: Database, runId: string): Promise<RunOutcome | undefined> {
  const [run] = await db.sql.$queryRaw<RunOutcome[]>`
    SELECT status::text AS status, stop_reason::text AS "stopReason", error FROM runs WHERE id = ${runId}::uuid`;
  return run;
}

function runNotFound(runId: string): HoldpointError {
  return new HoldpointError('run_not_found', `Run with ID ${runId} not found; it may have been rolled back.`);
}
