import { LeaseLostError } from '#lib/errors';
import type { Database } from '#lib/store/database';
import { Prisma } from '#lib/store/generated/client';
import { CHANNEL } from '#lib/store/notification';
import { patiently } from '#lib/store/patiently';
import { toWire } from '#lib/store/value-codec';
import type { ClaimedRun } from './claimed-run';
import { isRecord } from './is-record';

/** How long a token may wait for others to share its way to the database. */
const BATCH_MS = 25;
/** The same for the word that a run has begun, which nobody acts on: a short run is written in one piece. */
const FIRST_WORD_MS = 100;

export interface NewEvent {
  event: string;
  ns: string;
  /** JSON text. */
  data: string;
  /** Values of the thread's state that belong in `data`, by channel and version. */
  channels?: Record<string, string>;
}

interface BufferedEvent extends Omit<NewEvent, 'data'> {
  data: unknown;
}

interface WriterOptions {
  /** Ends the wait while the database is in trouble. */
  signal: AbortSignal;
  /** While it says no, what is added waits: for the next time, or for `takeRest`. */
  mayWrite: () => boolean;
}

/**
 * Writes a run's events in order, many in one statement, fenced by the run's lease. Neighbouring tokens of one message become
 * one event. An error, a lost lease among them, shows at the next `flush`.
 */
export class EventWriter {
  readonly #db: Database;
  readonly #run: ClaimedRun;
  readonly #signal: AbortSignal;
  #seq: number;
  readonly #mayWrite: () => boolean;
  #buffer: BufferedEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isDueSoon = false;
  #writing: Promise<void> = Promise.resolve();

  private constructor(db: Database, run: ClaimedRun, from: WriterOptions & { nextSeq: number }) {
    this.#db = db;
    this.#run = run;
    this.#signal = from.signal;
    this.#mayWrite = from.mayWrite;
    this.#seq = from.nextSeq;
  }

  /** Goes on after the events of earlier attempts. */
  static async open(db: Database, run: ClaimedRun, options: WriterOptions): Promise<EventWriter> {
    const nextSeq = run.isFresh ? 0 : await patiently(() => nextSeqOf(db, run), options.signal);
    return new EventWriter(db, run, { ...options, nextSeq });
  }

  add(added: BufferedEvent): void {
    const { event, ns, data } = added;
    const last = this.#buffer.at(-1);
    const merged =
      last && last.event === event && last.ns === ns && event === 'messages' ? mergeTokens(last.data, data) : undefined;
    if (last && merged) last.data = merged;
    else this.#buffer.push(added);
    if (event === 'metadata') this.#writeIn(FIRST_WORD_MS);
    else if (!this.#isDueSoon) this.#writeIn(BATCH_MS);
  }

  #writeIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#isDueSoon = ms === BATCH_MS;
    this.#timer = setTimeout(() => {
      if (this.#mayWrite()) void this.#write();
      else this.#writeIn(BATCH_MS);
    }, ms);
  }

  /** Resolves when all that was added is in the database. @throws LeaseLostError */
  async flush(): Promise<void> {
    await this.#write();
  }

  /** Waits for what is on its way, and hands out the rest, for whoever ends the run to write. @throws LeaseLostError */
  async takeRest(): Promise<NewEvent[]> {
    clearTimeout(this.#timer);
    await this.#writing;
    return this.#take();
  }

  /** What has not been written by now never will be. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    const batch = this.#take();
    const first = this.#seq;
    this.#seq += batch.length;
    const written = this.#writing.then(() => patiently(() => this.#insert(batch, first), this.#signal));
    this.#writing = written;
    // The next flush meets the same rejected promise; here it must only not count as unhandled.
    written.catch(() => undefined);
    return written;
  }

  #take(): NewEvent[] {
    this.#isDueSoon = false;
    const batch = this.#buffer.map((event) => ({ ...event, data: toWire(event.data) }));
    this.#buffer = [];
    return batch;
  }

  /** May be done twice: rows that are there already are the same. */
  async #insert(batch: NewEvent[], first: number): Promise<void> {
    if (batch.length === 0) return;
    const { id: r, threadId: t, token } = this.#run;
    const [result] = await this.#db.sql.$queryRaw<{ holds: boolean }[]>`
      WITH lease AS (
        SELECT id FROM runs WHERE id = ${r}::uuid AND lease_token = ${token}::uuid AND status = 'running' FOR SHARE),
      new_events AS (
        INSERT INTO run_events (run_id, seq, event, ns, data, channels)
        SELECT lease.id, ${first} + e.place - 1, e.event, e.ns, e.data, e.channels FROM lease, ${rowsOf(batch)} ON CONFLICT DO NOTHING)
      SELECT count(*) > 0 AS holds, pg_notify(${CHANNEL}, ${JSON.stringify({ k: 'events', t, r })}) IS NULL AS told FROM lease`;
    if (!result?.holds) throw new LeaseLostError(r);
  }
}

/** SQL: inserts events after those of the run in the table expression `run`, which nobody else may be adding to. */
export function appendEvents(run: Prisma.Sql, batch: NewEvent[]): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO run_events (run_id, seq, event, ns, data, channels)
    SELECT run.id, past.last + e.place, e.event, e.ns, e.data, e.channels
    FROM ${run} AS run, LATERAL (SELECT coalesce(max(seq), -1) AS last FROM run_events WHERE run_id = run.id) past, ${rowsOf(batch)}`;
}

/** SQL: `e (event, ns, channels, data, place)`, places counted from 1. */
function rowsOf(batch: NewEvent[]): Prisma.Sql {
  const events = batch.map((row) => row.event);
  const namespaces = batch.map((row) => row.ns);
  const channels = batch.map((row) => (row.channels ? JSON.stringify(row.channels) : null));
  // One JSON text: an array of texts would be quoted once more on its way, which is slow for large states.
  const data = `[${batch.map((row) => row.data).join(',')}]`;
  return Prisma.sql`ROWS FROM (unnest(${events}::text[], ${namespaces}::text[], ${channels}::json[]), json_array_elements(${data}::json))
    WITH ORDINALITY AS e (event, ns, channels, data, place)`;
}

async function nextSeqOf(db: Database, run: ClaimedRun): Promise<number> {
  const [row] = await db.sql.$queryRaw<{ next: number }[]>`
    SELECT coalesce(max(seq), -1) + 1 AS next FROM run_events WHERE run_id = ${run.id}::uuid`;
  return row?.next ?? 0;
}

/** Two neighbouring chunks of one streamed message with plain text as one; undefined when they are not that. */
function mergeTokens(a: unknown, b: unknown): unknown {
  if (!Array.isArray(a) || !Array.isArray(b)) return undefined;
  const [first, metadata]: unknown[] = a;
  const [second]: unknown[] = b;
  if (!isTextChunk(first) || !isTextChunk(second) || first.id !== second.id) return undefined;
  return [{ ...first, ...second, content: first.content + second.content }, metadata];
}

function isTextChunk(chunk: unknown): chunk is { id: string; content: string } {
  return (
    isRecord(chunk) &&
    chunk.type === 'AIMessageChunk' &&
    typeof chunk.content === 'string' &&
    typeof chunk.id === 'string' &&
    !hasToolCalls(chunk)
  );
}

function hasToolCalls(chunk: Record<string, unknown>): boolean {
  const calls = [chunk.tool_calls, chunk.tool_call_chunks];
  return calls.some((list) => Array.isArray(list) && list.length > 0);
}
