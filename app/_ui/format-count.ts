import { MANY } from '#lib/review/many';

/** A count for people; the read models stop counting at `MANY`. */
export function formatCount(count: number): string {
  return `${count.toLocaleString('en')}${count >= MANY ? '+' : ''}`;
}
