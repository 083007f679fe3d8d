import { HoldpointError } from '#lib/errors';
import { followRun, type RunEventRow } from '#lib/runs/events';
import type { ReceivedRun } from '#lib/runs/insert-run';
import { isRecord } from '#lib/runs/is-record';
import type { Database } from '#lib/store/database';
import { patiently } from '#lib/store/patiently';
import { encodeSse } from './encode-sse';
import { type StreamChoice, streamFrames } from './stream-frames';

/** Where a stream begins: after an event the client has seen, with the first one, or with what comes next. */
export type StreamStart = { after: number } | 'first' | 'now';

interface StreamBody {
  run: ReceivedRun;
  choice: StreamChoice;
  start: StreamStart;
  signal: AbortSignal;
}

/**
 * The frames of a run's stream. One that does not continue another begins with `metadata` at once, even while the run still
 * waits for its turn: its id tells a client that is cut off early where to go on.
 */
export async function* streamBody(db: Database, { run, choice, start, signal }: StreamBody): AsyncGenerator<string> {
  const after = await patiently(() => firstSeq(db, { run, start }), signal);
  const announcedAttempt = typeof start === 'string' ? Math.max(run.attempt, 1) : 0;
  if (announcedAttempt > 0) {
    const data = JSON.stringify({ run_id: run.id, thread_id: run.threadId, attempt: announcedAttempt });
    yield encodeSse({ event: 'metadata', data, id: String(after) });
  }
  const framesOf = streamFrames(choice);
  // Mode `messages` adds up what was streamed, so it needs the events that are not sent again, too.
  const readAfter = choice.modes.includes('messages') ? -1 : after;
  for await (const row of eventsOf(db, { runId: run.id, after: readAfter, signal })) {
    const frames = framesOf(row);
    if (row.seq <= after || (row.event === 'metadata' && attemptOf(row.data) === announcedAttempt)) continue;
    for (const frame of frames) yield encodeSse(frame);
  }
}

/** A run that was rolled back between the request and its first look is one that ended so. */
async function* eventsOf(
  db: Database,
  from: { runId: string; after: number; signal: AbortSignal },
): AsyncGenerator<RunEventRow> {
  try {
    yield* followRun(db, from);
  } catch (error) {
    if (!(error instanceof HoldpointError) || error.code !== 'run_not_found') throw error;
    yield { seq: from.after + 1, event: 'end', ns: '', data: { status: null, stop_reason: 'rolled_back' } };
  }
}

/** The `seq` after which to send. From `now` on, the end of a finished run is still sent, so that nobody waits for it. */
async function firstSeq(db: Database, { run, start }: Pick<StreamBody, 'run' | 'start'>): Promise<number> {
  if (typeof start !== 'string') return start.after;
  if (start === 'first') return -1;
  const last = await db.prisma.runEvent.aggregate({
    where: { runId: run.id, event: { not: 'end' } },
    _max: { seq: true },
  });
  return last._max.seq ?? -1;
}

function attemptOf(data: unknown): unknown {
  return isRecord(data) ? data.attempt : undefined;
}
