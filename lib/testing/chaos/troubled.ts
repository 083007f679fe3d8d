import type { Evidence } from './evidence';
import type { Trouble } from './trouble';

/** Whether one of these was done at that time, or had not yet been undone. */
export function wasTroubled(
  { troubles }: Pick<Evidence, 'troubles'>,
  { by, from, to }: { by: readonly Trouble[]; from: number; to: number },
): boolean {
  const kinds: readonly string[] = by;
  return troubles.some(({ what, at, until }) => {
    const ended = until?.getTime() ?? Number.POSITIVE_INFINITY;
    return kinds.includes(what) && at.getTime() <= to && ended >= from;
  });
}
