// A server process for the chaos suite: `process-entry.ts app <port>` serves the HTTP API and executes runs, `process-entry.ts
// worker` only executes. The API is the real one on node:http. Without Next, which takes seconds to start and adds nothing to
// what is tested here: a round starts some ten processes.
import { createApi } from '#lib/api/app';
import { abortAllStreams } from '#lib/api/open-streams';
import { openHoldpoint } from '#lib/runs/holdpoint';
import { Worker } from '#lib/runs/worker';
import { database } from '#lib/store/database';
import { serveHttp } from '../serve-http';
import { chaosGraphs } from './graphs';
import { Journal } from './journal';

export type Role = 'app' | 'worker';

/** What a process tells the suite. */
export type ProcessMessage = { is: 'ready'; workerId: string } | { is: 'drained' };

/** As long as `npm start` gives each of its parts. */
const DRAIN_MS = 4_000;

const [role, port] = process.argv.slice(2);
const leaseMs = Number(process.env.CHAOS_LEASE_MS);

// Without the suite there is nothing to do, and nobody to stop this process.
process.once('disconnect', () => process.exit(0));

const journal = new Journal(process.env.CHAOS_JOURNAL ?? '');
const db = await database();
const graphs = Object.entries(chaosGraphs(journal)).map(([name, graph]) => [name, { graph, name }] as const);
const hp = await openHoldpoint(db, new Map(graphs));
const worker = new Worker(hp, { leaseMs });
journal.workerId = worker.id;
worker.start();
const api = createApi(async () => hp);
const server = role === 'app' ? await serveHttp((request) => api.fetch(request), Number(port)) : undefined;

process.once('SIGTERM', () => void leave());
tell({ is: 'ready', workerId: worker.id });

/** The stages of a server's end: nobody is let in, work is handed over, the database is let go. */
async function leave(): Promise<void> {
  setTimeout(() => process.exit(3), DRAIN_MS).unref();
  abortAllStreams();
  await server?.close();
  await worker.stop();
  tell({ is: 'drained' });
  await db.close();
  process.exit(0);
}

function tell(message: ProcessMessage): void {
  process.send?.(message);
}
