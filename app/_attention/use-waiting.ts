'use client';

import { useQuery } from '@tanstack/react-query';
import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import { useReviewer } from '#app/_shell/reviewer';
import type { Waiting } from '#lib/review/get-waiting';

/** What waits for the reviewer of this browser. */
export function useWaiting() {
  const { name } = useReviewer();
  return useQuery({
    queryKey: queryKeys.waiting(name ?? ''),
    queryFn: ({ signal }) => fetchJson<Waiting>('/data/waiting', signal),
  });
}
