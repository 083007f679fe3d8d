import { formatDuration } from '#app/_ui/format-time';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** "0.4 s", "3.1 min", "2.5 h", "3.1 d": times to decide span from seconds to weeks, and none of them is a time of day. */
export function formatLong(ms: number): string {
  if (ms >= DAY_MS) return `${(ms / DAY_MS).toFixed(1)} d`;
  if (ms >= HOUR_MS) return `${(ms / HOUR_MS).toFixed(1)} h`;
  return ms >= MINUTE_MS ? `${(ms / MINUTE_MS).toFixed(1)} min` : formatDuration(ms);
}
