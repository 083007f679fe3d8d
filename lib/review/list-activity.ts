import { fromJsonColumn } from '#lib/runs/from-json-column';
import type { Holdpoint } from '#lib/runs/holdpoint';
import { interruptTitle } from '#lib/runs/interrupt-title';
import { isRecord } from '#lib/runs/is-record';
import type { Prisma } from '#lib/store/generated/client';
import { accountEntries, accountFacets } from './account-entries';
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
  /** Only what is older than the page this came with, as its `next`. */
  before?: string;
  limit?: number;
  /** With what became of members and keys: for who may see those. */
  withAccounts?: boolean;
}

export interface ActivityItem {
  id: string;
  kind: string;
  actor: string | null;
  /** ISO 8601. */
  at: string;
  /** Null for what became of a member or a key. */
  threadId: string | null;
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
  /** The name of the member or the key it became of; null for decisions. */
  subject: string | null;
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

/** The audit trail, the last first. */
export async function listActivity(hp: Holdpoint, filter: ActivityFilter = {}): Promise<ActivityPage> {
  const take = (filter.limit ?? PAGE_SIZE) + 1;
  const from = cursorOf(filter.before);
  const [decisions, changes] = await Promise.all([
    decisionEntries(hp, filter, { before: from.decision, take }),
    filter.withAccounts ? accountEntries(hp, filter, { before: from.change, take }) : [],
  ]);
  const merged = mergeByTime(decisions, changes);
  const items = merged.slice(0, take - 1);
  return { items, next: merged.length < take ? null : cursorAfter(items, from) };
}

/** How far each of the two lists was read: both are in the order of their ids, whatever the clocks said. */
interface Cursor {
  decision: bigint | null;
  change: bigint | null;
}

function cursorOf(text = ''): Cursor {
  const [, decision, change] = /^(\d{1,18})?(?:-(\d{1,18}))?$/.exec(text) ?? [];
  return { decision: decision ? BigInt(decision) : null, change: change ? BigInt(change) : null };
}

function cursorAfter(items: ActivityItem[], from: Cursor): string {
  const decision = items.findLast(({ subject }) => subject === null)?.id ?? from.decision ?? '';
  const change = items.findLast(({ subject }) => subject !== null)?.id.replace(/\D/g, '') ?? from.change;
  return change === null ? String(decision) : `${decision}-${change}`;
}

/** Two lists, the last first, as one; each stays in its order. */
function mergeByTime(left: ActivityItem[], right: ActivityItem[]): ActivityItem[] {
  const merged: ActivityItem[] = [];
  let [l, r] = [0, 0];
  for (;;) {
    const [a, b] = [left[l], right[r]];
    const next = a && (!b || a.at >= b.at) ? a : b;
    if (!next) return merged;
    merged.push(next);
    if (next === a) l++;
    else r++;
  }
}

async function decisionEntries(
  { db }: Holdpoint,
  filter: ActivityFilter,
  { before, take }: { before: bigint | null; take: number },
): Promise<ActivityItem[]> {
  const { actor, kind, graphId, threadId, since, until } = filter;
  const rows = await db.prisma.decision.findMany({
    where: {
      ...{ actor, kind, graphId, threadId },
      ...((since || until) && { at: { gte: since, lt: until } }),
      ...(before !== null && { id: { lt: before } }),
    },
    include: { thread: { select: { title: true } } },
    orderBy: { id: 'desc' },
    take,
  });
  return rows.map(toActivityItem);
}

/** What there is to filter by. */
export async function listActivityFacets(
  hp: Holdpoint,
  { withAccounts = false }: Pick<ActivityFilter, 'withAccounts'> = {},
): Promise<ActivityFacets> {
  const { db } = hp;
  const [actors, unnamed, kinds, accounts] = await Promise.all([
    db.prisma.$queryRaw<{ name: string }[]>(valuesAlongIndex({ table: 'decisions', column: 'actor' })),
    db.prisma.decision.findFirst({ where: { actor: null }, select: { id: true } }),
    db.prisma.$queryRaw<{ name: string }[]>(valuesAlongIndex({ table: 'decisions', column: 'kind' })),
    withAccounts ? accountFacets(hp) : { actors: [], kinds: [] },
  ]);
  const all = [...actors.map(({ name }) => name), ...(unnamed ? [null] : []), ...accounts.actors];
  return { actors: [...new Set(all)], kinds: [...kinds.map(({ name }) => name), ...accounts.kinds] };
}

type Row = Prisma.DecisionGetPayload<{ include: { thread: { select: { title: true } } } }>;

function toActivityItem({ thread, question, value, detail, ...row }: Row): ActivityItem {
  const details = isRecord(detail) ? detail : {};
  return {
    ...row,
    id: String(row.id),
    at: row.at.toISOString(),
    threadTitle: thread.title,
    subject: null,
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
