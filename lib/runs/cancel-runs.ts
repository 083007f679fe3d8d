import { HoldpointError } from '#lib/errors';
import type { Prisma } from '#lib/store/generated/client';
import { type CancelRequest, cancelRun } from './cancel-run';
import type { Holdpoint } from './holdpoint';

export interface BulkCancelRequest extends Pick<CancelRequest, 'action' | 'actor'> {
  /** Only runs of this thread. */
  threadId?: string;
  /** Only these runs. */
  runIds?: string[];
  /** Only runs in this status; default and `all`: whatever has not ended. */
  status?: 'pending' | 'running' | 'all';
}

/** Cancels every unfinished run that matches, each in a transaction of its own. Runs that end meanwhile are left alone. */
export async function cancelRuns(
  hp: Holdpoint,
  { threadId, runIds, status = 'all', action, actor }: BulkCancelRequest,
): Promise<void> {
  const where: Prisma.RunWhereInput = {
    threadId,
    id: { in: runIds },
    status: { in: status === 'all' ? ['pending', 'running'] : [status] },
  };
  const runs = await hp.db.prisma.run.findMany({
    where,
    select: { id: true, threadId: true },
    orderBy: { seq: 'desc' },
  });
  for (const run of runs) {
    await cancelRun(hp, { threadId: run.threadId, runId: run.id, action, actor, sparesPaused: true }).catch(
      ignoreEnded,
    );
  }
}

/** The run came to its end, or was deleted, before its turn to be cancelled. */
export function ignoreEnded(error: unknown): void {
  const codes = ['run_finished', 'run_not_found', 'thread_not_found'];
  if (!(error instanceof HoldpointError) || !codes.includes(error.code)) throw error;
}
