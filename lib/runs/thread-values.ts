import { Prisma } from '#lib/store/generated/client';
import { decodeValue } from '#lib/store/value-codec';
import type { Holdpoint } from './holdpoint';

/** A thread's state, as its head checkpoint has it. */
export type ThreadValues = Record<string, unknown>;

/** Channels of the engine's own: triggers, joins, Sends and the input. A state key cannot have such a name. */
const INTERNAL_CHANNEL = '^(__|branch:|join:)';

/** The values of threads by their ids, without loading a graph. A thread without a checkpoint is missing. */
export async function threadValues(hp: Holdpoint, threadIds: string[]): Promise<Map<string, ThreadValues>> {
  if (threadIds.length === 0) return new Map();
  return readValues(
    hp,
    Prisma.sql`
    SELECT head.* FROM unnest(${threadIds}::uuid[]) AS t (id)
    CROSS JOIN LATERAL (
      SELECT c.thread_id, c.body FROM checkpoints c WHERE c.thread_id = t.id AND c.ns = '' ORDER BY c.seq DESC LIMIT 1) head`,
  );
}

/**
 * The values a run left behind: those of its last checkpoint, even when another run has gone on from there. A run without a
 * checkpoint changed nothing, so the thread's are its values.
 */
export async function runValues(hp: Holdpoint, run: { id: string; threadId: string }): Promise<ThreadValues> {
  const values = await readValues(
    hp,
    Prisma.sql`
    SELECT c.thread_id, c.body FROM checkpoints c WHERE c.run_id = ${run.id}::uuid AND c.ns = '' ORDER BY c.seq DESC LIMIT 1`,
  );
  return values.get(run.threadId) ?? (await threadValues(hp, [run.threadId])).get(run.threadId) ?? {};
}

/** SQL: the value of one channel at the head of a thread, as text. No row when the channel is empty. */
export function headChannel(threadId: Prisma.Sql, channel: string): Prisma.Sql {
  return Prisma.sql`
    SELECT v.value::text AS value FROM channel_values v
    WHERE v.thread_id = ${threadId} AND v.ns = '' AND v.channel = ${channel} AND v.value IS NOT NULL AND v.version = (
      SELECT c.body -> 'channel_versions' ->> ${channel}::text FROM checkpoints c
      WHERE c.thread_id = ${threadId} AND c.ns = '' ORDER BY c.seq DESC LIMIT 1)`;
}

async function readValues(hp: Holdpoint, checkpoints: Prisma.Sql): Promise<Map<string, ThreadValues>> {
  const rows = await hp.db.sql.$queryRaw<{ thread_id: string; channel: string | null; value: string | null }[]>`
    SELECT at.thread_id, v.channel, v.value::text AS value FROM (${checkpoints}) at
    LEFT JOIN LATERAL (
      SELECT v.channel, v.value FROM json_each_text(at.body -> 'channel_versions') version
      JOIN channel_values v ON v.thread_id = at.thread_id AND v.ns = '' AND v.channel = version.key AND v.version = version.value
      WHERE v.value IS NOT NULL AND v.channel !~ ${INTERNAL_CHANNEL}) v ON true`;
  const threads = new Map<string, ThreadValues>();
  for (const { thread_id, channel, value } of rows) {
    const values = threads.get(thread_id) ?? {};
    if (channel !== null && value !== null) values[channel] = decodeValue(value);
    threads.set(thread_id, values);
  }
  return threads;
}
