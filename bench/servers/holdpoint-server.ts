import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { prepare } from '#lib/cli/prepare';
import { projectRoot } from '#lib/cli/project-root';
import { attachToEmbeddedPostgres } from '#lib/store/embedded-postgres/attach';
import { endProcess } from '#lib/testing/server-process';
import type { BenchServer } from './bench-server';
import { ChildServer, IMPORTS } from './child-server';

/** `npm start` on a data folder of its own, with the embedded PostgreSQL as everybody gets it. */
export async function startHoldpoint(profileFolder: string | undefined): Promise<BenchServer> {
  await prepare('app');
  const folder = join(tmpdir(), `holdpoint-bench-${process.pid}`);
  await allowCounting(folder);
  // Held until the end: the server is killed on the way, and the database must not stop with it.
  const database = await attachToEmbeddedPostgres(folder);
  const profile = profileFolder ? ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`] : [];
  const env = {
    DATABASE_URL: '',
    HOLDPOINT_DATA: folder,
    HOLDPOINT_DEMO: 'off',
    HOLDPOINT_GRAPHS: join(projectRoot, 'bench/graphs/langgraph.json'),
  };
  const child = new ChildServer({ args: [...profile, 'lib/cli/start.ts'], cwd: projectRoot, apiPath: '/api', env });
  return {
    name: 'holdpoint',
    client: await child.start(),
    url: child.url,
    databaseUrl: database.url,
    addWorker: () => startWorker(env),
    longestStallMs: () => child.longestStallMs(),
    async crash() {
      await child.stop('SIGKILL');
      await child.start();
    },
    async remove() {
      await child.stop();
      await database.detach();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `npm run worker` beside it. @returns how to stop it */
async function startWorker(env: Record<string, string>): Promise<() => Promise<void>> {
  const worker = spawn(process.execPath, [...IMPORTS.flatMap((path) => ['--import', path]), 'lib/cli/worker.ts'], {
    cwd: projectRoot,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface(worker.stdout)) if (line.includes('ready')) break;
  worker.stdout.resume();
  return () => endProcess(worker, 'SIGTERM');
}

/** PostgreSQL counts statements only if it was started so; it counts none before `rows/statements` tells it to. */
async function allowCounting(folder: string): Promise<void> {
  await configure(folder, `shared_preload_libraries = 'pg_stat_statements'`);
  // A setting of the library is known once it is loaded.
  await configure(folder, `pg_stat_statements.track = 'none'`);
}

async function configure(folder: string, setting: string): Promise<void> {
  const server = await attachToEmbeddedPostgres(folder);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`ALTER SYSTEM SET ${setting}`);
  await client.end();
  await server.detach();
}
