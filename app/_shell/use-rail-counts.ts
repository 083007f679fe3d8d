'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { InboxCounts } from '#lib/review/list-inbox';

/** What the inbox holds, for what is on every screen. */
export function useRailCounts() {
  return useQuery({
    // A key that no page prefetches: a query that the layout has begun is not filled by the page's first data, and the
    // first renders of server and browser would differ.
    queryKey: queryKeys.inboxCounts({ of: 'rail' }),
    queryFn: ({ signal }) => fetchJson<InboxCounts>('/data/inbox-counts', signal),
  });
}
