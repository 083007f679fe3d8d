import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Refetches what became stale, one round at a time: what is named while a round is under way waits for the next one. So a
 * burst of events costs a few requests, and the last event is never missed.
 */
export function createRefresher(client: QueryClient): (keys: QueryKey[]) => void {
  const stale = new Map<string, QueryKey>();
  let refreshing = false;

  function add(keys: QueryKey[]) {
    for (const key of keys) stale.set(JSON.stringify(key), key);
  }

  /** A first fetch is not begun anew, and what it brings may have been read before the change. */
  function isFirstFetch(queryKey: QueryKey): boolean {
    const fetching = client.getQueryCache().findAll({ queryKey, fetchStatus: 'fetching' });
    return fetching.some(({ state }) => state.data === undefined);
  }

  async function refresh() {
    refreshing = true;
    while (stale.size > 0) {
      const keys = [...stale.values()];
      stale.clear();
      const again = keys.filter(isFirstFetch);
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey }, { cancelRefetch: true })));
      add(again);
    }
    refreshing = false;
  }

  return (keys) => {
    add(keys);
    if (!refreshing && stale.size > 0) void refresh();
  };
}
