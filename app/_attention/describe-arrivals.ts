import type { WaitingQuestion } from '#lib/review/get-waiting';
import { MOST_TOLD } from '#lib/review/many';

export interface ArrivalNotice {
  title: string;
  body: string;
  /** Where a click leads. */
  href: string;
}

const MOST_LINES = 3;

/** What a notification says: who asks and how often, never what. */
export function describeArrivals(arrivals: WaitingQuestion[]): ArrivalNotice {
  const [first] = arrivals;
  if (arrivals.length === 1 && first)
    return { title: 'A question waits', body: placeOf(first), href: `/i/${first.id}` };
  return {
    title: `${arrivals.length}${arrivals.length < MOST_TOLD ? '' : ' or more'} questions wait`,
    body: linesOf(arrivals),
    href: '/inbox?sort=newest',
  };
}

function placeOf({ graphId, node }: WaitingQuestion): string {
  return `${graphId} › ${node}`;
}

/** Each place with how many it asks, most first. */
function linesOf(arrivals: WaitingQuestion[]): string {
  const counts = new Map<string, number>();
  for (const place of arrivals.map(placeOf)) counts.set(place, (counts.get(place) ?? 0) + 1);
  const places = [...counts].sort(([, a], [, b]) => b - a);
  const lines = places.slice(0, MOST_LINES).map(([place, count]) => (count > 1 ? `${count} × ${place}` : place));
  const more = places.slice(MOST_LINES).reduce((sum, [, count]) => sum + count, 0);
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
