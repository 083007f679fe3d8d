/** How long a body may take to be sent as a whole. Clients give up on a request without headers after some tens of seconds. */
const PATIENCE_MS = 500;

/**
 * A body of one piece that comes soon, as a text: it costs both sides one packet instead of three. Of any other a stream, which
 * begins with `first` so that headers go out at once.
 */
export async function wholeOrStream(
  body: ReadableStream<Uint8Array>,
  { first, patienceMs = PATIENCE_MS }: { first: string; patienceMs?: number },
): Promise<string | ReadableStream<Uint8Array>> {
  const reader = body.getReader();
  const reading = reader.read();
  const piece = await withinMs(reading, patienceMs);
  if (piece?.value) {
    const { done } = await reader.read();
    if (done) return new TextDecoder().decode(piece.value);
    throw new Error('A body that was to be of one piece has more.');
  }
  return rest(reader, { first: new TextEncoder().encode(first), reading });
}

function rest(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { first, reading }: { first: Uint8Array; reading: Promise<ReadableStreamReadResult<Uint8Array>> },
): ReadableStream<Uint8Array> {
  let next: typeof reading | undefined = reading;
  const pull = async (to: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = await (next ?? reader.read());
    next = undefined;
    if (done) to.close();
    else to.enqueue(value);
  };
  const start = (to: ReadableStreamDefaultController<Uint8Array>) => to.enqueue(first);
  return new ReadableStream({ start, pull, cancel: (reason) => reader.cancel(reason) }, { highWaterMark: 0 });
}

async function withinMs<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, ms, undefined);
  });
  try {
    return await Promise.race([promise, later]);
  } finally {
    clearTimeout(timer);
  }
}
