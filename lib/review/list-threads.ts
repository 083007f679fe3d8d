import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import type { Prisma } from '#lib/store/generated/client';
import type { ThreadStatus } from '#lib/store/generated/enums';
import { isUuid } from './is-uuid';

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
  /** How many match, on all pages. */
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
  _count: {
    select: {
      interrupts: { where: { outcome: 'pending' } },
      runs: { where: { status: { in: ['pending', 'running'] } } },
    },
  },
} satisfies Prisma.ThreadSelect;

/** Threads, the last changed first. Reads no checkpoint and loads no graph. */
export async function listThreads({ db }: Holdpoint, filter: ThreadFilter = {}): Promise<ThreadPage> {
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
    db.prisma.thread.count({ where }),
  ]);
  const page = rows.slice(0, limit);
  return { threads: page.map(toThreadItem), total, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
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
  return { OR: [{ updatedAt: { lt: last.updatedAt } }, { updatedAt: last.updatedAt, id: { lt: last.id } }] };
}

function toThreadItem({ metadata, _count, ...row }: Prisma.ThreadGetPayload<{ select: typeof SELECT }>): ThreadItem {
  return {
    ...row,
    isDemo: isRecord(metadata) && metadata.demo === true,
    pendingQuestions: _count.interrupts,
    unfinishedRuns: _count.runs,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
