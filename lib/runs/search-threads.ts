import { Prisma, type Thread } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { searchable } from './draft-run';
import type { Holdpoint } from './holdpoint';
import { headChannel } from './thread-values';

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

/**
 * One page of the threads that match, and how many match on all pages, counted to 10,000 past this one at most.
 * @throws HoldpointError `unsupported_value`
 */
export async function searchThreads(
  hp: Holdpoint,
  search: ThreadSearch,
): Promise<{ threads: Thread[]; total: number }> {
  const { limit, offset, sortBy = 'created_at', sortOrder = 'desc' } = search;
  const direction = sortOrder === 'asc' ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const [rows, total] = await Promise.all([
    hp.db.prisma.$queryRaw<{ id: string }[]>`
      SELECT t.id FROM threads t WHERE ${conditions(search)}
      ORDER BY ${SORT_COLUMNS[sortBy]} ${direction}, t.id ${direction} LIMIT ${limit} OFFSET ${offset}`,
    countThreads(hp, search, offset + limit + COUNTED_AHEAD),
  ]);
  const ids = rows.map((row) => row.id);
  const threads = await hp.db.prisma.thread.findMany({ where: { id: { in: ids } } });
  return { threads: threads.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id)), total };
}

/** Counts no further than `atMost`. @throws HoldpointError `unsupported_value` */
export async function countThreads(hp: Holdpoint, filter: ThreadFilter, atMost?: number): Promise<number> {
  const limit = atMost === undefined ? Prisma.empty : Prisma.sql`LIMIT ${atMost}`;
  const [row] = await hp.db.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM (SELECT FROM threads t WHERE ${conditions(filter)} ${limit}) t`;
  return row?.count ?? 0;
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
