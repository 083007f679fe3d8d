'use client';

import { formatAge, formatElapsed } from './format-time';
import { useHydrated, useNow } from './now';

export interface TimeAgoProps {
  /** ISO 8601. */
  at: string;
  /** Leaves out "ago", for a column that is about age. */
  bare?: boolean;
  className?: string;
}

/** "3 min ago", with the full local time in its tooltip. */
export function TimeAgo({ at, bare, className }: TimeAgoProps) {
  const age = Math.max(0, useNow() - Date.parse(at));
  const hydrated = useHydrated();
  return (
    <time
      dateTime={at}
      title={hydrated ? new Date(at).toLocaleString(undefined, { dateStyle: 'full', timeStyle: 'medium' }) : at}
      className={className}
    >
      {age < 1000 ? 'now' : `${formatAge(age)}${bare ? '' : ' ago'}`}
    </time>
  );
}

export interface ElapsedProps {
  /** ISO 8601. */
  since: string;
  /** ISO 8601; without it the clock runs. */
  until?: string | null;
  className?: string;
}

/** A running clock, "0:42", that stands still once it has an end. */
export function Elapsed({ since, until, className }: ElapsedProps) {
  const now = useNow();
  const end = until ? Date.parse(until) : now;
  const elapsed = end - Date.parse(since);
  const isBrief = until && elapsed < 1000;
  return (
    <span className={`tabular-nums ${className ?? ''}`}>{isBrief ? `${elapsed} ms` : formatElapsed(elapsed)}</span>
  );
}
