import { HoldpointError } from '#lib/errors';
import { fromRow } from '#lib/store/from-row';
import type { Run } from '#lib/store/generated/client';
import type { RunStatus } from '#lib/store/generated/enums';
import type { Holdpoint } from './holdpoint';
import { getThread } from './threads';

/** One page of a thread's runs, the last received first. @throws HoldpointError `thread_not_found` */
export async function listRuns(
  hp: Holdpoint,
  query: { threadId: string; status?: RunStatus; limit: number; offset: number },
): Promise<Run[]> {
  const { threadId, status, limit, offset } = query;
  await getThread(hp, threadId);
  return hp.db.prisma.run.findMany({
    where: { threadId, status },
    orderBy: { seq: 'desc' },
    take: limit,
    skip: offset,
  });
}

/** A run by its id; with a thread's id only if it is one of that thread's. @throws HoldpointError `run_not_found` */
export async function getRun(hp: Holdpoint, { threadId, runId }: { threadId?: string; runId: string }): Promise<Run> {
  const [row] = await hp.db.sql.$queryRaw<Record<string, unknown>[]>`
    SELECT * FROM runs WHERE id = ${runId}::uuid AND thread_id = coalesce(${threadId ?? null}::uuid, thread_id)`;
  if (row) return fromRow<Run>(row);
  throw new HoldpointError('run_not_found', `Run with ID ${runId} not found; it may have been rolled back.`);
}
