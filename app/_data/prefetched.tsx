import type { QueryKey } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Seeded } from './seeded';

export interface PrefetchedProps {
  /** What a server component has already read, by query key; plain JSON values only. */
  queries: { key: QueryKey; data: unknown }[];
  children: ReactNode;
}

/** Hands a server component's first read to the query cache, so that the first paint needs no request of its own. */
export function Prefetched({ queries, children }: PrefetchedProps) {
  return (
    <Seeded queries={queries} at={Date.now()}>
      {children}
    </Seeded>
  );
}
