import { createApi } from '#lib/api/app';
import { type NodeListener, nodeListener } from '#lib/api/node-listener';
import { holdpoint } from '#lib/runs/holdpoint';
import { scrape } from '#lib/runs/telemetry/scrape';

const API = /^\/api(?:[/?]|$)/;
const METRICS = /^\/metrics(?:\?|$)/;

/**
 * Answers /api and /metrics itself and passes everything else on. On its way through Next, a request costs several times what the
 * API does with it, and every scrape would be traced.
 */
export function answerApi(others: NodeListener): NodeListener {
  const api = createApi(holdpoint);
  const answer = nodeListener((request) => api.fetch(request));
  const answerScrape = nodeListener(() => scrape(holdpoint));
  return (request, response) => {
    const { method, url = '' } = request;
    if (API.test(url)) return answer(request, response);
    return method === 'GET' && METRICS.test(url) ? answerScrape(request, response) : others(request, response);
  };
}
