'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';

/** The names that are known here; none before they are wanted. */
export function useReviewers(isWanted = true): string[] {
  const { data = [] } = useQuery({
    enabled: isWanted,
    queryKey: queryKeys.reviewers(),
    queryFn: ({ signal }) => fetchJson<string[]>('/data/reviewers', signal),
  });
  return data;
}
