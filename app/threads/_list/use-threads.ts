'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { ThreadPage } from '#lib/review/list-threads';
import { threadParams, threadQuery } from './thread-filter';

/** The threads that the address asks for, and the way to ask for others. */
export function useThreads() {
  const [params, setParams] = useQueryStates(threadParams);
  const threads = useQuery({
    queryKey: queryKeys.threads(params),
    queryFn: ({ signal }) => fetchJson<ThreadPage>(`/data/threads${threadQuery(params)}`, signal),
    placeholderData: keepPreviousData,
  });
  return { params, setParams, threads };
}
