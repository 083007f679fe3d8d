import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { HoldpointError } from '#lib/errors';
import { answers, hearsItself, troubleStoring } from '#lib/runs/database-health';
import type { Holdpoint } from '#lib/runs/holdpoint';
import type { Database } from '#lib/store/database';
import { describeTrouble } from '#lib/store/database-trouble';
import packageJson from '../../../package.json';
import type { ApiEnv } from '../context';
import { json } from '../respond';

/** Who asks for health wants an answer before its own patience ends. */
const CHECK_MS = 2_000;

/** What this server is and can do; needs no database. */
export const info = new Hono<ApiEnv>().get('/info', () =>
  json({
    version: packageJson.version,
    context: 'js',
    flags: { assistants: true, crons: false, langsmith: false, langsmith_tracing_replicas: false },
  }),
);

/** Whether it can do it now: its database answers. With `check_db` also whether it takes more, and whether notifications arrive. */
export function health(open: () => Promise<Holdpoint>): Hono {
  return new Hono().get('/ok', async (c) => {
    const hp = await Promise.race([open(), sleep(CHECK_MS, null, { ref: false })]);
    const isDetailed = ['1', 'true'].includes(c.req.query('check_db') ?? '');
    const database = { ok: hp !== null && (await answers(hp.db, CHECK_MS)) };
    if (hp === null || !database.ok) throw unavailable(describeTrouble(undefined), { database });
    return json(isDetailed ? await detailedHealth(hp.db) : { ok: true });
  });
}

async function detailedHealth(db: Database): Promise<object> {
  const [trouble, hears] = await Promise.all([troubleStoring(db, CHECK_MS), hearsItself(db, CHECK_MS)]);
  const details = { database: { ok: true }, storage: { ok: trouble === null }, listen: { ok: hears } };
  if (trouble !== null) throw unavailable(trouble, details);
  if (!hears) throw unavailable('The database answers, but its notifications do not arrive.', details);
  return { ok: true, ...details };
}

function unavailable(message: string, details: object): HoldpointError {
  return new HoldpointError('database_unavailable', message, { details: { ok: false, ...details } });
}
