import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { ThreadFilter } from '#lib/review/list-threads';

export const threadStatuses = ['idle', 'busy', 'interrupted', 'error'] as const;

/** The thread list's view, as the address holds it. */
export const threadParams = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(threadStatuses),
  graph: parseAsString,
  after: parseAsString,
};

export type ThreadParams = inferParserType<typeof threadParams>;

export const loadThreadParams = createLoader(threadParams);
export const threadQuery = createSerializer(threadParams);

export function toThreadFilter({ q, status, graph, after }: ThreadParams): ThreadFilter {
  return { search: q, status: status ?? undefined, graphId: graph ?? undefined, after: after ?? undefined };
}
