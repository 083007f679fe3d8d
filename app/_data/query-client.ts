import { QueryClient } from '@tanstack/react-query';
import { isGone } from './read-error';

let browserClient: QueryClient | undefined;

/** One client for a browser tab; a fresh one for every render on the server, where requests must not share data. */
export function queryClient(): QueryClient {
  if (typeof window === 'undefined') return createClient();
  browserClient ??= createClient();
  return browserClient;
}

function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Live events say when something that is on the screen changed; until then it is fresh.
        staleTime: Number.POSITIVE_INFINITY,
        // They do not tell of what changed between the server's read of the next page and its first paint.
        refetchOnMount: 'always',
        retry: (failures, error) => failures < 1 && !isGone(error),
        refetchOnWindowFocus: false,
      },
    },
  });
}
