import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { interruptTitle } from '#lib/runs/interrupt-title';
import { isRecord } from '#lib/runs/is-record';
import { Prisma } from '#lib/store/generated/client';
import { toWire } from './wire';

export interface ActivityFilter {
  /** A name; `null` for clients that gave none. */
  actor?: string | null;
  kind?: string;
  graphId?: string;
  threadId?: string;
  /** From this moment on, and before that one. */
  since?: Date;
  until?: Date;
  /** Only decisions made before the one with this id. */
  before?: string;
  limit?: number;
}

export interface ActivityItem {
  id: string;
  kind: string;
  actor: string | null;
  /** ISO 8601. */
  at: string;
  threadId: string;
  threadTitle: string | null;
  graphId: string | null;
  interruptId: string | null;
  runId: string | null;
  /** The question in one line, for a decision about one. */
  question: string | null;
  /** What stood there before an edit. */
  before?: unknown;
  /** What was given; undefined when the kind of decision gives nothing. */
  value?: unknown;
  note: string | null;
  detail: Record<string, unknown>;
}

export interface ActivityPage {
  items: ActivityItem[];
  /** Pass it as `before` for older decisions; null on the last page. */
  next: string | null;
}

export interface ActivityFacets {
  /** Everybody who ever decided; null stands for clients that gave no name. */
  actors: (string | null)[];
  kinds: string[];
}

const PAGE_SIZE = 50;

/** The audit trail, the last decision first. */
export async function listActivity({ db }: Holdpoint, filter: ActivityFilter = {}): Promise<ActivityPage> {
  const limit = filter.limit ?? PAGE_SIZE;
  const rows = await db.prisma.decision.findMany({
    where: conditions(filter),
    include: { thread: { select: { title: true } } },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  const items = rows.slice(0, limit).map(toActivityItem);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

function conditions({
  actor,
  kind,
  graphId,
  threadId,
  since,
  until,
  before,
}: ActivityFilter): Prisma.DecisionWhereInput {
  return {
    ...{ actor, kind, graphId, threadId },
    ...((since || until) && { at: { gte: since, lt: until } }),
    ...(before && /^\d{1,18}$/.test(before) && { id: { lt: BigInt(before) } }),
  };
}

/** What there is to filter by. */
export async function listActivityFacets({ db }: Holdpoint): Promise<ActivityFacets> {
  const [actors, unnamed, kinds] = await Promise.all([
    db.prisma.$queryRaw<{ name: string }[]>(valuesOf(Prisma.sql`actor`)),
    db.prisma.decision.findFirst({ where: { actor: null }, select: { id: true } }),
    db.prisma.$queryRaw<{ name: string }[]>(valuesOf(Prisma.sql`kind`)),
  ]);
  return {
    actors: [...actors.map(({ name }) => name), ...(unnamed ? [null] : [])],
    kinds: kinds.map(({ name }) => name),
  };
}

/** SQL: the different values of a column, each found by one step along its index. */
function valuesOf(column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH RECURSIVE found AS (
      SELECT min(${column}) AS name FROM decisions
      UNION ALL
      SELECT (SELECT min(d.${column}) FROM decisions d WHERE d.${column} > found.name) FROM found WHERE found.name IS NOT NULL)
    SELECT name FROM found WHERE name IS NOT NULL`;
}

type Row = Prisma.DecisionGetPayload<{ include: { thread: { select: { title: true } } } }>;

function toActivityItem({ thread, question, value, detail, ...row }: Row): ActivityItem {
  const details = isRecord(detail) ? detail : {};
  return {
    ...row,
    id: String(row.id),
    at: row.at.toISOString(),
    threadTitle: thread.title,
    question: row.interruptId && question !== null ? interruptTitle(fromJsonColumn(question)) : null,
    before: row.interruptId || question === null ? undefined : toWire(fromJsonColumn(question)),
    value: value === null ? undefined : withoutOverwrites(toWire(fromJsonColumn(value))),
    note: typeof details.note === 'string' ? details.note : null,
    detail: details,
  };
}

/** A value that replaces another is shown as what it is, not as how it was written. */
function withoutOverwrites(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const plain = (each: unknown) =>
    isRecord(each) && '__overwrite__' in each && Object.keys(each).length === 1 ? each.__overwrite__ : each;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
