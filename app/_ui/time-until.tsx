'use client';

import { usePreferences } from '#app/_preferences/preferences-provider';
import { t } from '#lib/language/gettext';
import { formatInFull } from './format-in-full';
import { formatMoment } from './format-moment';
import { formatAge, formatLeft } from './format-time';
import { useHydrated, useNow } from './now';

/** "in 3 h", or "3 h ago" once it has passed; "14:05" for who prefers that. The full local time is in its tooltip. */
export function TimeUntil({ at }: { at: string }) {
  const now = useNow();
  const hydrated = useHydrated();
  const { times, timeZone } = usePreferences().preferences;
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={hydrated ? formatInFull(at) : at}>
      {times === 'absolute' ? formatMoment(moment, { now, timeZone }) : distance(moment - now)}
    </time>
  );
}

function distance(left: number): string {
  return left > 0 ? t`in ${formatLeft(left)}` : t`${formatAge(-left)} ago`;
}
