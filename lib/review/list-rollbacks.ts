import type { Holdpoint } from '#lib/runs/holdpoint';
import { isRecord } from '#lib/runs/is-record';
import type { RolledBackRun } from './arrange-conversation';

/** The runs of a thread that were deleted, the oldest first. */
export async function listRollbacks({ db }: Holdpoint, threadId: string): Promise<RolledBackRun[]> {
  const rows = await db.prisma.decision.findMany({ where: { threadId, kind: 'rollback' }, orderBy: { id: 'asc' } });
  return rows.map(({ runId, actor, at, detail }) => {
    const known = isRecord(detail) ? detail : {};
    return {
      runId,
      actor,
      at: at.toISOString(),
      message: typeof known.message === 'string' ? known.message : null,
      checkpoints: typeof known.checkpoints === 'number' ? known.checkpoints : null,
      supersededBy: typeof known.superseded_by === 'string' ? known.superseded_by : null,
    };
  });
}
