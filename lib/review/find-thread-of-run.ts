import type { Holdpoint } from '#lib/runs/holdpoint';
import { isUuid } from './is-uuid';

/** The id of the thread a run belongs to; null for an unknown run, or one that was rolled back. */
export async function findThreadOfRun({ db }: Holdpoint, runId: string): Promise<string | null> {
  if (!isUuid(runId)) return null;
  const run = await db.prisma.run.findUnique({ where: { id: runId }, select: { threadId: true } });
  return run?.threadId ?? null;
}
