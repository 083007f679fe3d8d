import type { Holdpoint } from '#lib/runs/holdpoint';
import { maskedText } from '#lib/runs/masking/mask-text';
import { secretNames } from '#lib/runs/masking/secret-names';
import type { Level } from '#lib/runs/question-levels';
import { Prisma } from '#lib/store/generated/client';
import type { InterruptOutcome } from '#lib/store/generated/enums';
import { cursorOf, orderedBy } from './inbox-cursor';
import { type InboxFilter, inboxCondition, inboxPosition } from './inbox-filter';
import { type InboxView, WAITING_VIEWS } from './inbox-views';
import { MANY_QUESTIONS } from './many';

export interface InboxItem {
  id: string;
  title: string;
  graphId: string;
  node: string;
  threadId: string;
  threadTitle: string | null;
  isDemo: boolean;
  outcome: InterruptOutcome;
  /** ISO 8601, like every moment here. */
  createdAt: string;
  decidedAt: string | null;
  decidedBy: string | null;
  /** Until when it can be answered; null: without limit. */
  expiresAt: string | null;
  /** Who works on it, until when; null: nobody. */
  claim: { by: string; until: string } | null;
  /** What the agent says of how dangerous and how urgent it is; null: nothing. */
  risk: Level | null;
  priority: Level | null;
  /** Who shall answer it; null: nobody in particular. */
  assignee: string | null;
  /** When it comes back, of one that is snoozed; null: it is not. */
  snoozedUntil: string | null;
  /** How many there are. */
  comments: number;
  /** Who has decided it and can still take that back; null: nobody. */
  decidingBy: string | null;
  /** The beginning of the answer, as JSON, without secrets. */
  answer: string | null;
}

export type InboxCounts = Partial<Record<InboxView, number>>;

export interface InboxPage {
  items: InboxItem[];
  /** Pass it as `after` for the next page; null on the last one. */
  next: string | null;
}

const PAGE_SIZE = 50;
const ANSWER_LENGTH = 160;
/** Questions that are looked at one by one for the words of a search. */
const NEAR = 600;

type Row = Omit<InboxItem, 'createdAt' | 'decidedAt' | 'expiresAt' | 'snoozedUntil' | 'claim'> & {
  createdAt: Date;
  decidedAt: Date | null;
  expiresAt: Date | null;
  snoozedUntil: Date | null;
  claimedBy: string | null;
  claimedUntil: Date | null;
};

/** Questions and their fate, from their own rows alone: no graph is loaded and no state is read. */
export async function listInbox(hp: Holdpoint, filter: InboxFilter = {}): Promise<InboxPage> {
  const limit = filter.limit ?? PAGE_SIZE;
  const rows = (await nearRows(hp, filter, limit)) ?? (await readRows(hp, pageOf(filter, limit)));
  const items = rows.slice(0, limit).map(toItem);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursorOf(filter.view, last) : null };
}

function pageOf(filter: InboxFilter, limit: number): Prisma.Sql {
  const condition = inboxCondition(filter);
  const position = inboxPosition(filter);
  if (!filter.search?.trim())
    return Prisma.sql`SELECT i.* FROM interrupts i WHERE ${condition} ${position} LIMIT ${limit + 1}`;
  // Found by the index of words first, and put in order then: PostgreSQL would go through all in order and look at the words of each.
  return Prisma.sql`
    WITH found AS MATERIALIZED (SELECT i.id, i.${Prisma.raw(orderedBy(filter.view))} FROM interrupts i WHERE ${condition})
    SELECT i.* FROM (SELECT i.id FROM found i WHERE true ${position} LIMIT ${limit + 1}) page
    JOIN interrupts i ON i.id = page.id WHERE true ${position}`;
}

/**
 * Words that are everywhere fill a page with the next few questions. An index of words would first find all questions that have
 * them, to put them in order. Null: they do not fill it.
 */
async function nearRows(hp: Holdpoint, filter: InboxFilter, limit: number): Promise<Row[] | null> {
  const { search, ...rest } = filter;
  if (!search?.trim()) return null;
  const near = Prisma.sql`SELECT i.* FROM (${pageOf(rest, NEAR)}) i WHERE ${inboxCondition({ search, view: 'all' })} LIMIT ${limit + 1}`;
  const rows = await readRows(hp, near);
  return rows.length > limit ? rows : null;
}

/** The rows of a page, which is found before anything is looked up for them. */
function readRows({ db }: Holdpoint, page: Prisma.Sql): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    SELECT i.id, i.title, i.graph_id AS "graphId", i.node, i.thread_id AS "threadId", t.title AS "threadTitle",
      coalesce(t.metadata->>'demo' = 'true', false) AS "isDemo", i.outcome::text AS outcome, i.created_at AS "createdAt",
      i.decided_at AS "decidedAt", i.decided_by AS "decidedBy", i.expires_at AS "expiresAt", i.assignee, i.risk, i.priority,
      CASE WHEN i.snoozed_until > now() THEN i.snoozed_until END AS "snoozedUntil",
      CASE WHEN i.claimed_until > clock_timestamp() THEN i.claimed_by END AS "claimedBy", i.claimed_until AS "claimedUntil",
      left(i.answer::text, ${ANSWER_LENGTH}) AS answer, s.actor AS "decidingBy",
      (SELECT count(*)::int FROM comments c WHERE c.interrupt_id = i.id) AS comments
    FROM (SELECT i.*, row_number() OVER () AS place FROM (${page}) i) i JOIN threads t ON t.id = i.thread_id
    LEFT JOIN scheduled_answers s ON s.interrupt_id = i.id AND i.outcome = 'pending'
    ORDER BY i.place`;
}

function toItem({ claimedBy, claimedUntil, answer, ...row }: Row): InboxItem {
  return {
    ...row,
    answer: answer && maskedText(answer, secretNames()),
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
    claim: claimedBy !== null && claimedUntil ? { by: claimedBy, until: claimedUntil.toISOString() } : null,
  };
}

/**
 * How many questions each view of what waits holds under the same filters, each counted up to `MANY_QUESTIONS`. Under a search
 * only the filter's own view is counted: a word that is everywhere costs too much to be looked for in each.
 */
export async function countInbox({ db }: Holdpoint, filter: InboxFilter = {}): Promise<InboxCounts> {
  const views = filter.search?.trim()
    ? WAITING_VIEWS.filter((view) => view === (filter.view ?? 'waiting'))
    : WAITING_VIEWS;
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
    return isWaiting && !filter.search?.trim() ? countOf(filter) : Prisma.sql`NULL::int`;
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
