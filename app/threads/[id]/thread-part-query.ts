import { fetchJson } from '#app/_data/fetch-json';
import { queryKeys } from '#app/_data/query-keys';
import type { ThreadPart } from './read-thread-part';

export interface ThreadPartAddress {
  threadId: string;
  part: ThreadPart;
  checkpoint?: string | null;
}

export function threadPartKey({ threadId, part, checkpoint }: ThreadPartAddress) {
  return queryKeys.thread(threadId, checkpoint ? `${part}@${checkpoint}` : part);
}

/** Options for `useQuery`; `T` is what the part's read model returns. */
export function threadPartQuery<T>(address: ThreadPartAddress) {
  const { threadId, part, checkpoint } = address;
  const search = checkpoint ? `?checkpoint=${encodeURIComponent(checkpoint)}` : '';
  return {
    queryKey: threadPartKey(address),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      fetchJson<T>(`/data/threads/${threadId}/${part}${search}`, signal),
  };
}
