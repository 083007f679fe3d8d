import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Refetches what became stale, one round at a time: what is named while a round is under way waits for the next one. So a
 * burst of events costs a few requests, and the last event is never missed.
 */
export function createRefresher(client: QueryClient): (keys: QueryKey[]) => void {
  const stale = new Map<string, QueryKey>();
  let refreshing = false;

  async function refresh() {
    refreshing = true;
    while (stale.size > 0) {
      const keys = [...stale.values()];
      stale.clear();
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }, { cancelRefetch: true })));
    }
    refreshing = false;
  }

  return (keys) => {
    for (const key of keys) stale.set(JSON.stringify(key), key);
    if (!refreshing && stale.size > 0) void refresh();
  };
}
