import { describe, expect, it, vi } from 'vitest';
import { Gate } from '#lib/testing/gate';
import { serveHttp } from '#lib/testing/serve-http';
import { type KeepAliveStream, keepAliveStream } from './keep-alive-stream';
import { abortAllStreams } from './open-streams';

const BEAT = ': hb\n';

function streamOf(source: KeepAliveStream['source'], options: Partial<KeepAliveStream> = {}) {
  return keepAliveStream({ source, beat: BEAT, ...options });
}

async function* words(...pieces: string[]) {
  yield* pieces;
}

describe('keepAliveStream', () => {
  it('sends what its source makes, then ends', async () => {
    const onEnd = vi.fn();

    const text = await new Response(streamOf(() => words('a', 'b'), { onEnd })).text();

    expect(text).toBe('ab');
    expect(onEnd).toHaveBeenCalledOnce();
  });

  it('beats while its source is silent, and loses nothing meanwhile', async () => {
    const gate = new Gate();
    const stream = streamOf(
      async function* () {
        await gate.pass();
        yield 'late';
      },
      { beatEveryMs: 1 },
    );
    const reader = stream.getReader();

    const first = await reader.read();
    gate.open();
    let rest = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      rest += new TextDecoder().decode(part.value);
    }

    expect(new TextDecoder().decode(first.value)).toBe(BEAT);
    expect(rest.replaceAll(BEAT, '')).toBe('late');
  });

  it('tells when the client goes away before the end, and stops its source', async () => {
    const client = new AbortController();
    const [silence, stopped, gone] = [new Gate(), new Gate(), new Gate()];
    const stream = streamOf(
      async function* (signal) {
        yield 'a';
        await silence.pass(signal).finally(() => stopped.open());
      },
      { clientSignal: client.signal, onDisconnect: async () => gone.open() },
    );
    const reading = new Response(stream).text();
    await silence.reached;

    client.abort();

    await Promise.all([stopped.pass(), gone.pass()]);
    await expect(reading).rejects.toThrow();
  });

  it('takes a cancelled body for a client that went away, and closes a source that waits to be read', async () => {
    const onDisconnect = vi.fn(async () => undefined);
    const closed = new Gate();
    const stream = streamOf(
      async function* () {
        try {
          yield 'a';
          yield 'b';
        } finally {
          closed.open();
        }
      },
      { onDisconnect },
    );
    const reader = stream.getReader();
    await reader.read();

    await reader.cancel();

    await closed.pass();
    expect(onDisconnect).toHaveBeenCalledOnce();
  });

  it('does not take a complete body for a client that went away', async () => {
    const client = new AbortController();
    const onDisconnect = vi.fn(async () => undefined);
    await new Response(streamOf(() => words('a'), { clientSignal: client.signal, onDisconnect })).text();

    client.abort();

    expect(onDisconnect).not.toHaveBeenCalled();
  });

  it('falls silent when the server stops, which is not the client going away', async () => {
    const client = new AbortController();
    const onDisconnect = vi.fn(async () => undefined);
    const onEnd = vi.fn();
    const silence = new Gate();
    const stream = streamOf(
      async function* (signal) {
        yield 'a';
        await silence.pass(signal);
      },
      { clientSignal: client.signal, onDisconnect, onEnd },
    );
    const settled = vi.fn();
    new Response(stream).text().then(settled, settled);
    await silence.reached;

    abortAllStreams();
    client.abort();
    await new Promise(setImmediate);

    expect(settled).not.toHaveBeenCalled();
    expect(onDisconnect).not.toHaveBeenCalled();
    expect(onEnd).not.toHaveBeenCalled();
  });

  it('reads no further than its client over a connection', async () => {
    const piece = 'x'.repeat(64 * 1024);
    let made = 0;
    const endless = async function* () {
      for (;;) {
        made++;
        yield piece;
      }
    };
    const server = await serveHttp(() => new Response(streamOf(endless)));
    const response = await fetch(server.url);
    const settledAt = await untilUnchanged(() => made);

    const reader = response.body?.getReader();
    for (let read = 0; read < 2 * settledAt * piece.length; ) read += (await reader?.read())?.value?.length ?? 0;

    expect(settledAt).toBeLessThan(500);
    expect(made).toBeGreaterThan(settledAt);
    await server.close();
  });
});

/** Polls until two looks, some turns of the event loop apart, see the same. */
async function untilUnchanged(look: () => number): Promise<number> {
  for (let before = -1; ; ) {
    const now = look();
    if (now > 0 && now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
