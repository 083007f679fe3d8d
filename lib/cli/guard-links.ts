import type { NodeListener } from '#lib/api/node-listener';

const UNDER_LINKS = /^\/a(?:[/?%]|$)/i;
const LINK = /^\/a\/[\w-]+(?:\?[^#]*)?$/;
const DECISION = /^\/a\/[\w-]+\/decide$/;

/**
 * Lets nothing through under /a but looking at a link and deciding there. Whoever stands in front of this server may leave these
 * paths open to the world, and must not open more by that: every page takes calls of every server action, and dots in a path
 * lead to other pages.
 */
export function guardLinks(others: NodeListener): NodeListener {
  return async (request, response) => {
    const { method = '', url = '' } = request;
    if (!UNDER_LINKS.test(url)) return others(request, response);
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-robots-tag', 'noindex, nofollow, noarchive');
    response.setHeader('x-frame-options', 'DENY');
    const isDecision = DECISION.test(url);
    if (!isDecision && !LINK.test(url)) return refuse(response, 404, 'There is nothing here.');
    const isAllowed = isDecision ? method === 'POST' : method === 'GET' || method === 'HEAD';
    if (!isAllowed || 'next-action' in request.headers) return refuse(response, 405, 'This cannot be done here.');
    return others(request, response);
  };
}

async function refuse(response: Parameters<NodeListener>[1], status: number, message: string): Promise<void> {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}
