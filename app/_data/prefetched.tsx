import { dehydrate, HydrationBoundary, type QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryClient } from './query-client';

export interface PrefetchedProps {
  /** What a server component has already read, by query key; plain JSON values only. */
  queries: { key: QueryKey; data: unknown }[];
  children: ReactNode;
}

/** Hands a server component's first read to the query cache, so that the first paint needs no request of its own. */
export function Prefetched({ queries, children }: PrefetchedProps) {
  const client = queryClient();
  for (const { key, data } of queries) client.setQueryData(key, data);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
