'use client';

import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useMemo } from 'react';

export interface SeededProps {
  queries: { key: QueryKey; data: unknown }[];
  /** When they were read; milliseconds since 1970. */
  at: number;
  children: ReactNode;
}

/**
 * Fills the query cache with what the server has read. What nobody has asked for yet is there before the children are rendered; what
 * is on the screen already changes after that, and only if it is older.
 */
export function Seeded({ queries, at, children }: SeededProps) {
  const client = useQueryClient();
  const known = useMemo(
    () =>
      queries.filter(({ key, data }) => {
        if (client.getQueryState(key)) return true;
        client.setQueryData(key, data, { updatedAt: at });
        return false;
      }),
    [client, queries, at],
  );
  useEffect(() => {
    for (const { key, data } of known) {
      const state = client.getQueryState(key);
      if (!state || state.dataUpdatedAt < at) client.setQueryData(key, data, { updatedAt: at });
    }
  }, [client, known, at]);
  return children;
}
