import type { Holdpoint } from '../holdpoint';
import { readDatabaseGauges } from './database-gauges';
import { metrics } from './metrics';

/** The answer to `GET /metrics`, in Prometheus's text format. */
export async function scrape(open: () => Promise<Holdpoint>): Promise<Response> {
  await readDatabaseGauges(open);
  const { registry } = metrics();
  return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
}
