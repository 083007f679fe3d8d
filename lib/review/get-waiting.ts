import type { Holdpoint } from '#lib/runs/holdpoint';
import { Prisma } from '#lib/store/generated/client';
import { inboxCondition } from './inbox-filter';
import { MANY_QUESTIONS, MOST_TOLD } from './many';

/** A question without a word of what it asks. */
export interface WaitingQuestion {
  id: string;
  graphId: string;
  node: string;
  /** ISO 8601. */
  createdAt: string;
}

/** What waits for one reviewer. */
export interface Waiting {
  /** Up to `MANY_QUESTIONS`. */
  count: number;
  /** As many as are told of. */
  newest: WaitingQuestion[];
  /** Milliseconds until the next of all snoozed questions comes back, by the server's clock; null: none is snoozed. */
  wakesInMs: number | null;
}

type Row = Omit<WaitingQuestion, 'createdAt'> & { createdAt: Date; count: number };

/** What nobody else answers, shall answer or has decided. @param reviewer null: who has given no name */
export async function getWaiting(hp: Holdpoint, reviewer: string | null): Promise<Waiting> {
  const [rows, wakesInMs] = await Promise.all([readNewest(hp, reviewer), readNextWake(hp)]);
  return {
    count: rows[0]?.count ?? 0,
    newest: rows.map(({ id, graphId, node, createdAt }) => ({ id, graphId, node, createdAt: createdAt.toISOString() })),
    wakesInMs,
  };
}

function readNewest({ db }: Holdpoint, reviewer: string | null): Promise<Row[]> {
  return db.prisma.$queryRaw<Row[]>`
    WITH mine AS (
      SELECT i.id, i.graph_id, i.node, i.created_at FROM interrupts i
      WHERE ${inboxCondition({ view: 'waiting', reviewer })} AND ${isFreeFor(reviewer)}
      ORDER BY i.created_at DESC, i.id DESC LIMIT ${MANY_QUESTIONS})
    SELECT id, graph_id AS "graphId", node, created_at AS "createdAt", (SELECT count(*)::int FROM mine) AS count
    FROM mine ORDER BY created_at DESC, id DESC LIMIT ${MOST_TOLD}`;
}

async function readNextWake({ db }: Holdpoint): Promise<number | null> {
  const [row] = await db.prisma.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(snoozed_until) - now()) * 1000)::float8 AS ms FROM interrupts
    WHERE outcome = 'pending' AND snoozed_until IS NOT NULL AND snoozed_until > now()`;
  return row?.ms ?? null;
}

function isFreeFor(reviewer: string | null): Prisma.Sql {
  return Prisma.sql`(i.assignee IS NULL OR i.assignee = ${reviewer}::text)
    AND (i.claimed_by IS NULL OR i.claimed_until <= now() OR i.claimed_by = ${reviewer}::text)
    AND NOT EXISTS (SELECT FROM scheduled_answers s WHERE s.interrupt_id = i.id)`;
}
