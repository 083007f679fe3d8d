import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { HoldpointError } from '#lib/errors';
import { answers, hearsItself } from '#lib/runs/database-health';
import type { Holdpoint } from '#lib/runs/holdpoint';
import packageJson from '../../../package.json';
import { json } from '../respond';

/** Who asks for health wants an answer before its own patience ends. */
const CHECK_MS = 2_000;

/** What this server is and can do; needs no database. */
export const info = new Hono().get('/info', () =>
  json({
    version: packageJson.version,
    context: 'js',
    flags: { assistants: true, crons: false, langsmith: false, langsmith_tracing_replicas: false },
  }),
);

/** Whether it can do it now: its database answers. With `check_db` also whether notifications arrive, and which of both fails. */
export function health(open: () => Promise<Holdpoint>): Hono {
  return new Hono().get('/ok', async (c) => {
    const hp = await Promise.race([open(), sleep(CHECK_MS, null, { ref: false })]);
    const isDetailed = ['1', 'true'].includes(c.req.query('check_db') ?? '');
    const database = { ok: hp !== null && (await answers(hp.db, CHECK_MS)) };
    if (!database.ok) throw unavailable('The database does not answer; try again in a moment.', { database });
    if (!isDetailed) return json({ ok: true });
    const listen = { ok: hp !== null && (await hearsItself(hp.db, CHECK_MS)) };
    if (listen.ok) return json({ ok: true, database, listen });
    throw unavailable('The database answers, but its notifications do not arrive.', { database, listen });
  });
}

function unavailable(message: string, details: object): HoldpointError {
  return new HoldpointError('database_unavailable', message, { details: { ok: false, ...details } });
}
