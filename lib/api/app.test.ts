import { describe, expect, it } from 'vitest';
import { HoldpointError } from '#lib/errors';
import { testApi } from '#lib/testing/test-api';
import { twoSteps } from '#lib/testing/test-graphs';
import packageJson from '../../package.json';
import { createApi } from './app';

// The server is made to fail here, and would log it.
process.env.LOG_LEVEL = 'silent';

const { call, hp, db } = await testApi({ steps: twoSteps() });

describe('meta', () => {
  it('is ready when its database answers', async () => {
    const response = await call('GET', '/ok');

    expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
  });

  it('says so when the database does not answer', async () => {
    const closed = await db.another();
    await closed.close();
    const broken = createApi(async () => ({ ...hp, db: closed }));
    const absent = createApi(async () => {
      throw new HoldpointError('database_unavailable', 'No connection to the database.');
    });

    for (const api of [broken, absent]) {
      const response = await api.request('/api/ok');

      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ code: 'database_unavailable' });
    }
  });

  it('says what it is', async () => {
    const response = await call('GET', '/info');

    expect(await response.json()).toMatchObject({
      version: packageJson.version,
      flags: { assistants: true, crons: false },
    });
  });

  it.each([
    ['PUT', '/store/items', 'The store API is not supported by this server: there is no PUT /api/store/items.'],
    ['POST', '/runs/crons', 'Crons are not supported'],
    ['POST', '/threads/1/runs/crons', 'Crons are not supported'],
    ['POST', '/runs/crons/search', 'Crons are not supported'],
    ['GET', '/threads/1/stream', 'Streams of a whole thread are not supported'],
    ['POST', '/threads/1/commands', 'protocol v2'],
    ['POST', '/threads/1/stream/events', 'protocol v2'],
    ['POST', '/mcp/', 'MCP'],
  ])('says of %s %s that it is not supported', async (method, path, detail) => {
    const response = await call(method, path, method === 'GET' ? undefined : {});

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ code: 'not_supported', detail: expect.stringContaining(detail) });
  });

  it('names what it does not know', async () => {
    const response = await call('PUT', '/thread', {});

    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: 'not_found',
      detail: expect.stringContaining('There is no PUT /api/thread'),
    });
  });
});

describe('cross-origin requests', () => {
  it('may read the headers that clients need, also of errors', async () => {
    for (const path of ['/ok', '/threads/none']) {
      const response = await call('GET', path, undefined, { origin: 'http://localhost:5173' });

      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      const exposed = response.headers.get('access-control-expose-headers');
      for (const header of ['content-location', 'location', 'x-pagination-total', 'x-pagination-next'])
        expect(exposed).toContain(header);
    }
  });

  it('are allowed in advance', async () => {
    const response = await call('OPTIONS', '/threads/search', undefined, {
      origin: 'http://localhost:5173',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-api-key',
    });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toContain('PATCH');
    expect(response.headers.get('access-control-allow-headers')).toContain('x-api-key');
  });
});

describe('bad bodies', () => {
  it('says where JSON is broken', async () => {
    const response = await call('POST', '/threads', '{"metadata": {},}');

    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code: 'invalid_json',
      detail: 'The body is not valid JSON: line 1, column 17, near "}".',
      position: 16,
      line: 1,
      column: 17,
    });
  });

  it('refuses bodies that are too large', async () => {
    const response = await call('POST', '/threads', `{"metadata": {"x": "${'x'.repeat(20 * 1024 * 1024)}"}}`);

    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'payload_too_large' });
  });

  it('refuses nesting that nothing could store', async () => {
    const thread = await (await call('POST', '/threads', {})).json();
    const input = '['.repeat(50_000) + ']'.repeat(50_000);

    const response = await call(
      'POST',
      `/threads/${thread.thread_id}/runs`,
      `{"assistant_id": "steps", "input": {"say": ${input}}}`,
    );

    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: 'unsupported_value' });
  });

  it('keeps what it is about to itself when it fails', async () => {
    const failing = createApi(async () => {
      throw new Error('secret detail');
    });

    const response = await failing.request('/api/ok');

    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret|at .*\.ts/);
  });
});
