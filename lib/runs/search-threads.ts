import { Prisma } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { searchable } from './draft-run';
import type { Holdpoint } from './holdpoint';
import { ThreadTotal } from './thread-total';
import { headChannel } from './thread-values';
import { type ThreadView, type ViewParts, viewColumns } from './thread-view';
import { withDefaults } from './with-defaults';

export interface ThreadFilter {
  ids?: string[];
  status?: ThreadStatus;
  /** What the thread's metadata contains. */
  metadata?: Record<string, unknown>;
  /** What the thread's values contain, key by key. */
  values?: Record<string, unknown>;
}

const SORT_COLUMNS = {
  thread_id: Prisma.sql`t.id`,
  status: Prisma.sql`t.status`,
  created_at: Prisma.sql`t.created_at`,
  updated_at: Prisma.sql`t.updated_at`,
  state_updated_at: Prisma.sql`t.state_updated_at`,
};

export interface ThreadSearch extends ThreadFilter {
  limit: number;
  offset: number;
  /** Default `created_at`. */
  sortBy?: keyof typeof SORT_COLUMNS;
  /** Default `desc`. */
  sortOrder?: 'asc' | 'desc';
}

/** How far past a page its total is counted: counting millions each time would take longer than finding the page. */
const COUNTED_AHEAD = 10_000;

/** So many along an index are still quick. */
const QUICK_THREADS = 100;

export interface ThreadPage {
  threads: ThreadView[];
  total: number;
}

/**
 * One page of the threads that match, and how many match on all pages, counted to 10,000 past this one at most.
 * @throws HoldpointError `unsupported_value`
 */
export async function searchThreads(
  hp: Holdpoint,
  search: ThreadSearch,
  parts: ViewParts = { values: false, questions: false },
): Promise<ThreadPage> {
  const { limit, offset, sortBy = 'created_at', sortOrder = 'desc' } = search;
  const direction = sortOrder === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const order = Prisma.sql`${SORT_COLUMNS[sortBy]} ${direction}, t.id ${direction}`;
  const counted = isAll(search) ? NEWEST : Prisma.sql`(${counting(search, atMost(search))}) AS total`;
  const threads = await (isQuick(search) ? hp.db.sql : hp.db.prisma).$queryRaw<FoundThread[]>`
    SELECT ${viewColumns(parts)}, ${counted}
    FROM (SELECT * FROM threads t WHERE ${conditions(search)} ORDER BY ${order} LIMIT ${limit} OFFSET ${offset}) t ORDER BY ${order}`;
  const total = await totalOf(hp, search, threads[0]);
  return { threads: threads.map((thread) => withDefaults(hp, thread)), total };
}

interface FoundThread extends ThreadView {
  /** Where threads were filtered. */
  total?: number;
  /** Where they were not: the one that was created last. */
  newest?: string;
}

const NEWEST = Prisma.sql`(SELECT n.id FROM threads n ORDER BY n.created_at DESC, n.id DESC LIMIT 1) AS newest`;

async function totalOf(hp: Holdpoint, search: ThreadSearch, found: FoundThread | undefined): Promise<number> {
  const count = () => countThreads(hp, search, atMost(search));
  if (!found) return search.offset === 0 ? 0 : count();
  const { total, newest } = found;
  if (newest === undefined) return total ?? count();
  return ThreadTotal.of(hp.db).get({ atMost: atMost(search), newest }, count);
}

function atMost({ offset, limit }: ThreadSearch): number {
  return offset + limit + COUNTED_AHEAD;
}

/** Counts no further than `limit`. @throws HoldpointError `unsupported_value` */
export async function countThreads(hp: Holdpoint, filter: ThreadFilter, limit?: number): Promise<number> {
  const [row] = await hp.db.prisma.$queryRaw<{ count: number }[]>`${counting(filter, limit)}`;
  return row?.count ?? 0;
}

function counting(filter: ThreadFilter, limit?: number): Prisma.Sql {
  const end = limit === undefined ? Prisma.empty : Prisma.sql`LIMIT ${limit}`;
  return Prisma.sql`SELECT count(*)::int AS count FROM (SELECT FROM threads t WHERE ${conditions(filter)} ${end}) counted`;
}

/** Whether the page is found along an index. What may take longer, or needs a plan of its own, must not hold up short statements. */
function isQuick({ limit, offset, sortBy = 'created_at', ...filter }: ThreadSearch): boolean {
  return isAll(filter) && sortBy !== 'status' && sortBy !== 'state_updated_at' && offset + limit <= QUICK_THREADS;
}

function isAll({ ids, status, metadata, values }: ThreadFilter): boolean {
  return !ids && !status && !metadata && !values;
}

function conditions({ ids, status, metadata, values }: ThreadFilter): Prisma.Sql {
  const all = [Prisma.sql`true`];
  if (ids) all.push(Prisma.sql`t.id = ANY(${ids}::uuid[])`);
  if (status) all.push(Prisma.sql`t.status = ${status}::"ThreadStatus"`);
  if (metadata) all.push(Prisma.sql`t.metadata @> ${JSON.stringify(searchable(metadata))}::jsonb`);
  for (const [channel, value] of Object.entries(searchable(values ?? {}))) all.push(channelContains(channel, value));
  return Prisma.join(all, ' AND ');
}

/** JSON text that jsonb refuses: an escaped U+0000 or half of a surrogate pair, and not an escaped backslash before a `u`. */
const NOT_JSONB = String.raw`(^|[^\\])(\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})`;

/**
 * Values are kept as JSON text, exactly; containment needs jsonb, which cannot hold every text. One that it cannot hold
 * matches nothing. Wrapped in an object, so that a list does not "contain" its bare elements, as it would at the top.
 */
function channelContains(channel: string, value: unknown): Prisma.Sql {
  const wanted = JSON.stringify({ value });
  return Prisma.sql`EXISTS (
    SELECT 1 FROM (${headChannel(Prisma.sql`t.id`, channel)}) head
    WHERE CASE WHEN head.value ~* ${NOT_JSONB} THEN false
      ELSE jsonb_build_object('value', head.value::jsonb) @> ${wanted}::jsonb END)`;
}
