import { logger } from '#lib/runs/logger';
import { closeStream, openStream, SERVER_STOPS } from './open-streams';

/** Newer clients take three missed beats for a lost connection, but wait at most 30 s. */
const BEAT_EVERY_MS = 5000;

export interface KeepAliveStream {
  /** Makes the body, piece by piece. It ends when its signal is aborted. */
  source: (signal: AbortSignal) => AsyncGenerator<string>;
  /** What is sent while the source has nothing to say. */
  beat: string;
  /** Aborted when the client goes away. */
  clientSignal?: AbortSignal;
  /** The client went away before the body was complete. */
  onDisconnect?: () => Promise<unknown>;
  /** The body is complete. One that was cut off may be asked for again. */
  onEnd?: () => void;
  beatEveryMs?: number;
  /** Has something done once who reads this may not any longer; returns how to stop watching. */
  onAccessEnded?: (end: () => void) => () => void;
  /** What is said then, at the end. */
  lastWords?: string;
}

const ACCESS_ENDED = 'who reads this may not any longer';

/**
 * A response body that is sent as it is made, with beats in between, so that proxies and clients can tell silence from a lost
 * connection. When the server stops, it falls silent instead of ending, until the server cuts the connection: clients take that
 * as a reason to reconnect.
 */
export function keepAliveStream(options: KeepAliveStream): ReadableStream<Uint8Array> {
  const stop = openStream();
  const pieces = untilStopped(options, stop);
  const encoder = new TextEncoder();
  let next: Promise<IteratorResult<string>> | undefined;

  const unwatch = options.onAccessEnded?.(() => stop.abort(ACCESS_ENDED));
  const mayNotRead = () => stop.signal.reason === ACCESS_ENDED;
  const end = (body: ReadableStreamDefaultController<Uint8Array>) => {
    unwatch?.();
    if (mayNotRead() && options.lastWords) body.enqueue(encoder.encode(options.lastWords));
    body.close();
  };

  const leave = async () => {
    const isOpen = closeStream(stop) && !stop.signal.aborted;
    stop.abort();
    unwatch?.();
    pieces.return(undefined).catch(reportDisconnect);
    if (isOpen) await options.onDisconnect?.();
  };
  options.clientSignal?.addEventListener('abort', () => void leave().catch(reportDisconnect), { once: true });

  const pull = async (body: ReadableStreamDefaultController<Uint8Array>) => {
    next ??= pieces.next();
    const piece = await nextOrBeat(next, options.beatEveryMs ?? BEAT_EVERY_MS).catch(unless(mayNotRead));
    if (mayNotRead() || piece === undefined) return end(body);
    if (piece === 'beat') return body.enqueue(encoder.encode(options.beat));
    next = undefined;
    if (!piece.done) return body.enqueue(encoder.encode(piece.value));
    stop.signal.throwIfAborted();
    end(body);
  };
  // A body that fails is reported as an error by who writes it to the connection, and a stop is none.
  const silentIfStopped = (error: unknown) => {
    if (stop.signal.reason !== SERVER_STOPS) throw error;
    return new Promise<never>(() => undefined);
  };
  const body = { pull: (to) => pull(to).catch(silentIfStopped), cancel: leave } satisfies UnderlyingDefaultSource;
  return new ReadableStream<Uint8Array>(body, { highWaterMark: 0 });
}

async function* untilStopped({ source, onEnd }: KeepAliveStream, stop: AbortController): AsyncGenerator<string> {
  try {
    yield* source(stop.signal);
  } finally {
    if (closeStream(stop) && !stop.signal.aborted) onEnd?.();
  }
}

/** What fails because it was stopped for this is no failure. */
function unless(expected: () => boolean): (error: unknown) => undefined {
  return (error) => {
    if (!expected()) throw error;
  };
}

async function nextOrBeat<T>(next: Promise<T>, ms: number): Promise<T | 'beat'> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const beat = new Promise<'beat'>((resolve) => {
    timer = setTimeout(resolve, ms, 'beat');
  });
  try {
    return await Promise.race([next, beat]);
  } finally {
    clearTimeout(timer);
  }
}

function reportDisconnect(error: unknown): void {
  logger().error({ err: error }, 'a client went away from a stream, and what follows from that failed');
}
