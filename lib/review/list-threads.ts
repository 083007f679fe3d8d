import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import type { Prisma } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { isUuid } from './is-uuid';
import { MANY } from './many';

export interface ThreadFilter {
  status?: ThreadStatus;
  graphId?: string;
  /** Part of the title or of a question that waits, or the thread's id. */
  search?: string;
  /** Only threads after the one with this id in the order of the list. */
  after?: string;
  limit?: number;
}

export interface ThreadItem {
  id: string;
  title: string | null;
  status: ThreadStatus;
  graphId: string | null;
  isDemo: boolean;
  pendingQuestions: number;
  unfinishedRuns: number;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
}

export interface ThreadPage {
  threads: ThreadItem[];
  /** How many match on all pages, counted up to `MANY`. */
  total: number;
  /** Pass it as `after` for the next page; null on the last one. */
  next: string | null;
}

const PAGE_SIZE = 50;

const SELECT = {
  id: true,
  title: true,
  status: true,
  graphId: true,
  metadata: true,
  createdAt: true,
  updatedAt: true,
} satisfies Prisma.ThreadSelect;

/** Threads, the last changed first. Reads no checkpoint and loads no graph. */
export async function listThreads(hp: Holdpoint, filter: ThreadFilter = {}): Promise<ThreadPage> {
  const { db } = hp;
  const limit = filter.limit ?? PAGE_SIZE;
  const where = conditions(filter);
  const last = filter.after
    ? await db.prisma.thread.findUnique({ where: { id: filter.after }, select: { id: true, updatedAt: true } })
    : null;
  const [rows, total] = await Promise.all([
    db.prisma.thread.findMany({
      where: last ? { AND: [where, comesAfter(last)] } : where,
      select: SELECT,
      orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    }),
    db.prisma.thread.count({ where, take: MANY }),
  ]);
  const page = rows.slice(0, limit);
  return {
    threads: await toThreadItems(hp, page),
    total,
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

function conditions({ status, graphId, search }: ThreadFilter): Prisma.ThreadWhereInput {
  const text = search?.trim();
  return {
    status,
    graphId,
    ...(text && {
      OR: [
        { title: { contains: text, mode: 'insensitive' } },
        { interrupts: { some: { outcome: 'pending', title: { contains: text, mode: 'insensitive' } } } },
        ...(isUuid(text) ? [{ id: text }] : []),
      ],
    }),
  };
}

function comesAfter(last: { id: string; updatedAt: Date }): Prisma.ThreadWhereInput {
  const { id, updatedAt } = last;
  // The first says where in the index to begin; the second alone would read it from its start.
  return { updatedAt: { lte: updatedAt }, OR: [{ updatedAt: { lt: updatedAt } }, { updatedAt, id: { lt: id } }] };
}

/** Counts what belongs to these threads alone; a count in the query itself would count everybody's. */
async function toThreadItems(
  { db }: Holdpoint,
  rows: Prisma.ThreadGetPayload<{ select: typeof SELECT }>[],
): Promise<ThreadItem[]> {
  const ofThese = { threadId: { in: rows.map((row) => row.id) } };
  const by: 'threadId'[] = ['threadId'];
  const [questions, runs] = await Promise.all([
    db.prisma.interrupt.groupBy({ by, where: { ...ofThese, outcome: 'pending' }, _count: true }),
    db.prisma.run.groupBy({ by, where: { ...ofThese, status: { in: ['pending', 'running'] } }, _count: true }),
  ]);
  const countIn = (groups: { threadId: string; _count: number }[], id: string) =>
    groups.find((group) => group.threadId === id)?._count ?? 0;
  return rows.map(({ metadata, ...row }) => ({
    ...row,
    isDemo: isRecord(metadata) && metadata.demo === true,
    pendingQuestions: countIn(questions, row.id),
    unfinishedRuns: countIn(runs, row.id),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }));
}
