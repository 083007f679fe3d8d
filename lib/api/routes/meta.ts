import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { HoldpointError } from '#lib/errors';
import { checkDatabase, type DatabaseHealth } from '#lib/runs/check-database';
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

/** Whether it can do it now: its database answers. With `check_db` also whether it hears of changes, and which of both fails. */
export function health(open: () => Promise<Holdpoint>): Hono {
  return new Hono().get('/ok', async (c) => {
    const isDetailed = ['1', 'true'].includes(c.req.query('check_db') ?? '');
    const { answers, listens } = await ask(open);
    if (!answers) throw unavailable('The database does not answer; try again in a moment.', { answers, listens });
    if (!isDetailed) return json({ ok: true });
    if (!listens) throw unavailable('The database answers, but its notifications do not arrive.', { answers, listens });
    return json({ ok: true, ...wire({ answers, listens }) });
  });
}

async function ask(open: () => Promise<Holdpoint>): Promise<DatabaseHealth> {
  const hp = await Promise.race([open(), sleep(CHECK_MS, null, { ref: false })]);
  return hp ? checkDatabase(hp.db, CHECK_MS) : { answers: false, listens: false };
}

function unavailable(message: string, state: DatabaseHealth): HoldpointError {
  return new HoldpointError('database_unavailable', message, { details: { ok: false, ...wire(state) } });
}

function wire({ answers, listens }: DatabaseHealth) {
  return { database: { ok: answers }, listen: { ok: listens } };
}
