import pg from 'pg';
import { startHoldpoint } from './servers/holdpoint-server';
import { underLoad } from './measure';
import { createAndJoin } from './operations';
const server = await startHoldpoint(undefined);
const clients = Number(process.env.CLIENTS ?? 64);
const c = new pg.Client({ connectionString: server.databaseUrl });
try {
  await c.connect();
  await c.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await c.query("ALTER SYSTEM SET pg_stat_statements.track = 'all'"); await c.query('SELECT pg_reload_conf()');
  const look = async (label: string, f: { perSecond: number; samples?: number; value: number }) => {
    const { rows } = await c.query(`SELECT calls, round((total_exec_time/calls)::numeric,3) ms, left(regexp_replace(query, '\\s+', ' ', 'g'), 90) q FROM pg_stat_statements WHERE toplevel AND calls > 20 ORDER BY calls DESC LIMIT 12`);
    console.log(label, f.perSecond.toFixed(0), 'per s, p50', f.value.toFixed(0));
    for (const r of rows) console.log('   ', (r.calls / f.samples!).toFixed(3), r.ms, r.q);
    await c.query('SELECT pg_stat_statements_reset()');
  };
  await underLoad({ clients, forMs: 3000, once: () => createAndJoin(server.client) });
  await c.query('SELECT pg_stat_statements_reset()');
  await look('one', await underLoad({ clients, forMs: 6000, once: () => createAndJoin(server.client) }));
  const stop = await server.addWorker?.();
  await underLoad({ clients, forMs: 2000, once: () => createAndJoin(server.client) });
  await c.query('SELECT pg_stat_statements_reset()');
  await look('two', await underLoad({ clients, forMs: 6000, once: () => createAndJoin(server.client) }));
  await look('two', await underLoad({ clients, forMs: 6000, once: () => createAndJoin(server.client) }));
  await stop?.();
  await look('one', await underLoad({ clients, forMs: 6000, once: () => createAndJoin(server.client) }));
} finally { await c.end(); await server.remove(); }
