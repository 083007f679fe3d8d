import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/** What browsers hide from scripts of other origins unless it is named. */
const EXPOSED_HEADERS = ['content-location', 'location', 'x-pagination-total', 'x-pagination-next'];

const preflight = cors({ origin: '*', maxAge: 600 });

/**
 * Lets scripts of any origin use the API. Hono's own middleware answers what browsers ask beforehand; on all else it would put a
 * new response, with a stream for a body, in the place of the handler's.
 */
export const allowOrigins: MiddlewareHandler = async (c, next) => {
  if (c.req.method === 'OPTIONS') return preflight(c, next);
  await next();
  c.res.headers.set('access-control-allow-origin', '*');
  c.res.headers.set('access-control-expose-headers', EXPOSED_HEADERS.join());
};
