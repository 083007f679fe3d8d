import { expect, it } from 'vitest';
import { serveHttp } from '#lib/testing/serve-http';
import { json } from './respond';

/** The answer as it comes over the wire. */
async function served(response: Response) {
  const server = await serveHttp(() => response);
  try {
    const answer = await fetch(server.url);
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  } finally {
    await server.close();
  }
}

it('sends a whole body with its length, and all of its head', async () => {
  const response = json({ name: 'Zoë' }, { status: 404, headers: { 'x-more': 'yes' } });
  response.headers.set('access-control-allow-origin', '*');

  expect(await served(response)).toEqual({
    status: 404,
    headers: expect.objectContaining({
      'content-type': 'application/json',
      'content-length': '15',
      'x-more': 'yes',
      'access-control-allow-origin': '*',
    }),
    body: '{"name":"Zoë"}',
  });
});

it('sends what comes piece by piece as it comes', async () => {
  const pieces = new ReadableStream({
    async pull(controller) {
      for (const piece of ['one ', 'two']) {
        controller.enqueue(new TextEncoder().encode(piece));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      controller.close();
    },
  });

  expect(await served(new Response(pieces))).toMatchObject({
    headers: { 'transfer-encoding': 'chunked' },
    body: 'one two',
  });
});
