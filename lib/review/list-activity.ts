import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { interruptTitle } from '#lib/runs/interrupt-title';
import { isRecord } from '#lib/runs/is-record';
import type { Prisma } from '#lib/store/generated/client';
import { valuesAlongIndex } from './values-along-index';
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
  /** What stood there before an edit, or before something was arranged around a question. */
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
    db.prisma.$queryRaw<{ name: string }[]>(valuesAlongIndex({ table: 'decisions', column: 'actor' })),
    db.prisma.decision.findFirst({ where: { actor: null }, select: { id: true } }),
    db.prisma.$queryRaw<{ name: string }[]>(valuesAlongIndex({ table: 'decisions', column: 'kind' })),
  ]);
  return {
    actors: [...actors.map(({ name }) => name), ...(unnamed ? [null] : [])],
    kinds: kinds.map(({ name }) => name),
  };
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
    before: beforeOf(row.interruptId, { question, details }),
    value: value === null ? undefined : withoutOverwrites(toWire(fromJsonColumn(value))),
    note: typeof details.note === 'string' ? details.note : null,
    detail: details,
  };
}

/** About a question, `question` is that one, and what was arranged around it before stands in the details. */
function beforeOf(interruptId: string | null, row: { question: Prisma.JsonValue; details: Record<string, unknown> }) {
  if (interruptId !== null) return row.details.before;
  return row.question === null ? undefined : toWire(fromJsonColumn(row.question));
}

/** A value that replaces another is shown as what it is, not as how it was written. */
function withoutOverwrites(value: unknown): unknown {
  if (!isRecord(value)) return value;
  const plain = (each: unknown) =>
    isRecord(each) && '__overwrite__' in each && Object.keys(each).length === 1 ? each.__overwrite__ : each;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
