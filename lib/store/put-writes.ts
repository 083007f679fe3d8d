import { commitsLater } from './commits-later';
import { joinLists, type PlacedWrites } from './encode-checkpoint';
import { Prisma } from './generated/client';
import { authorFence, type Lease, refusedByFence } from './lease-fence';
import type { Sql } from './sql';

export interface NewWrites {
  threadId: string;
  writes: readonly PlacedWrites[];
  lease: Lease | undefined;
  createdBy: string | undefined;
  /** As of NewCheckpoints. */
  isLater?: boolean;
}

/** One statement for all writes of a task. */
export async function putWrites(sql: Sql, put: NewWrites): Promise<void> {
  const [result] = await sql.$queryRaw<{ authors: number }[]>`
    WITH ${authorFence({ ...put, after: put.writes[0], threadLock: 'key share' })}, ${insertWrites(put.threadId, put.writes)}
    SELECT count(*)::int AS authors ${put.isLater ? Prisma.sql`, ${commitsLater}` : Prisma.empty} FROM author`;
  if (result?.authors !== 1) throw refusedByFence(put);
}

/**
 * SQL: the common table expression `new_writes`. Of a run's regular writes the first stays, of its special ones (errors,
 * questions, answers) the last; how the rows of several runs lie over each other is decided when they are read.
 */
export function insertWrites(threadId: string, places: readonly PlacedWrites[]): Prisma.Sql {
  const namespaces = places.flatMap(({ ns, writes }) => writes.taskIds.map(() => ns));
  const checkpointIds = places.flatMap(({ checkpointId, writes }) => writes.taskIds.map(() => checkpointId));
  const taskIds = places.flatMap(({ writes }) => writes.taskIds);
  const indexes = places.flatMap(({ writes }) => writes.indexes);
  const channels = places.flatMap(({ writes }) => writes.channels);
  const values = joinLists(places.map(({ writes }) => writes.values));
  return Prisma.sql`
    new_writes AS (
      INSERT INTO checkpoint_writes AS old (thread_id, ns, checkpoint_id, task_id, idx, run_id, channel, value)
      SELECT ${threadId}::uuid, w.ns, w.checkpoint_id, w.task_id, w.idx, author.run_id, w.channel, w.value
      FROM author, ROWS FROM (
        unnest(${namespaces}::text[], ${checkpointIds}::text[], ${taskIds}::text[], ${indexes}::int[], ${channels}::text[]),
        json_array_elements(${values}::json)) AS w (ns, checkpoint_id, task_id, idx, channel, value)
      ON CONFLICT (thread_id, ns, checkpoint_id, task_id, idx, run_id) DO UPDATE
        SET channel = EXCLUDED.channel, value = EXCLUDED.value, seq = EXCLUDED.seq WHERE old.idx < 0)`;
}
