'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { InboxParams } from './inbox-params';
import type { CountedView } from './read-saved-views';
import { savedQuery } from './saved-query';

/** The views that were saved, and which of them the address is. */
export function useSavedViews(params: InboxParams) {
  const { data: views = [] } = useQuery({
    queryKey: queryKeys.savedViews(),
    queryFn: ({ signal }) => fetchJson<CountedView[]>('/data/saved-views', signal),
  });
  const query = savedQuery(params);
  return { views, query, current: views.find((view) => view.query === query) ?? null };
}
