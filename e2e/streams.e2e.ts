import { expect } from './fixtures';
import { test } from './own-server';

test('a stream whose client leaves takes its run along if asked to', async ({ server, api }) => {
  const client = new AbortController();
  const { threadId, reader } = await openStream(server.url, { on_disconnect: 'cancel' }, client.signal);
  await reader.read();

  client.abort();

  await expect.poll(async () => (await api.runs(threadId))[0]?.status).toBe('interrupted');
});

test('a server that stops cuts its streams instead of ending them', async ({ server }) => {
  const { reader } = await openStream(server.url, {});
  await reader.read();
  const rest = readToEnd(reader);
  const cut = expect(rest).rejects.toThrow();

  await server.stop();

  await cut;
  expect(server.errors).toEqual([]);
});

/** Follows a run that takes far longer than a test. */
async function openStream(url: string, options: object, signal?: AbortSignal) {
  const post = (path: string, body: object) =>
    fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  const { thread_id: threadId } = await (await post('/threads', {})).json();
  const input = { messages: [{ role: 'user', content: "what's the weather in sf?" }] };
  const run = { assistant_id: 'agent', input, config: { configurable: { pace: 20 } }, ...options };
  const { body } = await post(`/threads/${threadId}/runs/stream`, run);
  if (!body) throw new Error('The stream has no body.');
  return { threadId, reader: body.getReader() };
}

async function readToEnd(reader: ReadableStreamDefaultReader): Promise<void> {
  while (!(await reader.read()).done);
}
