import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { ThreadPart } from './read-thread-part';

export interface ThreadPartAddress {
  threadId: string;
  part: ThreadPart;
  checkpoint?: string | null;
  compare?: string | null;
  level?: string | null;
}

export function threadPartKey({ threadId, part, ...place }: ThreadPartAddress) {
  const search = searchOf(place);
  return queryKeys.thread(threadId, search ? `${part}?${search}` : part);
}

/** Options for `useQuery`; `T` is what the part's read model returns. */
export function threadPartQuery<T>(address: ThreadPartAddress) {
  const { threadId, part, ...place } = address;
  const search = searchOf(place);
  return {
    queryKey: threadPartKey(address),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<T>(`/data/threads/${threadId}/${part}${search ? `?${search}` : ''}`, signal),
  };
}

function searchOf(place: Omit<ThreadPartAddress, 'threadId' | 'part'>): string {
  const search = new URLSearchParams();
  for (const name of ['checkpoint', 'compare', 'level'] as const) if (place[name]) search.set(name, place[name]);
  return search.toString();
}
