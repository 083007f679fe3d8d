'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { GraphItem } from '#lib/review/list-graphs';

export function useGraphs() {
  return useQuery({
    queryKey: queryKeys.graphs(),
    queryFn: ({ signal }) => fetchJson<GraphItem[]>('/data/graphs', signal),
  });
}
