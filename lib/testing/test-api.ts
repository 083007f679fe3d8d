import { afterAll } from 'vitest';
import { createApi } from '#lib/api/app';
import type { CompiledStateGraph } from '#lib/engine';
import { Worker } from '#lib/runs/worker';
import { type TestDatabase, testDatabase } from './database';
import { type TestHoldpoint, testHoldpoint } from './holdpoint';

/** The HTTP API on a test's own database, with a worker that executes what is sent to it. */
export interface TestApi {
  hp: TestHoldpoint;
  db: TestDatabase;
  fetch(request: Request): Response | Promise<Response>;
  /** Sends one request; the body is JSON unless it is text already. */
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** @returns its id */
  newThread(metadata?: Record<string, unknown>): Promise<string>;
  /** Waits for the end of a new run. @returns what that is answered with */
  finish(threadId: string, graphId: string, input: unknown): Promise<RunAnswer>;
}

interface RunAnswer {
  [channel: string]: unknown;
  __interrupt__?: { id: string; value: unknown }[];
}

export async function testApi(graphs: Record<string, CompiledStateGraph>): Promise<TestApi> {
  const db = await testDatabase();
  const hp = await testHoldpoint(db, graphs);
  const worker = new Worker(hp);
  worker.start();
  afterAll(() => worker.stop());
  const api = createApi(async () => hp);
  const call: TestApi['call'] = async (method, path, ...[body, headers]) => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return api.request(`/api${path}`, {
      method,
      body: text,
      headers: { 'content-type': 'application/json', ...headers },
    });
  };
  return {
    hp,
    db,
    fetch: (request) => api.fetch(request),
    call,
    newThread: async (metadata) => (await (await call('POST', '/threads', { metadata })).json()).thread_id,
    finish: async (threadId, graphId, input) =>
      (await call('POST', `/threads/${threadId}/runs/wait`, { assistant_id: graphId, input })).json(),
  };
}
