import type { Holdpoint } from '#lib/runs/holdpoint';
import { Prisma } from '#lib/store/generated/client';

export interface InsightsFilter {
  /** How far back decisions are looked at. */
  days: number;
  graphId?: string;
  /** Who decided; only for decisions. */
  actor?: string;
}

/** Questions that wait, by how long. */
export interface AgeBucket {
  /** In milliseconds; null: of the youngest. */
  startMs: number | null;
  /** Null: of the oldest. */
  endMs: number | null;
  count: number;
}

export interface WaitingGroup {
  graphId: string;
  node: string;
  count: number;
  /** ISO 8601. */
  oldestAt: string;
}

export interface DecisionGroup {
  graphId: string | null;
  node: string | null;
  actor: string | null;
  count: number;
  /** From the question to its answer, in milliseconds: half of them were faster, nine of ten. */
  p50Ms: number;
  p90Ms: number;
  split: Record<Verdict, number>;
}

export interface Insights {
  /** `isCut`: more wait than are looked at. */
  waiting: { total: number; ages: AgeBucket[]; groups: WaitingGroup[]; isCut: boolean };
  decisions: {
    overall: DecisionGroup | null;
    byGraph: DecisionGroup[];
    byNode: DecisionGroup[];
    byReviewer: DecisionGroup[];
  };
  /** There was more than is looked at: the newest decisions, or the oldest questions, are counted alone. */
  isCut: boolean;
}

export const verdicts = ['approve', 'edit', 'reject', 'respond', 'other'] as const;
export type Verdict = (typeof verdicts)[number];

/** So many rows are looked at, whatever there is: a page that is opened often must not cost more the longer a server is used. */
const MAX_ROWS = 20_000;
const MAX_GROUPS = 50;

/** Minutes at which one age ends and the next begins. */
const AGES = [5, 60, 240, 1440, 4320, 10_080];
const MINUTE_MS = 60_000;

export async function getInsights(hp: Holdpoint, filter: InsightsFilter): Promise<Insights> {
  const [waiting, decisions] = await Promise.all([waitingNow(hp, filter), decided(hp, filter)]);
  return {
    waiting,
    decisions: {
      overall: decisions.find(({ level }) => level === 'all') ?? null,
      byGraph: ofLevel(decisions, 'graph'),
      byNode: ofLevel(decisions, 'node'),
      byReviewer: ofLevel(decisions, 'actor'),
    },
    isCut: waiting.isCut || (decisions.find(({ level }) => level === 'all')?.count ?? 0) >= MAX_ROWS,
  };
}

interface WaitingRow {
  graph_id: string;
  node: string;
  age: number;
  count: number;
  oldest: Date;
}

async function waitingNow({ db }: Holdpoint, { graphId }: InsightsFilter) {
  const limits = Prisma.join(AGES.map((minutes) => Prisma.sql`${minutes}::float8`));
  const rows = await db.prisma.$queryRaw<WaitingRow[]>`
    WITH open AS MATERIALIZED (
      SELECT graph_id, node, created_at FROM interrupts WHERE outcome = 'pending' ${ofGraph(graphId)}
      ORDER BY created_at LIMIT ${MAX_ROWS})
    SELECT graph_id, node, count(*)::int AS count, min(created_at) AS oldest,
      width_bucket((extract(epoch FROM now() - created_at) / 60)::float8, ARRAY[${limits}])::int AS age
    FROM open GROUP BY graph_id, node, age ORDER BY graph_id, node, age`;
  const total = sum(rows);
  const ends = AGES.map((minutes) => minutes * MINUTE_MS);
  const ages = [...ends, null].map((endMs, age) => ({
    startMs: ends[age - 1] ?? null,
    endMs,
    count: sum(rows.filter((row) => row.age === age)),
  }));
  return { total, ages, groups: waitingGroups(rows), isCut: total >= MAX_ROWS };
}

function waitingGroups(rows: WaitingRow[]): WaitingGroup[] {
  const groups = new Map<string, WaitingGroup>();
  for (const { graph_id: graphId, node, count, oldest } of rows) {
    const key = JSON.stringify([graphId, node]);
    const known = groups.get(key);
    const oldestAt = oldest.toISOString();
    const first = known && known.oldestAt < oldestAt ? known.oldestAt : oldestAt;
    groups.set(key, { graphId, node, count: count + (known?.count ?? 0), oldestAt: first });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count).slice(0, MAX_GROUPS);
}

