import { Client } from '@langchain/langgraph-sdk';
import { Client as Client1x } from 'langgraph-sdk-1x';
import { expect, it } from 'vitest';
import { encodeSse, HEARTBEAT } from './encode-sse';

const body = [
  HEARTBEAT,
  encodeSse({ event: 'values', data: JSON.stringify({ text: 'two\nlines' }), id: '0' }),
  HEARTBEAT,
  HEARTBEAT,
  encodeSse({ event: 'end', data: 'null' }),
  HEARTBEAT,
].join('');

const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } });

it.each([
  ['2.0.0', new Client({ callerOptions: { fetch } })],
  ['1.12.4', new Client1x({ callerOptions: { fetch } })],
])('the SDK %s reads every frame and sees no heartbeat', async (_version, client) => {
  const parts: unknown[] = [];

  for await (const part of client.runs.joinStream('thread', 'run')) parts.push(part);

  expect(parts).toEqual([
    { event: 'values', data: { text: 'two\nlines' }, id: '0' },
    { event: 'end', data: null, id: '0' },
  ]);
});
