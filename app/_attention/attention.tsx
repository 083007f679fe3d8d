'use client';

import { useArrivals } from './use-arrivals';
import { useTitleBadge } from './use-title-badge';
import { useWaiting } from './use-waiting';

/** Draws the eye to what waits: in the tab's title and icon and, for who wants it, by notifications and a tone. */
export function Attention() {
  const { data } = useWaiting();
  useTitleBadge(data?.count ?? 0);
  useArrivals(data?.newest);
  return null;
}
