import { Client } from '@langchain/langgraph-sdk';
import { Client as Client1x } from 'langgraph-sdk-1x';
import { afterAll } from 'vitest';
import type { CompiledStateGraph } from '#lib/engine';
import { serveHttp } from './serve-http';
import { testApi } from './test-api';

/** The published SDKs, the oldest and the newest surface, against the API over real HTTP. */
export async function sdkClients(graphs: Record<string, CompiledStateGraph>) {
  const { fetch } = await testApi(graphs);
  const server = await serveHttp(fetch);
  afterAll(() => server.close());
  const options = { apiUrl: `${server.url}/api`, apiKey: NO_KEY };
  const clients = [
    { version: '2.0.0', client: new Client(options) },
    // What the tests call has the same shape in both.
    { version: '1.12.4', client: new Client1x(options) as unknown as Client },
  ];
  return { clients, dropConnections: server.dropConnections };
}

/** Null keeps the SDK from looking for a key in the environment, which its types do not know. */
const NO_KEY = null as unknown as undefined;
