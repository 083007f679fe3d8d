import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApi } from '#lib/api/app';
import { holdpoint } from '#lib/runs/holdpoint';

export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Answers /api itself and passes everything else on. On its way through Next, a request to the API costs several times what the
 * API does with it.
 */
export function answerApi(others: Listener): Listener {
  const api = createApi(holdpoint);
  // Next and the code of pages keep Node's own Request and Response.
  const answer = getRequestListener((request) => api.fetch(request), { overrideGlobalObjects: false });
  return (request, response) => (isApi(request.url ?? '') ? answer(request, response) : others(request, response));
}

function isApi(url: string): boolean {
  return /^\/api(?:[/?]|$)/.test(url);
}
