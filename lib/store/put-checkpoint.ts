import type { ChannelVersions, Checkpoint, CheckpointMetadata } from '#lib/engine';
import { Prisma } from './generated/client';
import { authorFence, type Lease, refusedByFence } from './lease-fence';
import { CHANNEL } from './notification';
import { encodeList, encodeValue } from './value-codec';

export interface NewCheckpoint {
  threadId: string;
  ns: string;
  parentId: string | undefined;
  checkpoint: Checkpoint;
  metadata: CheckpointMetadata;
  newVersions: ChannelVersions;
  lease: Lease | undefined;
  createdBy: string | undefined;
}

/** One statement: the checkpoint, the values that changed, and what a new head of the thread brings with it. */
export async function putCheckpoint(prisma: Prisma.TransactionClient, put: NewCheckpoint): Promise<void> {
  const isHead = put.ns === '';
  const [result] = await prisma.$queryRaw<{ authors: number }[]>`
    WITH ${authorFence({ ...put, threadLock: isHead ? 'update' : 'key share' })},
    ${insertCheckpoint(put)},
    ${insertValues(put)}
    ${isHead ? Prisma.sql`, ${moveHead(put)}, ${supersedeQuestions(put)}` : Prisma.empty}
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
      UPDATE threads SET updated_at = clock_timestamp(), state_updated_at = clock_timestamp()
      FROM author WHERE threads.id = ${threadId}::uuid)`;
}

/** A question is open while its checkpoint is the head. Those still open when the head moves on were dropped by this author. */
function supersedeQuestions({ threadId, checkpoint }: NewCheckpoint): Prisma.Sql {
  return Prisma.sql`
    dropped AS (
      UPDATE interrupts SET outcome = 'superseded', superseded_by = author.run_id, decided_by = author.created_by,
        decided_at = clock_timestamp()
      FROM author
      WHERE interrupts.thread_id = ${threadId}::uuid AND outcome = 'pending' AND checkpoint_id <> ${checkpoint.id}
      RETURNING interrupts.id, interrupts.graph_id, interrupts.value, superseded_by, decided_by),
    recorded AS (
      INSERT INTO decisions (thread_id, kind, graph_id, actor, interrupt_id, run_id, question, at)
      SELECT ${threadId}::uuid, 'supersede', graph_id, decided_by, id, superseded_by, value, clock_timestamp() FROM dropped)`;
}

function notifyAll({ threadId }: NewCheckpoint): Prisma.Sql {
  const thread = JSON.stringify({ k: 'thread', t: threadId });
  return Prisma.sql`,
    count(pg_notify(${CHANNEL}, ${thread})) AS told_of_thread,
    (SELECT count(pg_notify(${CHANNEL}, json_build_object('k', 'interrupt', 't', ${threadId}::text, 'i', dropped.id)::text))
      FROM dropped) AS told_of_questions`;
}
