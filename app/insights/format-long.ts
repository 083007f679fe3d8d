import { formatDuration } from '#app/_ui/format-time';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** "0.4 s", "3:05", "2.5 h", "3.1 d": times to decide span from seconds to weeks. */
export function formatLong(ms: number): string {
  if (ms >= DAY_MS) return `${(ms / DAY_MS).toFixed(1)} d`;
  return ms >= HOUR_MS ? `${(ms / HOUR_MS).toFixed(1)} h` : formatDuration(ms);
}
