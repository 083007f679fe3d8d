import { formatDecimal } from '#lib/language/format-decimal';
import { t } from '#lib/language/gettext';

const units: [ms: number, written: (count: number) => string][] = [
  [86_400_000, (count) => t`${count} d`],
  [3_600_000, (count) => t`${count} h`],
  [60_000, (count) => t`${count} min`],
  [1000, (count) => t`${count} s`],
];

/** "12 s", "3 min", "2 h", "5 d": the largest whole unit. */
export function formatAge(ms: number): string {
  for (const [size, written] of units) {
    if (ms >= size) return written(Math.floor(ms / size));
  }
  return t`${0} s`;
}

/** The same of a time ahead. A hundredth short of a unit counts as it: of 7 days chosen a moment ago, 7 are left. */
export function formatLeft(ms: number): string {
  return formatAge(ms * 1.01);
}

/** "0:42", "3:05", "1:02:07". */
export function formatElapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = twoDigits(seconds % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** "0 ms", "120 ms", "1.2 s", "3:05": as exact as the length of it calls for. */
export function formatDuration(ms: number): string {
  if (ms < 1000) return t`${Math.round(ms)} ms`;
  return ms < 60_000 ? t`${formatDecimal(ms / 1000)} s` : formatElapsed(ms);
}
