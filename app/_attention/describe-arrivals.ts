import type { Arrival, ArrivalKind } from '#lib/review/get-waiting';
import { MOST_TOLD } from '#lib/review/many';

export interface ArrivalNotice {
  title: string;
  body: string;
  /** Where a click leads. */
  href: string;
}

const MOST_LINES = 3;

/** One of a kind, and several: of what came in several ways it is said that it waits. */
const TITLES: Record<ArrivalKind, { one: string; several: string }> = {
  asked: { one: 'A question waits', several: 'questions wait' },
  assigned: { one: 'A question was assigned to you', several: 'questions were assigned to you' },
  mentioned: { one: 'You are mentioned at a question', several: 'questions mention you' },
  back: { one: 'A question is back', several: 'questions are back' },
};

/** What a notification says: who asks and how often, never what. */
export function describeArrivals(arrivals: Arrival[]): ArrivalNotice {
  const [first] = arrivals;
  const { one, several } = TITLES[first && arrivals.every(({ kind }) => kind === first.kind) ? first.kind : 'asked'];
  if (arrivals.length === 1 && first) return { title: one, body: placeOf(first), href: `/i/${first.id}` };
  return {
    title: `${arrivals.length}${arrivals.length < MOST_TOLD ? '' : ' or more'} ${several}`,
    body: linesOf(arrivals),
    href: '/inbox?sort=newest',
  };
}

function placeOf({ graphId, node }: Arrival): string {
  return `${graphId} › ${node}`;
}

/** Each place with how many it asks, most first. */
function linesOf(arrivals: Arrival[]): string {
  const counts = new Map<string, number>();
  for (const place of arrivals.map(placeOf)) counts.set(place, (counts.get(place) ?? 0) + 1);
  const places = [...counts].sort(([, a], [, b]) => b - a);
  const lines = places.slice(0, MOST_LINES).map(([place, count]) => (count > 1 ? `${count} × ${place}` : place));
  const more = places.slice(MOST_LINES).reduce((sum, [, count]) => sum + count, 0);
  return [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}
