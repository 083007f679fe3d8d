import { describe, expect, it } from 'vitest';
import { scrape } from '#lib/runs/telemetry/scrape';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { parseMetrics } from '#lib/testing/parse-metrics';
import { recordSpans } from '#lib/testing/record-spans';
import { twoSteps } from '#lib/testing/test-graphs';
import { createApi } from './app';

const { all, span } = recordSpans();
const hp = await testHoldpoint(await testDatabase(), { steps: twoSteps() });
const api = createApi(async () => hp);

const TRACE = '0af7651916cd43dd8448eb211c80319c';

describe('a request', () => {
  it('goes on with the trace of its client, and its run links to it', async () => {
    const path = `/api/threads/${await hp.newThread()}/runs`;

    const run = await api.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', traceparent: `00-${TRACE}-b7ad6b7169203331-01` },
      body: JSON.stringify({ assistant_id: 'steps', input: { say: 'hi' } }),
    });
    await hp.runAll();

    const request = span('POST /api/threads/:thread_id/runs');
    expect(request.spanContext().traceId).toBe(TRACE);
    expect(request.attributes).toMatchObject({ 'http.response.status_code': 200, 'http.request.method': 'POST' });
    const [link] = span('run steps').links;
    expect(link?.context).toMatchObject({ traceId: TRACE, spanId: request.spanContext().spanId });
    expect(await run.text()).not.toMatch(/trace/);
  });

  it('is measured by the pattern of its path, never by the path', async () => {
    await api.request('/api/threads/none');
    await api.request('/api/nothing/here');
    await api.request('/api/ok');

    const seen = parseMetrics(await (await scrape(async () => hp)).text());

    const count = (route: string, status: number) =>
      seen.get(`holdpoint_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`);
    expect(count('/api/threads/:thread_id', 422)).toBe(1);
    expect(count('/api/*', 404)).toBe(1);
    expect(count('/api/ok', 200)).toBe(1);
    expect(all().map(({ name }) => name)).not.toContain('GET /api/ok');
  });
});
