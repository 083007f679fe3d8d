import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@langchain/langgraph-sdk';
import pg from 'pg';
import { newThread, runToEnd } from '../operations';
import type { Row } from '../row';
import type { BenchServer } from '../servers/bench-server';

const RUNS = 50;
const STEPS = 50;
const SETTLE_MS = 300;

interface Counted {
  statements: { query: string; calls: number }[];
  walBytes: number;
}

/** What a run costs the database: statements as PostgreSQL counts them, and bytes of its write-ahead log. */
export const statements: Row[] = [
  row('SQL statements per one-node run', { unit: 'statements', ask: 12 }, async (server) => {
    const { statements } = await countRuns(server, 1);
    const value = statements.reduce((sum, { calls }) => sum + calls, 0) / RUNS;
    return { value, samples: RUNS, details: statements.map(({ query, calls }) => ({ perRun: calls / RUNS, query })) };
  }),
  row('SQL statements per superstep', { unit: 'statements' }, async (server) => {
    const [short, long] = [await countRuns(server, 1), await countRuns(server, STEPS + 1)];
    const calls = ({ statements }: Counted) => statements.reduce((sum, statement) => sum + statement.calls, 0);
    return { value: (calls(long) - calls(short)) / RUNS / STEPS, samples: RUNS * STEPS };
  }),
  row('bytes written per one-node run', { unit: 'bytes' }, async (server) => {
    return { value: (await countRuns(server, 1)).walBytes / RUNS, samples: RUNS };
  }),
  row('bytes written per superstep', { unit: 'bytes' }, async (server) => {
    const [short, long] = [await countRuns(server, 1), await countRuns(server, STEPS + 1)];
    return { value: (long.walBytes - short.walBytes) / RUNS / STEPS, samples: RUNS * STEPS };
  }),
];

function row(name: string, { unit, ask }: Pick<Row, 'unit' | 'ask'>, measure: Row['measure']): Row {
  return { name, unit, better: 'less', ask, rounds: 1, isOursOnly: true, measure };
}

/** Counts what runs of so many supersteps cause, without the threads they run on and without what happens anyway. */
async function countRuns({ client, databaseUrl }: BenchServer, steps: number): Promise<Counted> {
  const threads = await Promise.all(Array.from({ length: RUNS }, () => newThread(client)));
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    await setTracking(database, 'top');
    await runOn(client, await newThread(client), steps);
    const startedAt = performance.now();
    const busy = await count(database, async () => {
      for (const threadId of threads) await runOn(client, threadId, steps);
      await sleep(SETTLE_MS);
    });
    const lasted = performance.now() - startedAt;
    const idle = await count(database, () => sleep(Math.min(lasted, 2000)));
    return subtract(busy, idle, Math.max(1, lasted / 2000));
  } finally {
    await setTracking(database, 'none');
    await database.end();
  }
}

function runOn(client: Client, threadId: string, steps: number) {
  const options = { input: { left: steps, ms: 0 }, config: { recursion_limit: 1000 } };
  return runToEnd(client, threadId, ['steps', options]);
}

async function count(database: pg.Client, work: () => Promise<unknown>): Promise<Counted> {
  await database.query('SELECT pg_stat_statements_reset()');
  const before = await walPosition(database);
  await work();
  const walBytes = (await walPosition(database)) - before;
  const { rows } = await database.query<{ query: string; calls: number }>(
    `SELECT query, sum(calls)::int AS calls FROM pg_stat_statements
      WHERE query NOT LIKE '%pg_stat_statements%' AND query NOT LIKE '%pg_current_wal%'
      GROUP BY query ORDER BY 2 DESC`,
  );
  return { statements: rows, walBytes };
}

async function walPosition(database: pg.Client): Promise<number> {
  const { rows } = await database.query<{ bytes: string }>(
    `SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn AS bytes`,
  );
  return Number(rows[0]?.bytes);
}

function subtract(busy: Counted, idle: Counted, times: number): Counted {
  const idleCalls = new Map(idle.statements.map(({ query, calls }) => [query, calls * times]));
  const statements = busy.statements.map(({ query, calls }) => ({
    query,
    calls: Math.max(0, calls - (idleCalls.get(query) ?? 0)),
  }));
  return { statements: statements.filter(({ calls }) => calls > 0), walBytes: busy.walBytes - idle.walBytes * times };
}

async function setTracking(database: pg.Client, track: 'top' | 'none'): Promise<void> {
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await database.query(`ALTER SYSTEM SET pg_stat_statements.track = '${track}'`);
  await database.query('SELECT pg_reload_conf()');
  await sleep(SETTLE_MS);
}
