import { createServer } from 'node:http';
import { Hono } from 'hono';
import { nodeListener } from '#lib/api/node-listener';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { metrics } from '#lib/runs/telemetry/metrics';
import { scrape } from '#lib/runs/telemetry/scrape';
import { addressFromEnv, listen } from './listen';
import { onShutdown } from './shutdown';

const PORT_VARIABLE = 'HOLDPOINT_METRICS_PORT';

/** GET /metrics of a process that has no web server, on HOLDPOINT_METRICS_PORT and HOST; without the port there is none. */
export async function serveMetrics(hp: Holdpoint): Promise<string | undefined> {
  if (!process.env[PORT_VARIABLE]) return undefined;
  // From now on, not from the first scrape on.
  metrics();
  const app = new Hono().get('/metrics', () => scrape(async () => hp));
  const server = createServer(nodeListener((request) => app.fetch(request)));
  const address = await listen(server, addressFromEnv(PORT_VARIABLE));
  const close = async () => {
    server.close();
    server.closeAllConnections();
  };
  onShutdown({ stage: 'database', name: 'the metrics', close });
  return `http://${address.host}:${address.port}/metrics`;
}
