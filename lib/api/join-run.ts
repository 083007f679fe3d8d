import { z } from 'zod';
import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import { watchRunEnd } from '#lib/runs/run-end';
import { getThread } from '#lib/runs/threads';
import type { Run } from '#lib/store/generated/client';
import { type ApiContext, allow } from './context';
import { listParam, parse, parseQuery } from './parse-request';
import { json } from './respond';
import { streamResponse, waitResponse } from './run-responses';
import { rolledBack } from './run-result';
import { optional, queryFlag } from './schemas/fields';
import { type StreamMode, streamModes } from './schemas/run-schemas';
import type { StreamStart } from './stream-body';

const joinQuery = z.object({ cancel_on_disconnect: optional(queryFlag), last_event_id: optional(z.string()) });
const modesQuery = z.object({ stream_mode: streamModes });

/** Waits for a run that exists. One that was rolled back is answered as such, as long as the audit trail knows of it. */
export async function joinResponse(c: ApiContext, ids: { threadId?: string; runId: string }): Promise<Response> {
  const { cancel_on_disconnect: cancelOnDisconnect = false } = parseQuery(c, joinQuery);
  if (cancelOnDisconnect) allow(c, 'operate');
  try {
    const { run, end, close } = await watchRunEnd(c.get('hp'), ids);
    // Of a client that goes away before it reads the response, nobody asks for the end.
    const { signal } = c.req.raw;
    if (signal.aborted) close();
    signal.addEventListener('abort', close, { once: true });
    return waitResponse(c, { run: { id: ids.runId, threadId: run.threadId }, end, cancelOnDisconnect });
  } catch (error) {
    const isUnknown = error instanceof HoldpointError && error.code === 'run_not_found';
    if (isUnknown && ids.threadId && (await wasRolledBack(c.get('hp'), ids.threadId, ids.runId))) {
      return json(rolledBack(ids.runId));
    }
    throw error;
  }
}

/** Follows a run that exists: after `Last-Event-ID`, where -1 is the start; without one, from now on. */
export function joinStreamResponse(c: ApiContext, run: Run, path?: string): Response {
  const query = parseQuery(c, joinQuery);
  if (query.cancel_on_disconnect) allow(c, 'operate');
  const asked = isRecord(run.kwargs) ? run.kwargs : {};
  const named = listParam(c, 'stream_mode', 'stream_mode[]');
  const modes: StreamMode[] = parse(modesQuery, { stream_mode: named ?? asked.stream_mode }, 'query').stream_mode;
  return streamResponse(c, {
    run,
    path,
    cancelOnDisconnect: query.cancel_on_disconnect ?? false,
    choice: { modes, subgraphs: asked.stream_subgraphs === true },
    start: streamStart(c.req.header('last-event-id') ?? query.last_event_id),
  });
}

function streamStart(lastEventId: string | undefined): StreamStart {
  if (lastEventId === undefined || lastEventId === '') return 'now';
  if (lastEventId === '-') return { after: -1 };
  const after = Number(lastEventId);
  if (Number.isInteger(after) && after >= -1) return { after };
  throw new HoldpointError(
    'invalid_request',
    `Last-Event-ID is "${lastEventId}"; pass the id of an event of this run, or -1 for all of them.`,
  );
}

async function wasRolledBack(hp: Holdpoint, threadId: string, runId: string): Promise<boolean> {
  await getThread(hp, threadId);
  const decision = await hp.db.prisma.decision.findFirst({
    where: { threadId, runId, kind: 'rollback' },
    select: { id: true },
  });
  return decision !== null;
}
