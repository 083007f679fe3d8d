import type { Holdpoint } from '#lib/runs/holdpoint';
import { Prisma } from '#lib/store/generated/client';
import type { InterruptOutcome } from '#lib/store/generated/enums';
import { containing } from './containing';
import { MANY } from './many';

export type InboxView = 'waiting' | 'answered' | 'superseded' | 'all';

export interface InboxFilter {
  view?: InboxView;
  graphId?: string;
  node?: string;
  /** Part of the question, of its thread's title or of a reviewer's name, or the whole id of a question. */
  search?: string;
  /** By the time of asking. Without it: what waits longest first, what is decided last first. */
  sort?: 'oldest' | 'newest';
  /** Only questions after the one with this id in the order of the list. */
  after?: string;
  limit?: number;
}

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
  /** The beginning of the answer, as JSON. */
  answer: string | null;
}

export interface InboxCounts {
  waiting: number;
  answered: number;
  superseded: number;
  all: number;
}

export interface InboxPage {
  items: InboxItem[];
  /** Pass it as `after` for the next page; null on the last one. */
  next: string | null;
}

const PAGE_SIZE = 50;
const ANSWER_LENGTH = 160;

type Row = Omit<InboxItem, 'createdAt' | 'decidedAt' | 'expiresAt'> & {
  createdAt: Date;
  decidedAt: Date | null;
  expiresAt: Date | null;
};

/** Questions and their fate, from their own rows alone: no graph is loaded and no state is read. */
export async function listInbox({ db }: Holdpoint, filter: InboxFilter = {}): Promise<InboxPage> {
  const limit = filter.limit ?? PAGE_SIZE;
  const rows = await db.prisma.$queryRaw<Row[]>`
    SELECT i.id, i.title, i.graph_id AS "graphId", i.node, i.thread_id AS "threadId", t.title AS "threadTitle",
      coalesce(t.metadata->>'demo' = 'true', false) AS "isDemo", i.outcome::text AS outcome, i.created_at AS "createdAt",
      i.decided_at AS "decidedAt", i.decided_by AS "decidedBy", i.expires_at AS "expiresAt",
      left(i.answer::text, ${ANSWER_LENGTH}) AS answer
    FROM interrupts i JOIN threads t ON t.id = i.thread_id
    WHERE ${viewCondition(filter.view)} AND ${matches(filter)} ${position(filter)}
    LIMIT ${limit + 1}`;
  const items = rows.slice(0, limit).map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  }));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How many questions each view holds under the same filters, each counted up to `MANY`. */
export async function countInbox({ db }: Holdpoint, filter: InboxFilter = {}): Promise<InboxCounts> {
  const thread = filter.search ? Prisma.sql`JOIN threads t ON t.id = i.thread_id` : Prisma.empty;
  const count = (view: InboxView) => Prisma.sql`(SELECT count(*)::int FROM (
    SELECT FROM interrupts i ${thread} WHERE ${viewCondition(view)} AND ${matches(filter)} LIMIT ${MANY}) counted)`;
  const [counts] = await db.prisma.$queryRaw<InboxCounts[]>`
    SELECT ${count('waiting')} AS waiting, ${count('answered')} AS answered, ${count('superseded')} AS superseded,
      ${count('all')} AS "all"`;
  return counts ?? { waiting: 0, answered: 0, superseded: 0, all: 0 };
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

function viewCondition(view: InboxView = 'waiting'): Prisma.Sql {
  switch (view) {
    case 'waiting':
      return Prisma.sql`i.outcome = 'pending'`;
    case 'answered':
      return Prisma.sql`i.outcome = 'answered'`;
    case 'superseded':
      return Prisma.sql`i.outcome IN ('superseded', 'expired')`;
    case 'all':
      return Prisma.sql`true`;
    default:
      return view satisfies never;
  }
}

function matches({ graphId, node, search }: InboxFilter): Prisma.Sql {
  const conditions = [Prisma.sql`true`];
  if (graphId) conditions.push(Prisma.sql`i.graph_id = ${graphId}`);
  if (node) conditions.push(Prisma.sql`i.node = ${node}`);
  const text = search?.trim();
  if (text) {
    const pattern = containing(text);
    conditions.push(
      Prisma.sql`(i.title ILIKE ${pattern} OR t.title ILIKE ${pattern} OR i.decided_by ILIKE ${pattern} OR i.id = ${text})`,
    );
  }
  return Prisma.join(conditions, ' AND ');
}

/** Where the page begins and in which order it goes on; the id decides between questions of the same moment. */
function position({ view = 'waiting', sort, after }: InboxFilter): Prisma.Sql {
  const oldestFirst = sort ? sort === 'oldest' : view === 'waiting';
  const direction = oldestFirst ? Prisma.raw('ASC') : Prisma.raw('DESC');
  const comparison = oldestFirst ? Prisma.raw('>') : Prisma.raw('<');
  const start = after
    ? Prisma.sql`AND (i.created_at, i.id) ${comparison} (SELECT created_at, id FROM interrupts WHERE id = ${after})`
    : Prisma.empty;
  return Prisma.sql`${start} ORDER BY i.created_at ${direction}, i.id ${direction}`;
}
