import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApi } from '#lib/api/app';
import { holdpoint } from '#lib/runs/holdpoint';
import { scrape } from '#lib/runs/telemetry/scrape';

export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const API = /^\/api(?:[/?]|$)/;
const METRICS = /^\/metrics(?:\?|$)/;

/**
 * Answers /api and /metrics itself and passes everything else on. On its way through Next, a request costs several times what the
 * API does with it, and every scrape would be traced.
 */
export function answerApi(others: Listener): Listener {
  const api = createApi(holdpoint);
  // Next and the code of pages keep Node's own Request and Response.
  const options = { overrideGlobalObjects: false };
  const answer = getRequestListener((request) => api.fetch(request), options);
  const answerScrape = getRequestListener(() => scrape(holdpoint), options);
  return (request, response) => {
    const { method, url = '' } = request;
    if (API.test(url)) return answer(request, response);
    return method === 'GET' && METRICS.test(url) ? answerScrape(request, response) : others(request, response);
  };
}
