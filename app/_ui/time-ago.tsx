'use client';

import { usePreferences } from '#app/_preferences/preferences-provider';
import { t } from '#lib/language/gettext';
import { formatInFull } from './format-in-full';
import { formatMoment } from './format-moment';
import { formatAge, formatElapsed } from './format-time';
import { useHydrated, useNow } from './now';

export interface TimeAgoProps {
  /** ISO 8601. */
  at: string;
  /** Leaves out "ago", for a column that is about age. */
  bare?: boolean;
  className?: string;
}

/** "3 min ago", or "14:05" for who prefers that, with the full local time in its tooltip. */
export function TimeAgo({ at, bare, className }: TimeAgoProps) {
  const now = useNow();
  const hydrated = useHydrated();
  const { times, timeZone } = usePreferences().preferences;
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={hydrated ? formatInFull(at) : at} className={className}>
      {times === 'absolute' ? formatMoment(moment, { now, timeZone }) : ago(now - moment, bare)}
    </time>
  );
}

function ago(age: number, bare: boolean | undefined): string {
  if (age < 1000) return t`now`;
  return bare ? formatAge(age) : t`${formatAge(age)} ago`;
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
    <span className={`tabular-nums ${className ?? ''}`}>{isBrief ? t`${elapsed} ms` : formatElapsed(elapsed)}</span>
  );
}
