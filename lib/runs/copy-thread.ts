import { v7 } from 'uuid';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import type { Thread } from '#lib/store/generated/client';
import type { Holdpoint } from './holdpoint';
import { lockThread } from './lock-thread';
import { openQuestions } from './open-questions';
import { settleThread } from './settle-thread';
import { stateConfig, threadGraph } from './thread-state';
import { getThread } from './threads';
import { inTransaction, type Transaction } from './transaction';

/** As which "node" the engine makes a sibling of a checkpoint: the same values, the same tasks to do, ids of its own. */
const SIBLING = '__copy__';

/**
 * A new thread with the state and history of another, and none of its runs. A question that is open there is not open here:
 * its id names it in one thread only. The copy waits before the node that asked, and asks anew when it goes on.
 * @throws HoldpointError `thread_not_found`
 */
export async function copyThread(hp: Holdpoint, threadId: string): Promise<Thread> {
  const id = v7();
  await inTransaction(hp.db, async (tx) => {
    const original = await lockThread(tx, threadId);
    await copyRows(tx, threadId, id);
    if ((await openQuestions(tx, threadId)).length > 0) {
      const config = stateConfig({ threadId: id }, new PrismaCheckpointer({ sql: tx }));
      await threadGraph(hp, original)?.updateState(config, null, SIBLING);
    }
    await settleThread(tx, id);
  });
  return getThread(hp, id);
}

async function copyRows(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO threads (id, metadata, config, graph_id, assistant_id, title, retention, ttl_minutes)
    SELECT ${to}::uuid, metadata || jsonb_build_object('thread_id', ${to}::text), config, graph_id, assistant_id, title,
      -- The thread of a stateless run (0 minutes) goes with that run; its copy stays.
      CASE WHEN ttl_minutes IS DISTINCT FROM 0 THEN retention END, nullif(ttl_minutes, 0)
    FROM threads WHERE id = ${from}::uuid`;
  await tx.$executeRaw`
    INSERT INTO checkpoints (thread_id, ns, id, parent_id, created_by, metadata, body, created_at)
    SELECT ${to}::uuid, ns, id, parent_id, created_by, metadata - 'run_id', body, created_at
    FROM checkpoints WHERE thread_id = ${from}::uuid ORDER BY seq`;
  await tx.$executeRaw`
    INSERT INTO channel_values (thread_id, ns, channel, version, value, line, base)
    SELECT ${to}::uuid, ns, channel, version, value, line, base FROM channel_values WHERE thread_id = ${from}::uuid`;
  await copyWrites(tx, from, to);
}

/** Of several runs that wrote the same, the copy gets what counts: a regular write's first, a special one's last. */
async function copyWrites(tx: Transaction, from: string, to: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO checkpoint_writes (thread_id, ns, checkpoint_id, task_id, idx, channel, value)
    SELECT ${to}::uuid, ns, checkpoint_id, task_id, idx, channel, value FROM (
      SELECT DISTINCT ON (ns, checkpoint_id, task_id, idx) * FROM checkpoint_writes WHERE thread_id = ${from}::uuid
      ORDER BY ns, checkpoint_id, task_id, idx, CASE WHEN idx < 0 THEN -seq ELSE seq END) w
    WHERE EXISTS (SELECT 1 FROM checkpoints c WHERE c.thread_id = ${to}::uuid AND c.ns = w.ns AND c.id = w.checkpoint_id)
    ORDER BY seq`;
}
