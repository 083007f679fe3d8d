'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useEffect, useRef } from 'react';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { InboxCounts } from '#lib/review/list-inbox';
import { countParams, inboxParams, inboxQuery } from './inbox-params';
import { useInboxPages } from './use-inbox-pages';

/** What was read leaves a list of what is unread when its reader goes on. */
function useLeaving(reading: string | null, isUnread: boolean): void {
  const client = useQueryClient();
  const before = useRef(reading);
  useEffect(() => {
    const left = before.current;
    before.current = reading;
    if (isUnread && left !== null && left !== reading) void client.invalidateQueries({ queryKey: queryKeys.inbox() });
  }, [client, reading, isUnread]);
}

/** The questions that the address asks for, how many each view holds, and the way to ask for others. */
export function useInbox(reading: string | null) {
  const [params, setParams] = useQueryStates(inboxParams);
  const pages = useInboxPages(params, reading);
  useLeaving(reading, params.unread !== null);
  const counts = useQuery({
    queryKey: queryKeys.inboxCounts(countParams(params)),
    queryFn: ({ signal }) => fetchJson<InboxCounts>(`/data/inbox-counts${inboxQuery(countParams(params))}`, signal),
    placeholderData: keepPreviousData,
  });
  return { params, setParams, pages, counts };
}
