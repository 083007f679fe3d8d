'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { InboxCounts } from '#lib/review/list-inbox';

/** How many questions wait, beside "Inbox"; nothing while there are none. */
export function WaitingCount() {
  const { data } = useQuery({
    // A key that no page prefetches: a query that the layout has begun is not filled by the page's first data, and the
    // first renders of server and browser would differ.
    queryKey: queryKeys.inboxCounts({ of: 'rail' }),
    queryFn: ({ signal }) => fetchJson<InboxCounts>('/data/inbox-counts', signal),
  });
  if (!data?.waiting) return null;
  return (
    <span className="ml-auto rounded bg-waiting-soft px-1.5 text-xs font-semibold text-waiting-ink tabular-nums">
      {data.waiting > 999 ? '999+' : data.waiting}
      <span className="sr-only"> waiting</span>
    </span>
  );
}
