import { describe, expect, it } from 'vitest';
import { parseSse, type ServerSentEvent } from './parse-sse';

async function parse(...pieces: (string | Uint8Array)[]) {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
  const events: ServerSentEvent[] = [];
  for await (const event of parseSse(body)) events.push(event);
  return events;
}

describe('parseSse', () => {
  it('reads event, data and id of each frame', async () => {
    expect(await parse('event: metadata\ndata: {"run_id":"r"}\nid: 0\n\nevent: end\ndata: null\nid: 1\n\n')).toEqual([
      { event: 'metadata', data: '{"run_id":"r"}', id: '0' },
      { event: 'end', data: 'null', id: '1' },
    ]);
  });

  it('puts frames together that arrive in pieces, even inside a character', async () => {
    const bytes = new TextEncoder().encode('data: "ü"\n\n');

    expect(await parse(bytes.slice(0, 8), bytes.slice(8))).toEqual([{ event: 'message', data: '"ü"', id: null }]);
  });

  it('joins several data lines and accepts any line end', async () => {
    expect(await parse('data: a\r\ndata: b\r\n\r\n')).toEqual([{ event: 'message', data: 'a\nb', id: null }]);
  });

  it('skips comments and drops an unfinished frame', async () => {
    expect(await parse(': hb\ndata: 1\n\ndata: 2')).toEqual([{ event: 'message', data: '1', id: null }]);
  });
});
