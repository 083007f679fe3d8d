import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { isKnownOpen } from '#lib/auth/accounts-mode';
import { ANYONE, authorize } from '#lib/auth/caller';
import { credentialsOf, identify } from '#lib/auth/identify';
import { isOwnOrigin } from '#lib/auth/is-own-origin';
import { HoldpointError } from '#lib/errors';
import type { ApiEnv } from './context';
import { ROUTE_PERMISSIONS } from './route-permissions';

const BASE = '/api';

/**
 * Lets in who may use the endpoint; see route-permissions.ts. Keys count from anywhere. The cookie of a browser counts only for the
 * server's own pages: any other site could make a browser send it.
 */
export const admit: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const hp = c.get('hp');
  if (isKnownOpen(hp)) {
    c.set('caller', ANYONE);
    return next();
  }
  const credentials = credentialsOf((name) => c.req.header(name));
  const caller = await identify(hp, credentials);
  if (caller?.kind === 'member' && !isOwnOrigin((name) => c.req.header(name))) {
    throw new HoldpointError(
      'forbidden',
      'The cookie of a signed-in browser counts only for pages of this server. Use an API key elsewhere.',
    );
  }
  c.set('caller', caller);
  c.set('credentials', credentials);
  // Also for what does not exist: a stranger learns nothing of what does.
  authorize(caller, 'see');
  authorize(caller, permissionOfRoute(matchedRoutes(c).map(({ method, path }) => `${method} ${path}`)));
  await next();
};

/** The first one that was registered for a method answers; what there is not, everybody may be told who was let in. */
function permissionOfRoute(matched: string[]) {
  const endpoint = matched.find((route) => !route.startsWith('ALL '));
  if (endpoint === undefined) return 'see';
  const permission = ROUTE_PERMISSIONS[endpoint.replace(` ${BASE}`, ' ')];
  if (permission) return permission;
  throw new HoldpointError('forbidden', `Nobody has said who may use ${endpoint} where there are accounts.`);
}
