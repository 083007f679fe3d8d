import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { RunFilter } from '#lib/review/list-runs';

export const runStatuses = ['pending', 'running', 'success', 'error', 'timeout', 'interrupted'] as const;

export const stopReasons = ['done', 'paused', 'superseded', 'cancelled', 'error', 'timeout'] as const;

/** The run list's view, as the address holds it. */
export const runParams = {
  q: parseAsString.withDefault(''),
  status: parseAsStringLiteral(runStatuses),
  /** Why it came to rest. */
  reason: parseAsStringLiteral(stopReasons),
  graph: parseAsString,
  before: parseAsString,
};

export type RunParams = inferParserType<typeof runParams>;

export const loadRunParams = createLoader(runParams);
export const runQuery = createSerializer(runParams);

export function toRunFilter({ q, status, reason, graph, before }: RunParams): RunFilter {
  return {
    search: q,
    status: status ?? undefined,
    stopReason: reason ?? undefined,
    graphId: graph ?? undefined,
    before: before ?? undefined,
  };
}
