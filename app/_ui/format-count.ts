import { formatNumber } from '#lib/language/format-number';
import { MANY } from '#lib/review/many';

/** A count for people; the read models stop counting at `many`. */
export function formatCount(count: number, many = MANY): string {
  return `${formatNumber(count)}${count >= many ? '+' : ''}`;
}
