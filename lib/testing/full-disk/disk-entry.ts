// A server process for the test of the full disk: the API over HTTP, a worker, and the embedded database of HOLDPOINT_DATA.
import { createApi } from '#lib/api/app';
import { openHoldpoint } from '#lib/runs/holdpoint';
import { scrape } from '#lib/runs/telemetry/scrape';
import { Worker } from '#lib/runs/worker';
import { database } from '#lib/store/database';
import { serveHttp } from '../serve-http';
import { DISK_GRAPHS } from './disk-graphs';

/** What it says once it is ready. */
export interface DiskServerAddress {
  url: string;
  databaseUrl: string;
}

const db = await database();
const graphs = Object.entries(DISK_GRAPHS).map(([name, graph]) => [name, { graph, name }] as const);
const hp = await openHoldpoint(db, new Map(graphs));
const worker = new Worker(hp);
worker.start();
const api = createApi(async () => hp);
const server = await serveHttp((request) =>
  new URL(request.url).pathname === '/metrics' ? scrape(async () => hp) : api.fetch(request),
);
// Without the test there is nothing to do, and nobody to stop this process.
for (const end of ['SIGTERM', 'disconnect']) process.once(end, leave);
process.send?.({ url: server.url, databaseUrl: db.url } satisfies DiskServerAddress);

async function leave(): Promise<void> {
  await server.close();
  await worker.stop();
  await db.close();
  process.exit(0);
}
