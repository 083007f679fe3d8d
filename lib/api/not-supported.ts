/** What LangGraph's servers have and this one has not, by path below /api. */
const NOT_SUPPORTED: readonly [path: RegExp, what: string][] = [
  [/^\/store\//, 'The store API is'],
  [/^\/(?:threads\/[^/]+\/)?runs\/crons(?:\/|$)/, 'Crons are'],
  [/^\/threads\/[^/]+\/stream$/, 'Streams of a whole thread are'],
  [/^\/threads\/[^/]+\/(?:commands|stream\/events)$/, 'The streaming protocol v2 of LangGraph’s clients is'],
  [/^\/(?:mcp|a2a|ui)(?:\/|$)/, 'MCP, A2A and generative UI are'],
];

interface Asked {
  method: string;
  /** With /api. */
  path: string;
}

/** The answer to a request that no route takes. */
export function notSupported({ method, path }: Asked): { detail: string; code: 'not_supported' | 'not_found' } {
  const [, what] = NOT_SUPPORTED.find(([pattern]) => pattern.test(path.replace(/^\/api/, ''))) ?? [];
  const request = `${method} ${path}`;
  if (what) return { detail: `${what} not supported by this server: there is no ${request}.`, code: 'not_supported' };
  const detail = `There is no ${request} in this version; GET /api/info says what this server offers.`;
  return { detail, code: 'not_found' };
}
