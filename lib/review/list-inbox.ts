import type { Holdpoint } from '#lib/runs/holdpoint';
import { Prisma } from '#lib/store/generated/client';
import { cursorOf } from './inbox-cursor';
import { type InboxFilter, inboxCondition, inboxPage, isSearch } from './inbox-filter';
import { type InboxView, WAITING_VIEWS } from './inbox-views';
import { MANY_QUESTIONS } from './many';
import { type InboxItem, readInboxItems } from './read-inbox-items';
import { searchInbox } from './search-inbox';

export type InboxCounts = Partial<Record<InboxView, number>>;

export interface InboxPage {
  items: InboxItem[];
  /** Pass it as `after` for the next page; null on the last one. */
  next: string | null;
}

const PAGE_SIZE = 50;

/** Questions and their fate, from their own rows alone: no graph is loaded and no state is read. */
export async function listInbox(hp: Holdpoint, filter: InboxFilter = {}): Promise<InboxPage> {
  const limit = filter.limit ?? PAGE_SIZE;
  const found = isSearch(filter)
    ? await searchInbox(hp, filter, limit + 1)
    : await readInboxItems(hp, { ...filter, page: inboxPage(filter, limit + 1) });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, next: found.length > limit && last ? cursorOf(filter.view, last) : null };
}

/**
 * How many questions each view of what waits holds under the same filters, each counted up to `MANY_QUESTIONS`. Under a search
 * only the filter's own view is counted: a word that is everywhere costs too much to be looked for in each.
 */
export async function countInbox({ db }: Holdpoint, filter: InboxFilter = {}): Promise<InboxCounts> {
  const views = isSearch(filter) ? WAITING_VIEWS.filter((view) => view === (filter.view ?? 'waiting')) : WAITING_VIEWS;
  if (views.length === 0) return {};
  const counts = views.map((view) => Prisma.sql`${countOf({ ...filter, view })} AS ${Prisma.raw(`"${view}"`)}`);
  const [row = {}] = await db.prisma.$queryRaw<InboxCounts[]>`SELECT ${Prisma.join(counts)}`;
  return row;
}

function countOf(filter: InboxFilter): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM (
    SELECT FROM interrupts i WHERE ${inboxCondition(filter)} LIMIT ${MANY_QUESTIONS}) counted)`;
}

/** How many questions match each of some filters, each counted as far as above; null where that costs too much: under a search, and of what is decided. */
export async function countEach({ db }: Holdpoint, filters: InboxFilter[]): Promise<(number | null)[]> {
  const counts = filters.map((filter) => {
    const isWaiting = WAITING_VIEWS.some((view) => view === (filter.view ?? 'waiting'));
    return isWaiting && !isSearch(filter) ? countOf(filter) : Prisma.sql`NULL::int`;
  });
  if (counts.length === 0) return [];
  const [row] = await db.prisma.$queryRaw<
    { counts: (number | null)[] }[]
  >`SELECT ARRAY[${Prisma.join(counts)}] AS counts`;
  return row?.counts ?? [];
}

/** Every node that ever asked, for the choice of filters; each is found by one step along an index. */
export async function listAskingNodes({ db }: Holdpoint): Promise<{ graphId: string; node: string }[]> {
  return db.prisma.$queryRaw<{ graphId: string; node: string }[]>`
    WITH RECURSIVE nodes AS (
      (SELECT graph_id, node FROM interrupts ORDER BY graph_id, node LIMIT 1)
      UNION ALL
      SELECT following.* FROM nodes CROSS JOIN LATERAL (
        SELECT i.graph_id, i.node FROM interrupts i WHERE (i.graph_id, i.node) > (nodes.graph_id, nodes.node)
        ORDER BY i.graph_id, i.node LIMIT 1) following)
    SELECT graph_id AS "graphId", node FROM nodes`;
}
