import { HoldpointError } from '#lib/errors';
import { cancelRun } from '#lib/runs/cancel-run';
import { ignoreEnded } from '#lib/runs/cancel-runs';
import type { RunWatch } from '#lib/runs/events';
import type { ReceivedRun } from '#lib/runs/insert-run';
import { type RunEnd, watchRunEnd } from '#lib/runs/run-end';
import { patiently } from '#lib/store/patiently';
import { type ApiContext, actorOf, onAccessEnded } from './context';
import { HEARTBEAT } from './encode-sse';
import { type KeepAliveStream, keepAliveStream } from './keep-alive-stream';
import { jsonText } from './respond';
import { runResult } from './run-result';
import { type StreamStart, streamBody } from './stream-body';
import type { StreamChoice } from './stream-frames';
import { wholeOrStream } from './whole-or-stream';
import { runPath } from './wire/run';

interface RunResponse {
  run: Pick<ReceivedRun, 'id' | 'threadId'>;
  cancelOnDisconnect: boolean;
  /** The run's own path: with its thread, or without for a stateless run. Default: with its thread. */
  path?: string;
  /** Called once, when the response is complete. */
  afterwards?: () => Promise<void>;
}

const NO_STORE = { 'cache-control': 'no-store', 'x-accel-buffering': 'no' };

/** Server-sent events of a run, to its end. `Location` is where a client goes on after a lost connection. */
export function streamResponse(
  c: ApiContext,
  options: RunResponse & { run: ReceivedRun; choice: StreamChoice; start: StreamStart },
): Response {
  const { run, choice, start, path = runPath(run) } = options;
  const source = (signal: AbortSignal) => streamBody(c.get('hp').db, { run, choice, start, signal });
  const headers = {
    ...NO_STORE,
    'content-type': 'text/event-stream',
    location: `${path}/stream`,
    'content-location': path,
  };
  return new Response(body(c, options, { source, beat: HEARTBEAT }), { headers });
}

/** The same of a run that was created just now. */
export function newRunResponse(c: ApiContext, options: RunResponse): Promise<Response> {
  const end = async (signal: AbortSignal) => {
    const watch = await patiently(() => watchRunEnd(c.get('hp'), { runId: options.run.id }), signal).catch(
      unlessRolledBack,
    );
    return watch === null ? null : watch.end(signal);
  };
  return waitResponse(c, { ...options, end });
}

/** JSON that comes when the run has ended. If that takes long, headers and a newline go out before. */
export async function waitResponse(
  c: ApiContext,
  options: RunResponse & Pick<RunWatch<RunEnd>, 'end'>,
): Promise<Response> {
  const { run, path = runPath(run), end } = options;
  const source = async function* (signal: AbortSignal) {
    yield runResult(run.id, await end(signal));
  };
  const headers = {
    ...NO_STORE,
    'content-type': 'application/json',
    location: `${runPath(run)}/join`,
    'content-location': path,
  };
  const beat = '\n';
  const whole = await wholeOrStream(body(c, options, { source, beat }), { first: beat });
  return typeof whole === 'string' ? jsonText(whole, { headers }) : new Response(whole, { headers });
}

function body(
  c: ApiContext,
  options: RunResponse,
  stream: Pick<KeepAliveStream, 'source' | 'beat'>,
): ReadableStream<Uint8Array> {
  const { run, cancelOnDisconnect, afterwards } = options;
  const cancel = () =>
    cancelRun(c.get('hp'), {
      threadId: run.threadId,
      runId: run.id,
      action: 'interrupt',
      actor: actorOf(c),
      sparesPaused: true,
    });
  return keepAliveStream({
    ...stream,
    clientSignal: c.req.raw.signal,
    onAccessEnded: (end) => onAccessEnded(c, end),
    onDisconnect: cancelOnDisconnect ? () => cancel().catch(ignoreEnded) : undefined,
    onEnd: () => void afterwards?.(),
  });
}

/** A run that is gone at the first look was there when the request came. */
function unlessRolledBack(error: unknown): null {
  if (error instanceof HoldpointError && error.code === 'run_not_found') return null;
  throw error;
}
