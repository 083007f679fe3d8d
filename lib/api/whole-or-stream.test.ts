import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { wholeOrStream } from './whole-or-stream';

const PATIENCE_MS = 50;

function bodyOf(...pieces: (() => Promise<string>)[]) {
  const left = [...pieces];
  let cancelled: unknown;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(to) {
        const piece = await left.shift()?.();
        if (piece === undefined) to.close();
        else to.enqueue(new TextEncoder().encode(piece));
      },
      cancel(reason) {
        cancelled = reason;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, cancelled: () => cancelled };
}

const options = { first: '>', patienceMs: PATIENCE_MS };
const late = (text: string) => () => sleep(PATIENCE_MS * 3, text);

describe('a body', () => {
  it('that is there soon is sent as a whole', async () => {
    const { body } = bodyOf(async () => '{"a":1}');

    expect(await wholeOrStream(body, options)).toBe('{"a":1}');
  });

  it('that takes longer is a stream whose first piece comes at once', async () => {
    const { body } = bodyOf(late('beat'), late('{}'));

    const stream = await wholeOrStream(body, options);

    expect(await new Response(stream).text()).toBe('>beat{}');
  });

  it('whose reader goes away learns of it', async () => {
    const { body, cancelled } = bodyOf(late('{}'));

    const stream = await wholeOrStream(body, options);
    if (typeof stream === 'string') throw new Error('It was late.');
    await stream.cancel('gone');

    expect(cancelled()).toBe('gone');
  });

  it('that fails soon is no response', async () => {
    const { body } = bodyOf(() => Promise.reject(new Error('broken')));

    await expect(wholeOrStream(body, options)).rejects.toThrow('broken');
  });
});
