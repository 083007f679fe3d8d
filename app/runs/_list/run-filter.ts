import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { RunFilter } from '#lib/review/list-runs';

export const runStatuses = ['pending', 'running', 'success', 'error', 'timeout', 'interrupted'] as const;

/** The run list's view, as the address holds it. */
export const runParams = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(runStatuses),
  graph: parseAsString,
  before: parseAsString,
};

export type RunParams = inferParserType<typeof runParams>;

export const loadRunParams = createLoader(runParams);
export const runQuery = createSerializer(runParams);

export function toRunFilter({ q, status, graph, before }: RunParams): RunFilter {
  return { search: q, status: status ?? undefined, graphId: graph ?? undefined, before: before ?? undefined };
}
