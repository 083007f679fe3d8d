'use client';

import { formatAge } from './format-time';
import { useHydrated, useNow } from './now';

/** "in 3 h", or "3 h ago" once it has passed, with the full local time in its tooltip. */
export function TimeUntil({ at }: { at: string }) {
  const left = Date.parse(at) - useNow();
  const hydrated = useHydrated();
  const distance = formatAge(Math.abs(left));
  return (
    <time
      dateTime={at}
      title={hydrated ? new Date(at).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'medium' }) : at}
    >
      {left > 0 ? `in ${distance}` : `${distance} ago`}
    </time>
  );
}
