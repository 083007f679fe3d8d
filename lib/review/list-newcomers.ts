import type { Holdpoint } from '#lib/runs/holdpoint';
import { Prisma } from '#lib/store/generated/client';
import { cursorAt, readCursor } from './inbox-cursor';
import { type InboxFilter, inboxCondition } from './inbox-filter';

/** Nobody needs to know how many more there are. */
const MOST = 100;

export interface Newcomers {
  /** The cursor of the question that was asked last; null: there is none. */
  newest: string | null;
  /** How many were asked after the one that was the newest, counted up to 100. */
  count: number;
}

/** What was asked since a list was opened: `since` is what this gave as `newest` then; null: it is being opened. */
export async function listNewcomers(
  { db }: Holdpoint,
  { filter, since }: { filter: InboxFilter; since: string | null },
): Promise<Newcomers> {
  const known = since === null ? null : readCursor(since);
  const later = known
    ? Prisma.sql`AND (i.created_at, i.id) > (${known.moment}::timestamptz, ${known.id}::text)`
    : Prisma.empty;
  const rows = await db.prisma.$queryRaw<{ id: string; createdAt: Date }[]>`
    SELECT i.id, i.created_at AS "createdAt" FROM interrupts i WHERE ${inboxCondition(filter)} ${later}
    ORDER BY i.created_at DESC, i.id DESC LIMIT ${known ? MOST : 1}`;
  const [first] = rows;
  if (!first) return { newest: since, count: 0 };
  return { newest: cursorAt(first.createdAt, first.id), count: known ? rows.length : 0 };
}
