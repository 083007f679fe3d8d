import type { Holdpoint } from '#lib/runs/holdpoint';
import { Prisma } from '#lib/store/generated/client';
import { inboxCondition, mentionsReviewer } from './inbox-filter';
import { MANY_QUESTIONS, MOST_TOLD } from './many';

/** Why a question waits for a reviewer: it was asked, somebody else assigned it to them or mentions them, or it is back from being snoozed. */
export type ArrivalKind = 'asked' | 'assigned' | 'back' | 'mentioned';

/** That a question began to wait for a reviewer, without a word of what it asks. */
export interface Arrival {
  id: string;
  graphId: string;
  node: string;
  kind: ArrivalKind;
  /** ISO 8601, by the database's clock. */
  at: string;
}

/** What waits for one reviewer. */
export interface Waiting {
  /** Up to `MANY_QUESTIONS`. */
  count: number;
  /** What came last, the newest first, as many as are told of; each question once. */
  newest: Arrival[];
  /** Milliseconds until the next of all snoozed questions comes back, by the server's clock; null: none is snoozed. */
  wakesInMs: number | null;
}

type Row = Omit<Arrival, 'at'> & { at: Date };

/** What nobody else answers, shall answer or has decided. @param reviewer null: who has given no name */
export async function getWaiting(hp: Holdpoint, reviewer: string | null): Promise<Waiting> {
  const [count, newest, wakesInMs] = await Promise.all([
    countWaiting(hp, reviewer),
    readNewest(hp, reviewer),
    readNextWake(hp),
  ]);
  return { count, newest: newest.map((row) => ({ ...row, at: row.at.toISOString() })), wakesInMs };
}

async function countWaiting({ db }: Holdpoint, reviewer: string | null): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count
    FROM (SELECT FROM interrupts i WHERE ${waitsFor(reviewer)} LIMIT ${MANY_QUESTIONS}) AS mine`;
  return row?.count ?? 0;
}

/** How questions come to wait for somebody: along one index each. */
function waysToArrive(reviewer: string | null): { kind: ArrivalKind; at: string; condition: Prisma.Sql }[] {
  const isFromOthers = Prisma.sql`i.assigned_at IS NOT NULL AND i.assignee = ${reviewer}::text AND i.assigned_by <> ${reviewer}::text`;
  return [
    { kind: 'asked', at: 'created_at', condition: Prisma.sql`true` },
    { kind: 'assigned', at: 'assigned_at', condition: isFromOthers },
    {
      kind: 'back',
      at: 'snoozed_until',
      condition: Prisma.sql`i.snoozed_until IS NOT NULL AND i.snoozed_until <= now()`,
    },
  ];
}

function readNewest({ db }: Holdpoint, reviewer: string | null): Promise<Row[]> {
  const ways = waysToArrive(reviewer).map(({ kind, at, condition }) => {
    const moment = Prisma.raw(`i.${at}`);
    return Prisma.sql`(
      SELECT i.id, i.graph_id AS "graphId", i.node, ${kind}::text AS kind, ${moment} AS at FROM interrupts i
      WHERE ${waitsFor(reviewer)} AND ${condition} ORDER BY ${moment} DESC, i.id DESC LIMIT ${MOST_TOLD})`;
  });
  return db.prisma.$queryRaw<Row[]>`
    SELECT * FROM (SELECT DISTINCT ON (id) * FROM (${Prisma.join([...ways, mentions(reviewer)], ' UNION ALL ')}) AS came ORDER BY id, at DESC) AS last
    ORDER BY at DESC, id DESC LIMIT ${MOST_TOLD}`;
}

/** Also of what somebody else has claimed or shall answer: it is not the answer that is asked for. */
function mentions(reviewer: string | null): Prisma.Sql {
  const kind: ArrivalKind = 'mentioned';
  return Prisma.sql`(
    SELECT i.id, i.graph_id AS "graphId", i.node, ${kind}::text AS kind, c.created_at AS at
    FROM comments c JOIN interrupts i ON i.id = c.interrupt_id
    WHERE ${inboxCondition({ view: 'mentions', reviewer })} AND ${mentionsReviewer(reviewer)}
    ORDER BY c.created_at DESC, i.id DESC LIMIT ${MOST_TOLD})`;
}

async function readNextWake({ db }: Holdpoint): Promise<number | null> {
  const [row] = await db.prisma.$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(snoozed_until) - now()) * 1000)::float8 AS ms FROM interrupts
    WHERE outcome = 'pending' AND snoozed_until IS NOT NULL AND snoozed_until > now()`;
  return row?.ms ?? null;
}

function waitsFor(reviewer: string | null): Prisma.Sql {
  return Prisma.sql`${inboxCondition({ view: 'waiting', reviewer })} AND (i.assignee IS NULL OR i.assignee = ${reviewer}::text)
    AND (i.claimed_by IS NULL OR i.claimed_until <= now() OR i.claimed_by = ${reviewer}::text)
    AND NOT EXISTS (SELECT FROM scheduled_answers s WHERE s.interrupt_id = i.id)`;
}
