import { formatDuration } from '#app/_ui/format-time';
import { formatDecimal } from '#lib/language/format-decimal';
import { t } from '#lib/language/gettext';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** "0.4 s", "3.1 min", "2.5 h", "3.1 d": times to decide span from seconds to weeks, and none of them is a time of day. */
export function formatLong(ms: number): string {
  if (ms >= DAY_MS) return t`${formatDecimal(ms / DAY_MS)} d`;
  if (ms >= HOUR_MS) return t`${formatDecimal(ms / HOUR_MS)} h`;
  return ms >= MINUTE_MS ? t`${formatDecimal(ms / MINUTE_MS)} min` : formatDuration(ms);
}