interface DecidedRow extends Omit<DecisionGroup, 'split'>, Record<Verdict, number> {
  level: 'all' | 'graph' | 'node' | 'actor';
}

type LevelledGroup = DecisionGroup & Pick<DecidedRow, 'level'>;

/** A person's answers alone: a deadline that answers decides nothing. One pass groups them in every way. */
async function decided({ db }: Holdpoint, { days, graphId, actor }: InsightsFilter): Promise<LevelledGroup[]> {
  const counts = Prisma.join(verdicts.map(countOf));
  const rows = await db.prisma.$queryRaw<DecidedRow[]>`
    WITH recent AS MATERIALIZED (
      SELECT d.interrupt_id, d.graph_id, d.actor, d.at, left(d.value::text, 400) AS answer FROM decisions d
      WHERE d.at >= now() - make_interval(days => ${days}::int) AND d.kind = 'answer'
        ${graphId ? Prisma.sql`AND d.graph_id = ${graphId}` : Prisma.empty}
        ${actor ? Prisma.sql`AND d.actor = ${actor}` : Prisma.empty}
      ORDER BY d.at DESC, d.id DESC LIMIT ${MAX_ROWS}),
    answered AS (
      SELECT recent.graph_id, i.node, coalesce(recent.actor, '') AS actor, ${verdictOf('recent.answer')} AS verdict,
        (extract(epoch FROM recent.at - i.created_at) * 1000)::float8 AS ms
      FROM recent JOIN interrupts i ON i.id = recent.interrupt_id)
    SELECT graph_id AS "graphId", node, actor, count(*)::int AS count, ${counts},
      percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS "p50Ms", percentile_cont(0.9) WITHIN GROUP (ORDER BY ms) AS "p90Ms",
      CASE WHEN grouping(actor) = 0 THEN 'actor' WHEN grouping(node) = 0 THEN 'node' WHEN grouping(graph_id) = 0 THEN 'graph' ELSE 'all' END AS level
    FROM answered GROUP BY GROUPING SETS ((), (graph_id), (graph_id, node), (actor)) HAVING count(*) > 0
    ORDER BY count(*) DESC`;
  return rows.map(({ approve, edit, reject, respond, other, ...row }) => ({
    ...row,
    split: { approve, edit, reject, respond, other },
  }));
}

function ofLevel(groups: LevelledGroup[], level: DecidedRow['level']): DecisionGroup[] {
  return groups.filter((group) => group.level === level).slice(0, MAX_GROUPS);
}

function countOf(verdict: Verdict): Prisma.Sql {
  return Prisma.sql`(count(*) FILTER (WHERE verdict = ${verdict}))::int AS ${Prisma.raw(verdict)}`;
}

/**
 * SQL: what an answer says, by the words that the conventions have for it. Read as text: what is stored as `json` may hold what
 * PostgreSQL cannot take apart. Of several decisions that were sent together it is the first.
 */
function verdictOf(column: string): Prisma.Sql {
  const answer = Prisma.raw(column);
  const word = Prisma.sql`lower(coalesce(
    substring(${answer} FROM '"(?:decision|type|action|status)"\\s*:\\s*"([A-Za-z_]+)"'),
    substring(${answer} FROM '"(?:approved|accepted|confirmed)"\\s*:\\s*(true|false)'),
    substring(${answer} FROM '^\\s*"?(true|false|yes|no|approve|approved|reject|rejected)"?\\s*$')))`;
  return Prisma.sql`CASE
    WHEN ${word} IN ('approve', 'approved', 'accept', 'accepted', 'allow', 'yes', 'true') THEN 'approve'
    WHEN ${word} IN ('edit', 'edited', 'modify', 'modified') THEN 'edit'
    WHEN ${word} IN ('reject', 'rejected', 'deny', 'denied', 'decline', 'declined', 'cancel', 'ignore', 'no', 'false') THEN 'reject'
    WHEN ${word} IN ('respond', 'response') THEN 'respond'
    ELSE 'other' END`;
}

function ofGraph(graphId: string | undefined): Prisma.Sql {
  return graphId ? Prisma.sql`AND graph_id = ${graphId}` : Prisma.empty;
}

function sum(rows: { count: number }[]): number {
  return rows.reduce((total, { count }) => total + count, 0);
}
