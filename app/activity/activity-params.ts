import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { exportFormats } from '#lib/review/export-formats';
import { isUuid } from '#lib/review/is-uuid';
import type { ActivityFilter } from '#lib/review/list-activity';

/** Stands for the clients that gave no name; no person can be called so. */
export const NO_NAME = '-';

export const activityParams = {
  who: parseAsString,
  kind: parseAsString,
  graph: parseAsString,
  /** A thread's id. */
  thread: parseAsString,
  /** Days, as 2026-01-31, in UTC: the first and the last that is shown. */
  from: parseAsString,
  to: parseAsString,
  before: parseAsString,
};

export const noFilters = { who: null, kind: null, graph: null, thread: null, from: null, to: null, before: null };

export type ActivityParams = inferParserType<typeof activityParams>;

export const loadActivityParams = createLoader(activityParams);
export const activityQuery = createSerializer(activityParams);

const exportParams = { ...activityParams, format: parseAsStringLiteral(exportFormats).withDefault('jsonl') };

export const loadExportParams = createLoader(exportParams);
export const exportQuery = createSerializer(exportParams);

const DAY_MS = 86_400_000;

/** `withAccounts`: for who may see members. */
export function toActivityFilter(
  { who, kind, graph, thread, from, to, before }: ActivityParams,
  withAccounts: boolean,
): ActivityFilter {
  const last = dayOf(to);
  return {
    actor: who === NO_NAME ? null : (who ?? undefined),
    kind: kind ?? undefined,
    graphId: graph ?? undefined,
    threadId: thread && isUuid(thread) ? thread : undefined,
    since: dayOf(from),
    until: last && new Date(last.getTime() + DAY_MS),
    before: before ?? undefined,
    withAccounts,
  };
}

function dayOf(text: string | null): Date | undefined {
  const isDay = text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text);
  const day = isDay ? new Date(`${text}T00:00:00Z`) : undefined;
  return day && !Number.isNaN(day.getTime()) ? day : undefined;
}

export function isFiltered({ before: _before, ...filters }: ActivityParams): boolean {
  return Object.values(filters).some((value) => value !== null);
}
