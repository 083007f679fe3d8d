import type { Holdpoint } from '#lib/runs/holdpoint';
import { Prisma } from '#lib/store/generated/client';
import { PLANNED_FOR_ITS_VALUES } from '#lib/store/statement-names';
import { cursorAt, orderedBy } from './inbox-cursor';
import { type InboxFilter, inboxBounds, inboxCondition, inboxOrder, inboxPage } from './inbox-filter';
import { type InboxItem, readInboxItems } from './read-inbox-items';

/** Questions that are looked at one by one: each costs as much as it has words. */
const NEAR = 100;
/** Ids are hashes: those below this one are a random share of all questions, one in thirty-two. */
const SAMPLED_BELOW = '08';

const ANEW = Prisma.raw(PLANNED_FOR_ITS_VALUES);

/** The first questions of the list that a search finds, up to `most`; never so slow as what it finds is long (docs/decisions/043). */
export async function searchInbox(hp: Holdpoint, filter: InboxFilter, most: number): Promise<InboxItem[]> {
  const near = await readNear(hp, filter, most);
  if (near.length === most) return near;
  const until = (await boundOf(hp, filter, most)) ?? filter.until;
  return readInboxItems(hp, { ...filter, page: foundPage({ ...filter, until }, most) });
}

/** Words that are everywhere fill a page with the next few questions. */
function readNear(hp: Holdpoint, { search, ...rest }: InboxFilter, most: number): Promise<InboxItem[]> {
  const condition = inboxCondition({ search, view: 'all' });
  const page = Prisma.sql`SELECT i.* FROM (${inboxPage(rest, NEAR)}) i WHERE ${condition} LIMIT ${most}`;
  return readInboxItems(hp, { ...rest, page });
}

/**
 * A place in the list that the first `most` finds do not go beyond: that of the last of as many finds in a random sample. So of a word
 * that is in half of all questions some hundreds are read, wherever they are. Undefined: they are few, and all can be read.
 */
async function boundOf({ db }: Holdpoint, filter: InboxFilter, most: number): Promise<string | undefined> {
  const moment = Prisma.raw(orderedBy(filter.view));
  const [place] = await db.prisma.$queryRaw<{ moment: Date; id: string }[]>`${ANEW}
    WITH sample AS MATERIALIZED (
      SELECT i.id, i.${moment} FROM interrupts i
      WHERE ${inboxCondition(filter)} AND i.id < ${SAMPLED_BELOW} ${inboxBounds(filter)})
    SELECT i.id, i.${moment} AS moment FROM sample i ${inboxOrder(filter)} OFFSET ${most - 1} LIMIT 1`;
  return place && cursorAt(place.moment, place.id);
}

/** Found by the index of words first, and put in order then: PostgreSQL would go through all in order and look at the words of each. */
function foundPage(filter: InboxFilter, most: number): Prisma.Sql {
  const order = inboxOrder(filter);
  return Prisma.sql`${ANEW}
    WITH found AS MATERIALIZED (
      SELECT i.id, i.${Prisma.raw(orderedBy(filter.view))} FROM interrupts i
      WHERE ${inboxCondition(filter)} ${inboxBounds(filter)})
    SELECT i.* FROM (SELECT i.id FROM found i ${order} LIMIT ${most}) page JOIN interrupts i ON i.id = page.id ${order}`;
}
