import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { parseMetrics } from '#lib/testing/parse-metrics';
import { twoSteps } from '#lib/testing/test-graphs';
import { serveMetrics } from './serve-metrics';
import { shutdown } from './shutdown';

const hp = await testHoldpoint(await testDatabase(), { steps: twoSteps() });

afterEach(() => vi.unstubAllEnvs());
afterAll(() => shutdown());

describe('the metrics of a worker', () => {
  it('are served on loopback at the port that is named', async () => {
    vi.stubEnv('HOLDPOINT_METRICS_PORT', '0');
    vi.stubEnv('HOST', '');

    const url = await serveMetrics(hp);

    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const response = await fetch(url ?? '');
    expect(parseMetrics(await response.text()).get('holdpoint_database_up')).toBe(1);
    expect((await fetch(new URL('/', url))).status).toBe(404);
  });

  it('are not served unless a port is named', async () => {
    vi.stubEnv('HOLDPOINT_METRICS_PORT', '');

    expect(await serveMetrics(hp)).toBeUndefined();
  });

  it('names the variable when its port is taken', async () => {
    vi.stubEnv('HOLDPOINT_METRICS_PORT', '0');
    const taken = new URL((await serveMetrics(hp)) ?? '').port;
    vi.stubEnv('HOLDPOINT_METRICS_PORT', taken);

    await expect(serveMetrics(hp)).rejects.toThrow(`HOLDPOINT_METRICS_PORT=${Number(taken) + 1} npm run worker`);
  });
});
