/** One event of a server-sent event stream. `id` is the last one the stream named. */
export interface ServerSentEvent {
  event: string;
  data: string;
  id: string | null;
}

/** Reads the frames of a server-sent event stream. Comments are skipped; an unfinished last frame is dropped, as the standard asks. */
export async function* parseSse(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  let frame = newFrame(null);
  for await (const line of linesOf(body)) {
    if (line === '') {
      if (frame.data.length > 0) yield { event: frame.event, data: frame.data.join('\n'), id: frame.id };
      frame = newFrame(frame.id);
    } else addField(frame, line);
  }
}

interface Frame {
  event: string;
  data: string[];
  id: string | null;
}

function newFrame(id: string | null): Frame {
  return { event: 'message', data: [], id };
}

function addField(frame: Frame, line: string): void {
  const colon = line.indexOf(':');
  if (colon === 0) return;
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'data') frame.data.push(value);
  else if (field === 'event') frame.event = value;
  else if (field === 'id') frame.id = value;
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
