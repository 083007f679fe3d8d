'use client';

import { type QueryFunctionContext, useQueries } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { InboxPage } from '#lib/review/list-inbox';

/** What was read of a list behind its first page. */
export interface ReadPages {
  /** Undefined: not there yet. */
  pages: (InboxPage | undefined)[];
  error: Error | null;
  retry?: () => unknown;
}

/** How one page is read. */
export interface PageQuery {
  queryKey: readonly unknown[];
  queryFn: (context: Pick<QueryFunctionContext, 'signal'>) => Promise<InboxPage>;
}

export interface LaterPagesProps {
  queries: PageQuery[];
  /** Which of all pages are in sight; the first one is page 0. */
  sight: { first: number; last: number };
  onRead: (read: ReadPages) => void;
}

/** Reads the pages behind the first one, those in sight and the last one again whenever something changes. Shows nothing. */
export function LaterPages({ queries, sight, onRead }: LaterPagesProps) {
  const read = useQueries({
    queries: queries.map((query, index) => {
      const page = index + 1;
      const isInSight = page >= sight.first && page <= sight.last;
      return { ...query, enabled: isInSight || page === queries.length };
    }),
    combine: (results): ReadPages => {
      const failed = results.find(({ error }) => error);
      return { pages: results.map(({ data }) => data), error: failed?.error ?? null, retry: failed?.refetch };
    },
  });
  useEffect(() => onRead(read), [onRead, read]);
  return null;
}
