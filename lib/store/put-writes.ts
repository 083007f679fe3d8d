import { type PendingWrite, writeIndex } from '#lib/engine';
import { checkSize } from '#lib/limits';
import { Prisma } from './generated/client';
import { authorFence, type Lease, refusedByFence } from './lease-fence';
import type { Sql } from './sql';
import { encodeList } from './value-codec';

/** What a task wrote, in its order. */
export type TaskWrites = readonly [taskId: string, writes: readonly PendingWrite[]];

export interface WritesPlace {
  threadId: string;
  ns: string;
  checkpointId: string;
  writes: readonly TaskWrites[];
}

export interface NewWrites extends WritesPlace {
  lease: Lease | undefined;
  createdBy: string | undefined;
}

/** One statement for all writes of a task. */
export async function putWrites(sql: Sql, put: NewWrites): Promise<void> {
  const [result] = await sql.$queryRaw<{ authors: number }[]>`
    WITH ${authorFence({ ...put, threadLock: 'key share' })}, ${insertWrites(put)}
    SELECT count(*)::int AS authors FROM author`;
  if (result?.authors !== 1) throw refusedByFence(put);
}

/**
 * SQL: the common table expression `new_writes`. Of a run's regular writes the first stays, of its special ones (errors,
 * questions, answers) the last; how the rows of several runs lie over each other is decided when they are read.
 */
export function insertWrites({ threadId, ns, checkpointId, writes }: WritesPlace): Prisma.Sql {
  const rows = writes.flatMap(([taskId, list]) =>
    list.map(([channel, value], position) => ({ taskId, channel, value, index: writeIndex(channel, position) })),
  );
  const taskIds = rows.map((row) => row.taskId);
  const indexes = rows.map((row) => row.index);
  const channels = rows.map((row) => row.channel);
  const values = encodeList(rows.map((row) => [row.channel, row.value]));
  checkSize('state', values);
  return Prisma.sql`
    new_writes AS (
      INSERT INTO checkpoint_writes AS old (thread_id, ns, checkpoint_id, task_id, idx, run_id, channel, value)
      SELECT ${threadId}::uuid, ${ns}, ${checkpointId}, w.task_id, w.idx, author.run_id, w.channel, w.value
      FROM author, ROWS FROM (
        unnest(${taskIds}::text[], ${indexes}::int[], ${channels}::text[]), json_array_elements(${values}::json))
        AS w (task_id, idx, channel, value)
      ON CONFLICT (thread_id, ns, checkpoint_id, task_id, idx, run_id) DO UPDATE
        SET channel = EXCLUDED.channel, value = EXCLUDED.value, seq = EXCLUDED.seq WHERE old.idx < 0)`;
}
