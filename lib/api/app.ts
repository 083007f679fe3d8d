/**
 * The Agent Server API, as LangGraph's clients speak it: one Hono app under /api. Handlers are grouped by noun in routes/;
 * each parses its request with a schema of schemas/, calls one function of lib/runs, and answers in a form of wire/.
 * Everything that goes wrong is thrown, and becomes a response in one place.
 */
import { Hono } from 'hono';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { admit } from './admit';
import { allowOrigins } from './allow-origins';
import type { ApiEnv } from './context';
import { errorResponse } from './error-response';
import { notSupported } from './not-supported';
import { observeRequest } from './observe-request';
import { json } from './respond';
import { assistants } from './routes/assistants';
import { health, info } from './routes/meta';
import { runs } from './routes/runs';
import { statelessRuns } from './routes/stateless-runs';
import { threadState } from './routes/thread-state';
import { threads } from './routes/threads';

/** `open` is asked at every request, so that a database that was away is found again. */
export function createApi(open: () => Promise<Holdpoint>): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>().basePath('/api');
  app.onError(errorResponse);
  app.notFound((c) => json(notSupported(c.req), { status: 404 }));
  app.use(observeRequest);
  app.use(allowOrigins);
  app.route('/', health(open));
  app.use(async (c, next) => {
    c.set('hp', await open());
    await next();
  });
  app.use(admit);
  for (const routes of [info, threads, threadState, runs, statelessRuns, assistants]) app.route('/', routes);
  return app;
}
