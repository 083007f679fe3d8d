import { Prisma } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { searchable } from './draft-run';
import type { Holdpoint } from './holdpoint';
import { ThreadTotal } from './thread-total';
import { headChannel } from './thread-values';
import { type ThreadView, toView, type ViewParts, type ViewRow, viewColumns } from './thread-view';

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
  const atMost = search.offset + search.limit + COUNTED_AHEAD;
  if (!isAll(search)) return readPage(hp, { search, parts, atMost });
  const known = ThreadTotal.of(hp.db).get(atMost);
  if (known !== undefined) return { ...(await readPage(hp, { search, parts })), total: known };
  const remember = ThreadTotal.of(hp.db).begin(atMost);
  const page = await readPage(hp, { search, parts, atMost });
  remember(page.total);
  return page;
}

/** Without `atMost` nothing is counted. */
async function readPage(
  hp: Holdpoint,
  { search, parts, atMost }: { search: ThreadSearch; parts: ViewParts; atMost?: number },
): Promise<ThreadPage> {
  const order = orderOf(search);
  const total = atMost === undefined ? Prisma.sql`0` : Prisma.sql`(${counting(search, atMost)})`;
  const rows = await hp.db.sql.$queryRaw<(ViewRow & { total: number })[]>`
    SELECT ${viewColumns(parts)}, ${total} AS total
    FROM (SELECT * FROM threads t WHERE ${conditions(search)} ORDER BY ${order} ${pageOf(search)}) t ORDER BY ${order}`;
  const [first] = rows;
  const isBeyond = atMost !== undefined && !first && search.offset > 0;
  return { threads: rows.map(toView), total: isBeyond ? await countThreads(hp, search, atMost) : (first?.total ?? 0) };
}

/** Counts no further than `atMost`. @throws HoldpointError `unsupported_value` */
export async function countThreads(hp: Holdpoint, filter: ThreadFilter, atMost?: number): Promise<number> {
  const [row] = await hp.db.sql.$queryRaw<{ count: number }[]>`${counting(filter, atMost)}`;
  return row?.count ?? 0;
}

function counting(filter: ThreadFilter, atMost?: number): Prisma.Sql {
  const limit = atMost === undefined ? Prisma.empty : Prisma.sql`LIMIT ${atMost}`;
  return Prisma.sql`SELECT count(*)::int AS count FROM (SELECT FROM threads t WHERE ${conditions(filter)} ${limit}) counted`;
}

function orderOf({ sortBy = 'created_at', sortOrder = 'desc' }: ThreadSearch): Prisma.Sql {
  const direction = sortOrder === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  return Prisma.sql`${SORT_COLUMNS[sortBy]} ${direction}, t.id ${direction}`;
}

/**
 * On a first page the limit stands in the text: of a parameter the planner thinks that it may be a tenth of all threads, and
 * makes a new plan each time.
 */
function pageOf({ limit, offset }: ThreadSearch): Prisma.Sql {
  if (offset > 0) return Prisma.sql`LIMIT ${limit} OFFSET ${offset}`;
  return Prisma.sql`LIMIT ${Prisma.raw(String(Math.trunc(limit)))}`;
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
