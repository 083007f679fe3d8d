import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import type { InboxFilter } from '#lib/review/list-inbox';

export const inboxViews = ['waiting', 'answered', 'superseded', 'all'] as const;

/** The inbox's view, as the address holds it. */
export const inboxParams = {
  view: parseAsStringLiteral(inboxViews).withDefault('waiting'),
  q: parseAsString.withDefault(''),
  graph: parseAsString,
  node: parseAsString,
  sort: parseAsStringLiteral(['oldest', 'newest'] as const),
  after: parseAsString,
};

export type InboxParams = inferParserType<typeof inboxParams>;

export const loadInboxParams = createLoader(inboxParams);
export const inboxQuery = createSerializer(inboxParams);

export function toInboxFilter({ view, q, graph, node, sort, after }: InboxParams): InboxFilter {
  return {
    view,
    search: q,
    graphId: graph ?? undefined,
    node: node ?? undefined,
    sort: sort ?? undefined,
    after: after ?? undefined,
  };
}

/** What the counts beside the views depend on. */
export function countParams({ q, graph, node }: InboxParams) {
  return { q, graph, node };
}
