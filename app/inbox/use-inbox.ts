'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { InboxCounts } from '#lib/review/list-inbox';
import { countParams, inboxParams, inboxQuery } from './inbox-params';
import { useInboxPages } from './use-inbox-pages';

/** The questions that the address asks for, how many each view holds, and the way to ask for others. */
export function useInbox() {
  const [params, setParams] = useQueryStates(inboxParams);
  const pages = useInboxPages(params);
  const counts = useQuery({
    queryKey: queryKeys.inboxCounts(countParams(params)),
    queryFn: ({ signal }) => fetchJson<InboxCounts>(`/data/inbox-counts${inboxQuery(countParams(params))}`, signal),
    placeholderData: keepPreviousData,
  });
  return { params, setParams, pages, counts };
}
