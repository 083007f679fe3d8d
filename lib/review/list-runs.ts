import type { Holdpoint } from '#lib/runs/holdpoint';
import type { Prisma } from '#lib/store/generated/client';
import type { RunStatus, StopReason } from '#lib/store/generated/enums';
import { isUuid } from './is-uuid';
import { RUN_ITEM_SELECT, type RunItem, toRunItems } from './run-item';

export interface RunFilter {
  threadId?: string;
  status?: RunStatus;
  stopReason?: StopReason;
  graphId?: string;
  /** Part of the thread's title, the name of who created it, or the id of the run or its thread. */
  search?: string;
  /** Only runs received before the one with this id. */
  before?: string;
  limit?: number;
}

export interface RunPage {
  runs: RunItem[];
  /** Pass it as `before` for the runs received earlier; null on the last page. */
  next: string | null;
}

const PAGE_SIZE = 50;

/** Runs, the last received first. */
export async function listRuns(hp: Holdpoint, filter: RunFilter = {}): Promise<RunPage> {
  const { db } = hp;
  const limit = filter.limit ?? PAGE_SIZE;
  const before = filter.before
    ? await db.prisma.run.findUnique({ where: { id: filter.before }, select: { seq: true } })
    : null;
  const rows = await db.prisma.run.findMany({
    where: { ...conditions(filter), ...(before && { seq: { lt: before.seq } }) },
    select: RUN_ITEM_SELECT,
    orderBy: { seq: 'desc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return { runs: await toRunItems(hp, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function conditions({ threadId, status, stopReason, graphId, search }: RunFilter): Prisma.RunWhereInput {
  const text = search?.trim();
  return {
    threadId,
    status,
    stopReason,
    graphId,
    ...(text && {
      OR: [
        { thread: { title: { contains: text, mode: 'insensitive' } } },
        { createdBy: { contains: text, mode: 'insensitive' } },
        ...(isUuid(text) ? [{ id: text }, { threadId: text }] : []),
      ],
    }),
  };
}
