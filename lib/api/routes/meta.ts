import { Hono } from 'hono';
import packageJson from '../../../package.json';
import type { ApiEnv } from '../context';
import { json } from '../respond';

/** What this server is and can do; needs no database. */
export const info = new Hono().get('/info', () =>
  json({
    version: packageJson.version,
    context: 'js',
    flags: { assistants: true, crons: false, langsmith: false, langsmith_tracing_replicas: false },
  }),
);

/** Whether it can do it now. */
export const health = new Hono<ApiEnv>().get('/ok', async (c) => {
  await c.get('hp').db.prisma.$queryRaw`SELECT 1`;
  return json({ ok: true });
});
