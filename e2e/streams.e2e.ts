import { expect } from './fixtures';
import { test } from './own-server';

test('a stream whose client leaves takes its run along if asked to', async ({ server, api }) => {
  const client = new AbortController();
  const run = { config: { configurable: { pace: 20 } }, on_disconnect: 'cancel' };
  const { threadId, reader } = await openStream(server.url, run, client.signal);
  await reader.read();

  client.abort();

  await expect.poll(async () => (await api.runs(threadId))[0]?.status).toBe('interrupted');
});

test('a server that stops cuts its streams instead of ending them', async ({ server }) => {
  const { reader } = await openStream(server.url, { after_seconds: 600 });
  await reader.read();
  const rest = readToEnd(reader);
  const cut = expect(rest).rejects.toThrow();

  await server.stop();

  await cut;
  expect(server.errors).toEqual([]);
});

async function openStream(url: string, run: object, signal?: AbortSignal) {
  const post = (path: string, body: object) =>
    fetch(`${url}/api${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  const { thread_id: threadId } = await (await post('/threads', {})).json();
  const input = { messages: [{ role: 'user', content: "what's the weather in sf?" }] };
  const { body } = await post(`/threads/${threadId}/runs/stream`, { assistant_id: 'agent', input, ...run });
  if (!body) throw new Error('The stream has no body.');
  return { threadId, reader: body.getReader() };
}

async function readToEnd(reader: ReadableStreamDefaultReader): Promise<void> {
  while (!(await reader.read()).done);
}
