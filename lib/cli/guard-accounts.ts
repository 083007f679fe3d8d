import type { IncomingMessage } from 'node:http';
import type { NodeListener } from '#lib/api/node-listener';
import { accountsMode, isKnownOpen } from '#lib/auth/accounts-mode';
import { permissionsOfCaller, unauthorized } from '#lib/auth/caller';
import { credentialsOf, identify } from '#lib/auth/identify';
import { httpStatus } from '#lib/errors';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { knownError } from '#lib/runs/known-error';

/** What a page needs before anybody has signed in; dots that lead elsewhere, encoded or not, are in none of them. */
const ASSETS = /^\/(?:_next\/static\/(?!.*(?:\.\.|\\|%2e|%2f|%5c))[^?#]+|icon\.svg|favicon\.ico)(?:\?[^#]*)?$/i;
const SIGN_IN = /^\/(?:sign-in(?:\/callback\/oidc)?|set-password|setup)(?:\?[^#]*)?$/;
/** Let through by who guards links; see guard-links.ts. */
const LINKS = /^\/a\//;
/** The API asks for itself who is there, by the same means. */
const API = /^\/api(?!.*(?:\.\.|%2e))(?:[/?]|$)/i;

/**
 * Lets nobody to the screens who has not signed in, where the server has accounts: not to a page, a download, the events or the
 * metrics. What somebody who has signed in may do there, each of them asks for itself.
 */
export function guardAccounts(others: NodeListener, open: () => Promise<Holdpoint>): NodeListener {
  return async (request, response) => {
    const { url = '' } = request;
    if (API.test(url) || LINKS.test(url) || ASSETS.test(url)) return others(request, response);
    try {
      const hp = await open();
      if (isKnownOpen(hp) || SIGN_IN.test(url) || (await isLetIn(hp, request))) return others(request, response);
      await refuse(request, response, await accountsMode(hp));
    } catch (error) {
      const known = knownError(error);
      response.writeHead(known ? httpStatus(known.code) : 500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`${known?.message ?? 'The server failed; its log says why.'}\n`);
    }
  };
}

async function isLetIn(hp: Holdpoint, { headers }: IncomingMessage): Promise<boolean> {
  const caller = await identify(
    hp,
    credentialsOf((name) => headers[name]?.toString()),
  );
  return permissionsOfCaller(caller).includes('see');
}

/** Leads who opens a page to where one signs in; tells everything else. */
async function refuse(
  { method = '', url = '', headers }: IncomingMessage,
  response: Parameters<NodeListener>[1],
  mode: Awaited<ReturnType<typeof accountsMode>>,
): Promise<void> {
  const isPage = method === 'GET' && Boolean(headers.accept?.includes('text/html')) && !('rsc' in headers);
  if (isPage) {
    const location = mode === 'setup' ? '/setup' : `/sign-in?to=${encodeURIComponent(url)}`;
    response.writeHead(303, { location, 'cache-control': 'no-store' });
    response.end();
    return;
  }
  const { code, message } = unauthorized();
  response.writeHead(httpStatus(code), {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-sign-in': '1',
  });
  response.end(JSON.stringify({ code, message }));
}
