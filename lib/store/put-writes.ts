import { type PendingWrite, writeIndex } from '#lib/engine';
import type { Prisma } from './generated/client';
import { authorFence, type Lease, refusedByFence } from './lease-fence';
import { encodeList } from './value-codec';

export interface NewWrites {
  threadId: string;
  ns: string;
  checkpointId: string;
  taskId: string;
  writes: PendingWrite[];
  lease: Lease | undefined;
  createdBy: string | undefined;
}

/**
 * One statement for all writes of a task. Of a run's regular writes the first stays, of its special ones (errors, questions,
 * answers) the last; how the rows of several runs lie over each other is decided when they are read.
 */
export async function putWrites(prisma: Prisma.TransactionClient, put: NewWrites): Promise<void> {
  const { threadId, ns, checkpointId, taskId, writes } = put;
  const indexes = writes.map(([channel], position) => writeIndex(channel, position));
  const channels = writes.map(([channel]) => channel);
  const values = encodeList(writes);
  const [result] = await prisma.$queryRaw<{ authors: number }[]>`
    WITH ${authorFence({ ...put, threadLock: 'key share' })},
    written AS (
      INSERT INTO checkpoint_writes AS old (thread_id, ns, checkpoint_id, task_id, idx, run_id, channel, value)
      SELECT ${threadId}::uuid, ${ns}, ${checkpointId}, ${taskId}, w.idx, author.run_id, w.channel, w.value
      FROM author, ROWS FROM (
        unnest(${indexes}::int[], ${channels}::text[]), json_array_elements(${values}::json)) AS w (idx, channel, value)
      ON CONFLICT (thread_id, ns, checkpoint_id, task_id, idx, run_id) DO UPDATE
        SET channel = EXCLUDED.channel, value = EXCLUDED.value, seq = EXCLUDED.seq WHERE old.idx < 0)
    SELECT count(*)::int AS authors FROM author`;
  if (result?.authors !== 1) throw refusedByFence(put);
}
