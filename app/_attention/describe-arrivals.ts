import { msgid, ngettext, t } from '#lib/language/gettext';
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
const titles: Record<ArrivalKind, { one: () => string; several: (count: number, shown: string) => string }> = {
  asked: {
    one: () => t`A question waits`,
    several: (count, shown) => ngettext(msgid`${shown} question waits`, msgid`${shown} questions wait`, count),
  },
  assigned: {
    one: () => t`A question was assigned to you`,
    several: (count, shown) =>
      ngettext(msgid`${shown} question was assigned to you`, msgid`${shown} questions were assigned to you`, count),
  },
  mentioned: {
    one: () => t`You are mentioned at a question`,
    several: (count, shown) =>
      ngettext(msgid`${shown} question mentions you`, msgid`${shown} questions mention you`, count),
  },
  back: {
    one: () => t`A question is back`,
    several: (count, shown) => ngettext(msgid`${shown} question is back`, msgid`${shown} questions are back`, count),
  },
};

/** What a notification says: who asks and how often, never what. */
export function describeArrivals(arrivals: Arrival[]): ArrivalNotice {
  const [first] = arrivals;
  const { one, several } = titles[first && arrivals.every(({ kind }) => kind === first.kind) ? first.kind : 'asked'];
  if (arrivals.length === 1 && first) return { title: one(), body: placeOf(first), href: `/i/${first.id}` };
  const count = arrivals.length;
  return {
    title: several(count, count < MOST_TOLD ? String(count) : t`${count} or more`),
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
  return [...lines, ...(more > 0 ? [ngettext(msgid`and ${more} more`, msgid`and ${more} more`, more)] : [])].join('\n');
}
