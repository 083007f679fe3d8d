import { LeaseLostError } from '#lib/errors';
import type { Database } from '#lib/store/database';
import { toWire } from '#lib/store/value-codec';
import { isRecord } from './is-record';
import type { ClaimedRun } from './lease';

/** How long a token may wait for others to share its way to the database. */
const BATCH_MS = 25;

interface BufferedEvent {
  event: string;
  ns: string;
  data: unknown;
}

/**
 * Writes a run's events in order, many in one statement, fenced by the run's lease. Neighbouring tokens of one message become
 * one event. An error, a lost lease among them, shows at the next `flush`.
 */
export class EventWriter {
  readonly #db: Database;
  readonly #run: ClaimedRun;
  #seq: number;
  #buffer: BufferedEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(db: Database, run: ClaimedRun, nextSeq: number) {
    this.#db = db;
    this.#run = run;
    this.#seq = nextSeq;
  }

  /** Goes on after the events of earlier attempts. */
  static async open(db: Database, run: ClaimedRun): Promise<EventWriter> {
    const last = await db.prisma.runEvent.aggregate({ where: { runId: run.id }, _max: { seq: true } });
    return new EventWriter(db, run, (last._max.seq ?? -1) + 1);
  }

  add(event: string, ns: string, data: unknown): void {
    const last = this.#buffer.at(-1);
    const merged =
      last && last.event === event && last.ns === ns && event === 'messages' ? mergeTokens(last.data, data) : undefined;
    if (last && merged) last.data = merged;
    else this.#buffer.push({ event, ns, data });
    this.#timer ??= setTimeout(() => void this.#write(), BATCH_MS);
  }

  /** Resolves when all that was added is in the database. @throws LeaseLostError */
  async flush(): Promise<void> {
    await this.#write();
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#buffer;
    this.#buffer = [];
    const written = this.#writing.then(() => this.#insert(batch));
    this.#writing = written;
    // The next flush meets the same rejected promise; here it must only not count as unhandled.
    written.catch(() => undefined);
    return written;
  }

  async #insert(batch: BufferedEvent[]): Promise<void> {
    if (batch.length === 0) return;
    const seqs = batch.map(() => this.#seq++);
    const events = batch.map((row) => row.event);
    const namespaces = batch.map((row) => row.ns);
    // One JSON text: an array of texts would be quoted once more on its way, which is slow for large states.
    const data = `[${batch.map((row) => toWire(row.data)).join(',')}]`;
    const pushed = JSON.stringify({ k: 'events', t: this.#run.threadId, r: this.#run.id });
    const [result] = await this.#db.prisma.$queryRaw<{ count: number }[]>`
      WITH lease AS (
        SELECT id FROM runs WHERE id = ${this.#run.id}::uuid AND lease_token = ${this.#run.token}::uuid AND status = 'running' FOR SHARE),
      inserted AS (
        INSERT INTO run_events (run_id, seq, event, ns, data)
        SELECT lease.id, e.seq, e.event, e.ns, e.data
        FROM lease, ROWS FROM (unnest(${seqs}::int[], ${events}::text[], ${namespaces}::text[]), json_array_elements(${data}::json))
          AS e (seq, event, ns, data)
        RETURNING 1)
      SELECT count(*)::int AS count, pg_notify('holdpoint', ${pushed}) IS NULL AS pushed FROM inserted`;
    if (result?.count !== batch.length) throw new LeaseLostError(this.#run.id);
  }
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
