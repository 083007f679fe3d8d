'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { InboxCounts, InboxPage } from '#lib/review/list-inbox';
import { countParams, inboxParams, inboxQuery } from './inbox-params';

/** The questions that the address asks for, how many each view holds, and the way to ask for others. */
export function useInbox() {
  const [params, setParams] = useQueryStates(inboxParams);
  const inbox = useQuery({
    queryKey: queryKeys.inbox(params),
    queryFn: ({ signal }) => fetchJson<InboxPage>(`/data/inbox${inboxQuery(params)}`, signal),
    placeholderData: keepPreviousData,
  });
  const counts = useQuery({
    queryKey: queryKeys.inboxCounts(countParams(params)),
    queryFn: ({ signal }) => fetchJson<InboxCounts>(`/data/inbox-counts${inboxQuery(countParams(params))}`, signal),
    placeholderData: keepPreviousData,
  });
  return { params, setParams, inbox, counts };
}
