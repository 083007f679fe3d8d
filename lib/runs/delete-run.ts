import { Prisma } from '#lib/store/generated/client';
import { notify } from '#lib/store/notify';
import { isNeeded, neededValues } from '#lib/store/stored-values';
import { lockRun } from './cancel-run';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { reopenQuestions } from './open-questions';
import { recordDecision } from './record-decision';
import { rollbackRuns } from './rollback-runs';
import { isTerminal } from './run-status';
import { settleThread } from './settle-thread';
import { inTransaction, type Transaction } from './transaction';

/**
 * Deletes a run and its checkpoints. An unfinished one is rolled back. Values that later runs still build on are kept. If nothing
 * builds on it, questions that it answered or dropped open again.
 * @throws HoldpointError `thread_not_found`, `run_not_found`
 */
export async function deleteRun(
  hp: Holdpoint,
  on: { threadId: string; runId: string; actor?: string | null },
): Promise<void> {
  const { threadId, runId, actor = null } = on;
  await inTransaction(hp.db, async (tx) => {
    await lockThread(tx, threadId);
    const run = await lockRun(tx, on);
    if (isTerminal(run.status)) {
      await recordDecision(tx, { threadId, kind: 'delete_run', graphId: run.graphId, actor, runId });
      await reopenQuestions(tx, { threadId, runIds: [runId], reason: 'rollback', actor });
      await keepSharedValues(tx, { threadId, runId });
      await tx.$executeRaw`DELETE FROM runs WHERE id = ${runId}::uuid`;
      await notify(tx, { k: 'run', t: threadId, r: runId, s: null });
    } else {
      await rollbackRuns(tx, { threadId, runs: [run], actor });
    }
    await settleThread(tx, threadId);
  });
}

/** A later checkpoint refers to a channel's value by its version, whoever wrote it. */
async function keepSharedValues(
  tx: Transaction,
  { threadId, runId }: { threadId: string; runId: string },
): Promise<void> {
  await tx.$executeRaw`
    WITH ${neededValues(threadId, Prisma.sql`c.run_id IS DISTINCT FROM ${runId}::uuid`)}
    UPDATE channel_values v SET run_id = NULL WHERE v.run_id = ${runId}::uuid AND ${isNeeded('v')}`;
}
