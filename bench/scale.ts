/**
 * Whether what screens, clients and workers ask of the database costs the same in a large one: each look is timed with a
 * thousand threads, then with as many as asked for. The large database is made of copies of threads that really ran.
 *
 * `npm run bench:scale -- [--threads N] [--checkpoints N] [--only TEXT] [--keep FOLDER]`
 */
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { prepare } from '#lib/cli/prepare';
import { runMain } from '#lib/cli/run-main';
import { say } from '#lib/cli/say';
import type { Holdpoint } from '#lib/runs/holdpoint';
import type { Sample } from './scale/looks';
import { textTable } from './text-table';

const SMALL = 1000;
const TIMES = 11;
const LOOK_MS = 20_000;

const { values } = parseArgs({
  options: {
    threads: { type: 'string', default: '100000' },
    checkpoints: { type: 'string', default: '500000' },
    only: { type: 'string', default: '' },
    keep: { type: 'string' },
  },
});

await runMain(async () => {
  await prepare('client');
  const folder = values.keep ?? join(tmpdir(), `holdpoint-scale-${process.pid}`);
  Object.assign(process.env, { HOLDPOINT_DATA: folder, DATABASE_URL: '' });
  try {
    await measureBoth(Number(values.threads), Number(values.checkpoints));
  } finally {
    if (!values.keep) await rm(folder, { recursive: true, force: true });
  }
});

async function measureBoth(threads: number, checkpoints: number): Promise<void> {
  // Only now: these modules import the generated client.
  const [{ database }, { openHoldpoint }, { makeTemplates }, { copyThreads }, graphs] = await Promise.all([
    import('#lib/store/database'),
    import('#lib/runs/holdpoint'),
    import('./scale/make-templates'),
    import('./scale/copy-threads'),
    import('./graphs/holdpoint'),
  ]);
  const db = await database();
  const client = new pg.Client({ connectionString: db.url });
  try {
    await client.connect();
    const hp = await openHoldpoint(db, new Map(Object.entries(graphs).map(([id, graph]) => [id, { graph, name: id }])));
    const templates = await makeTemplates(hp, Math.round(checkpoints / threads));
    const fill = async (from: number, total: number) => {
      const startedAt = performance.now();
      await copyThreads(client, { templates, from, total });
      await client.query('VACUUM (ANALYZE)');
      say(`${total} threads after ${((performance.now() - startedAt) / 1000).toFixed(0)} s; ${await sizes(client)}`);
    };
    await fill(0, SMALL);
    const small = await timeLooks(hp, client);
    await fill(SMALL, threads);
    report(small, await timeLooks(hp, client), threads);
  } finally {
    await client.end();
    await db.close();
  }
}

/** @returns the median of each look in milliseconds */
async function timeLooks(hp: Holdpoint, client: pg.Client): Promise<Map<string, number>> {
  const { looks } = await import('./scale/looks');
  const found = new Map<string, number>();
  for (const [name, look] of Object.entries(looks)) {
    if (!name.includes(values.only)) continue;
    const times: number[] = [];
    for (const until = performance.now() + LOOK_MS; times.length < TIMES && performance.now() < until; ) {
      const sample = await pick(client);
      const startedAt = performance.now();
      await look(hp, sample);
      times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    found.set(name, times[Math.floor(times.length / 2)] ?? Number.NaN);
  }
  return found;
}

/** A thread that is done, and a question, somewhere in the middle of everything. */
async function pick(client: pg.Client): Promise<Sample> {
  const { rows } = await client.query<Sample>(
    `WITH place AS MATERIALIZED (SELECT gen_random_uuid()::text AS id, random() AS share)
    SELECT t.id AS "threadId", (t.metadata->>'n')::int AS n,
      (SELECT id FROM interrupts WHERE id >= (SELECT replace(id, '-', '') FROM place) ORDER BY id LIMIT 1) AS "interruptId"
    FROM threads t
    WHERE t.status = 'idle' AND t.metadata ? 'n' AND t.created_at >= (SELECT min(created_at) + (max(created_at) - min(created_at)) * (SELECT share FROM place) FROM threads)
    ORDER BY t.created_at LIMIT 1`,
  );
  const [sample] = rows;
  if (!sample) return pick(client);
  return sample.interruptId ? sample : pick(client);
}

async function sizes(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ checkpoints: string; size: string }>(
    `SELECT (SELECT count(*) FROM checkpoints) AS checkpoints, pg_size_pretty(pg_database_size(current_database())) AS size`,
  );
  return `${rows[0]?.checkpoints} checkpoints, ${rows[0]?.size}`;
}

function report(small: Map<string, number>, large: Map<string, number>, threads: number): void {
  const lines = [...small].map(([name, before]) => {
    const after = large.get(name) ?? Number.NaN;
    return [name, before.toFixed(1), after.toFixed(1), `${(after / before).toFixed(1)} x`];
  });
  const head = ['median ms', SMALL.toLocaleString('en'), threads.toLocaleString('en'), ''];
  say(`\n${textTable([head, ...lines], 1)}`);
}
