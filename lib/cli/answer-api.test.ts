import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { processWide } from '#lib/store/process-wide';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { parseMetrics } from '#lib/testing/parse-metrics';
import { twoSteps } from '#lib/testing/test-graphs';
import { answerApi } from './answer-api';

const hp = await testHoldpoint(await testDatabase(), { steps: twoSteps() });
const others = vi.fn(async (_request: IncomingMessage, response: ServerResponse) => void response.end('others'));
const server = createServer((request, response) => void answerApi(others)(request, response));

beforeAll(async () => {
  // What this process's `holdpoint()` gives.
  processWide('holdpoint', () => ({ opening: Promise.resolve(hp) }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => void server.close());

async function get(path: string): Promise<string> {
  // A TCP server that listens has an address of this form.
  const { port } = server.address() as AddressInfo;
  return (await fetch(`http://127.0.0.1:${port}${path}`)).text();
}

describe('what does not pass through Next', () => {
  it('is the API', async () => {
    expect(JSON.parse(await get('/api/ok'))).toEqual({ ok: true });
    expect(JSON.parse(await get('/api?x=1'))).toMatchObject({ code: 'not_found' });
  });

  it('are the metrics, which it would trace at every scrape', async () => {
    expect(parseMetrics(await get('/metrics')).get('holdpoint_database_up')).toBe(1);
    expect(parseMetrics(await get('/metrics?name=x')).get('holdpoint_database_up')).toBe(1);
  });

  it('is nothing else', async () => {
    for (const path of ['/', '/apis', '/metrics/more', '/inbox?x=/api']) expect(await get(path)).toBe('others');
  });
});
