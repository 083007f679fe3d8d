import { createLoader, createSerializer, type inferParserType, parseAsString } from 'nuqs/server';
import type { ActivityFilter } from '#lib/review/list-activity';

/** Stands for the clients that gave no name; no person can be called so. */
export const NO_NAME = '-';

export const activityParams = {
  who: parseAsString,
  kind: parseAsString,
  before: parseAsString,
};

export type ActivityParams = inferParserType<typeof activityParams>;

export const loadActivityParams = createLoader(activityParams);
export const activityQuery = createSerializer(activityParams);

export function toActivityFilter({ who, kind, before }: ActivityParams): ActivityFilter {
  return {
    actor: who === NO_NAME ? null : (who ?? undefined),
    kind: kind ?? undefined,
    before: before ?? undefined,
  };
}
