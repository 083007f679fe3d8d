import type { IncomingMessage } from 'node:http';
import type { NodeListener } from '#lib/api/node-listener';

/** Of the API's paths, those at which there is no screen. */
const NO_SCREEN =
  /^\/(?:ok|info|(?:assistants|store)(?:\/.*)?|threads\/[^/]+\/(?:state|history|stream|runs)(?:\/.*)?)$/;
const NOUNS = /^\/(?:threads|runs|assistants|store)(?:\/|$)/;

/**
 * Tells clients of the API that were given the server's address without /api, as LangGraph's own servers have it, where it is.
 * They would get a page that says there is nothing.
 */
export function tellApiBase(others: NodeListener): NodeListener {
  return async (request, response) => {
    if (!isForTheApi(request)) return others(request, response);
    const { method = '', url = '' } = request;
    const detail = `There is no ${method} ${url} but ${method} /api${url}: give clients the address of this server with /api at its end.`;
    response.writeHead(404, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
    response.end(JSON.stringify({ detail, code: 'not_found' }));
  };
}

function isForTheApi({ method = '', url = '', headers }: IncomingMessage): boolean {
  const path = url.replace(/\?.*$/s, '');
  if (method === 'GET') return NO_SCREEN.test(path) && !headers.accept?.includes('text/html');
  // Forms and server actions are sent to the addresses of screens.
  const type = headers['content-type'] ?? 'application/json';
  return NOUNS.test(path) && type.includes('json') && !('next-action' in headers);
}
