import type { ChannelVersions, Checkpoint, CheckpointMetadata } from '#lib/engine';
import { checkSize } from '#lib/limits';
import { Prisma } from './generated/client';
import { authorFence, type Lease, refusedByFence } from './lease-fence';
import { CHANNEL } from './notification';
import { insertWrites, type TaskWrites } from './put-writes';
import type { Sql } from './sql';
import { supersedeQuestions, tellDropped } from './supersede-questions';
import { encodeList, encodeValue } from './value-codec';

export interface NewCheckpoint {
  threadId: string;
  ns: string;
  parentId: string | undefined;
  checkpoint: Checkpoint;
  metadata: CheckpointMetadata;
  newVersions: ChannelVersions;
  /** What the last tasks of the superstep wrote beside the parent, if it is not stored yet. */
  writes: readonly TaskWrites[];
  lease: Lease | undefined;
  createdBy: string | undefined;
}

/**
 * One statement: the checkpoint, the values that changed, the writes that led to it, and what a new head of the thread brings
 * with it.
 */
export async function putCheckpoint(sql: Sql, put: NewCheckpoint): Promise<void> {
  const { ns, parentId, writes } = put;
  const isHead = ns === '';
  const hasWrites = parentId !== undefined && writes.length > 0;
  const [result] = await sql.$queryRaw<{ authors: number }[]>`
    WITH ${authorFence({ ...put, threadLock: isHead ? 'update' : 'key share' })},
    ${insertCheckpoint(put)},
    ${insertValues(put)}
    ${hasWrites ? Prisma.sql`, ${insertWrites({ ...put, checkpointId: parentId })}` : Prisma.empty}
    ${isHead ? Prisma.sql`, ${moveHead(put)}, ${dropQuestions(put)}` : Prisma.empty}
    SELECT count(*)::int AS authors ${isHead ? notifyAll(put) : Prisma.empty} FROM author`;
  if (result?.authors !== 1) throw refusedByFence(put);
}

function insertCheckpoint({ threadId, ns, parentId, checkpoint, metadata }: NewCheckpoint): Prisma.Sql {
  const { channel_values: _values, ...body } = checkpoint;
  return Prisma.sql`
    new_checkpoint AS (
      INSERT INTO checkpoints (thread_id, ns, id, parent_id, run_id, created_by, metadata, body, created_at)
      SELECT ${threadId}::uuid, ${ns}, ${checkpoint.id}, ${parentId ?? null}, run_id, created_by,
        ${encodeValue(metadata)}::jsonb, ${encodeValue(body)}::json, clock_timestamp() FROM author
      ON CONFLICT (thread_id, ns, id) DO UPDATE SET metadata = EXCLUDED.metadata, body = EXCLUDED.body)`;
}

/** A version says all about a value, so one that is there already is the same. */
function insertValues({ threadId, ns, checkpoint, newVersions }: NewCheckpoint): Prisma.Sql {
  const channels = Object.keys(newVersions);
  const hasValue = channels.map((channel) => Object.hasOwn(checkpoint.channel_values, channel));
  const values = encodeList(channels.map((channel) => [channel, checkpoint.channel_values[channel]]));
  checkSize('state', values);
  return Prisma.sql`
    new_values AS (
      INSERT INTO channel_values (thread_id, ns, channel, version, run_id, value)
      SELECT ${threadId}::uuid, ${ns}, v.channel, v.version, author.run_id, CASE WHEN v.has_value THEN v.value END
      FROM author, ROWS FROM (
        unnest(${channels}::text[], ${Object.values(newVersions)}::text[], ${hasValue}::boolean[]),
        json_array_elements(${values}::json)) AS v (channel, version, has_value, value)
      ON CONFLICT DO NOTHING)`;
}

function moveHead({ threadId }: NewCheckpoint): Prisma.Sql {
  return Prisma.sql`
    moved AS (
      UPDATE threads SET state_updated_at = clock_timestamp()
      FROM author WHERE threads.id = ${threadId}::uuid)`;
}

/** A question is open while its checkpoint is the head. Those still open when the head moves on were dropped by this author. */
function dropQuestions({ threadId, checkpoint }: NewCheckpoint): Prisma.Sql {
  return supersedeQuestions(
    Prisma.sql`(SELECT ${threadId}::uuid AS thread_id, run_id, created_by AS actor FROM author)`,
    Prisma.sql`AND checkpoint_id <> ${checkpoint.id}`,
  );
}

function notifyAll({ threadId }: NewCheckpoint): Prisma.Sql {
  const thread = JSON.stringify({ k: 'thread', t: threadId });
  return Prisma.sql`, count(pg_notify(${CHANNEL}, ${thread})) AS told_of_thread, ${tellDropped(CHANNEL)}`;
}
