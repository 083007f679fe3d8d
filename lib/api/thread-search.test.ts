import { v4 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { testApi } from '#lib/testing/test-api';
import { asks, twoSteps } from '#lib/testing/test-graphs';

const { call, newThread, finish } = await testApi({ steps: twoSteps(), asks: asks({ value: 'What is your age?' }) });

describe('searching threads', () => {
  const mark = v4();

  it('filters by metadata, status, ids and values, sorts and counts', async () => {
    const [a, b, c] = [
      await newThread({ mark, n: 1 }),
      await newThread({ mark, n: 2 }),
      await newThread({ mark, n: 3 }),
    ];
    await finish(b, 'steps', { say: 'searched' });
    await finish(c, 'asks', { say: 'asked' });
    const ids = async (search: Record<string, unknown>) => {
      const rows = await (await call('POST', '/threads/search', { metadata: { mark }, ...search })).json();
      return rows.map((row: { thread_id: string }) => row.thread_id);
    };

    expect(await ids({})).toEqual([c, b, a]);
    expect(await ids({ sort_by: 'created_at', sort_order: 'asc' })).toEqual([a, b, c]);
    expect(await ids({ metadata: { mark, n: 2 } })).toEqual([b]);
    expect(await ids({ status: 'interrupted' })).toEqual([c]);
    expect(await ids({ ids: [a, c] })).toEqual([c, a]);
    expect(await ids({ values: { say: 'searched' } })).toEqual([b]);
    expect(await ids({ values: { log: ['second searched'] } })).toEqual([b]);
    expect(await ids({ values: { log: 'second searched' } })).toEqual([]);
    expect(await (await call('POST', '/threads/count', { metadata: { mark }, status: 'idle' })).json()).toBe(2);
  });

  it('finds threads beside one whose values jsonb cannot hold', async () => {
    const metadata = { mark: v4() };
    const [odd, plain] = [await newThread(metadata), await newThread(metadata)];
    await finish(odd, 'steps', { say: 'nul \u0000 and half \ud800' });
    await finish(plain, 'steps', { say: String.raw`a backslash: \u0000` });

    const found = await call('POST', '/threads/search', { metadata, values: { say: String.raw`a backslash: \u0000` } });

    expect(await found.json()).toMatchObject([{ thread_id: plain }]);
    expect((await (await call('GET', `/threads/${odd}`)).json()).values.say).toBe('nul \u0000 and half \ud800');
  });

  it('answers with threads as they are when read alone, found by a filter or not', async () => {
    const threadId = await newThread({ kind: 'asking', n: 1.5 });
    await finish(threadId, 'asks', { say: 'ü "quoted" \\ \n' });
    await call('PATCH', `/threads/${threadId}`, { ttl: 90 });

    const alone = await (await call('GET', `/threads/${threadId}`)).json();
    const [newest] = await (await call('POST', '/threads/search', { limit: 1 })).json();
    const [found] = await (await call('POST', '/threads/search', { ids: [threadId] })).json();

    expect(alone).toMatchObject({ metadata: { n: 1.5 }, values: { say: 'ü "quoted" \\ \n' }, error: null });
    expect(alone.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(alone.ttl.expires_at).toBe(new Date(Date.parse(alone.updated_at) + 90 * 60_000).toISOString());
    expect(newest).toEqual(alone);
    expect(found).toEqual(alone);
  });

  it('says how many there are and where the next page begins', async () => {
    const metadata = { mark: v4() };
    for (let n = 0; n < 3; n++) await newThread(metadata);

    const first = await call('POST', '/threads/search', { metadata, limit: 2 });
    const last = await call('POST', '/threads/search', { metadata, limit: 2, offset: 2 });
    const beyond = await call('POST', '/threads/search', { metadata, limit: 2, offset: 10 });

    const pages = [first, last, beyond].map(({ headers }) => [
      headers.get('x-pagination-total'),
      headers.get('x-pagination-next'),
    ]);
    expect(pages).toEqual([
      ['3', '2'],
      ['3', null],
      ['3', null],
    ]);
    expect(await last.json()).toHaveLength(1);
  });

  it('answers with the fields that were asked for', async () => {
    const threadId = await newThread();

    const response = await call('POST', '/threads/search', { ids: [threadId], select: ['thread_id', 'status'] });

    expect(await response.json()).toEqual([{ thread_id: threadId, status: 'idle' }]);
  });

  it.each([{ limit: 0 }, { limit: 1001 }, { offset: -1 }, { status: 'asleep' }, { ids: ['x'] }, { sort_by: 'mood' }])(
    'refuses %j',
    async (search) => {
      const response = await call('POST', '/threads/search', search);

      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({
        code: 'invalid_request',
        errors: [{ path: [Object.keys(search)[0], ...(search.ids ? [0] : [])] }],
      });
    },
  );
});
