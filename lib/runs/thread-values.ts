import { Prisma } from '#lib/store/generated/client';
import type { KeptValue } from '#lib/store/kept-value';
import { valueText } from '#lib/store/stored-values';
import { decodeValue } from '#lib/store/value-codec';
import type { Holdpoint } from './holdpoint';

/** A thread's state, as its head checkpoint has it. */
export type ThreadValues = Record<string, unknown>;

/** Channels of the engine's own: triggers, joins, Sends and the input. A state key cannot have such a name. */
const INTERNAL = /^(__|branch:|join:)/;

/** The values of threads by their ids, without loading a graph. A thread without a checkpoint is missing. */
export async function threadValues(hp: Holdpoint, threadIds: string[]): Promise<Map<string, ThreadValues>> {
  const rows = await hp.db.sql.$queryRaw<{ id: string; values: string | null }[]>`
    SELECT t.id, (${headValues(Prisma.sql`t.id`)}) AS values FROM unnest(${threadIds}::uuid[]) AS t (id)`;
  // The statement makes one object of the channels.
  return new Map(
    rows.flatMap(({ id, values }) => (values === null ? [] : [[id, decodeValue(values) as ThreadValues]])),
  );
}

/** The same of values that are stored, by channel. */
export function valuesText(stored: ReadonlyMap<string, KeptValue>): string {
  const shown = [...stored].filter(([channel]) => !INTERNAL.test(channel));
  return `{${shown.map(([channel, value]) => `${JSON.stringify(channel)}:${value.encoded()}`).join()}}`;
}

/** SQL: the values at the head of a thread, as text of one JSON object, in the form in which they are stored. Null without a checkpoint. */
export function headValues(threadId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT (${valuesAt(threadId, Prisma.sql`head.body`)}) FROM (${head(threadId)}) head`;
}

/**
 * SQL: the values that run `r` left behind, likewise: those of its last checkpoint, even when another run has gone on from
 * there. A run without a checkpoint changed nothing, so the thread's are its values.
 */
export function valuesLeft(): Prisma.Sql {
  return Prisma.sql`
    SELECT (${valuesAt(Prisma.sql`r.thread_id`, Prisma.sql`at.body`)}) FROM (
      SELECT CASE WHEN head.run_id = r.id THEN head.body ELSE coalesce((
        SELECT c.body FROM checkpoints c WHERE c.run_id = r.id AND c.ns = '' ORDER BY c.seq DESC LIMIT 1), head.body) END AS body
      FROM (${head(Prisma.sql`r.thread_id`)}) head) at`;
}

/** SQL: the value of one channel at the head of a thread, as text. No row when the channel is empty. */
export function headChannel(threadId: Prisma.Sql, channel: string): Prisma.Sql {
  return Prisma.sql`
    SELECT ${valueText('v')} AS value FROM channel_values v
    WHERE v.thread_id = ${threadId} AND v.ns = '' AND v.channel = ${channel} AND v.value IS NOT NULL AND v.version = (
      SELECT head.body -> 'channel_versions' ->> ${channel}::text FROM (${head(threadId)}) head)
    -- OFFSET keeps the value from being put together once for each time it is looked at.
    OFFSET 0`;
}

function head(threadId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT c.body, c.run_id FROM checkpoints c WHERE c.thread_id = ${threadId} AND c.ns = '' ORDER BY c.seq DESC LIMIT 1`;
}

function valuesAt(threadId: Prisma.Sql, body: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT '{' || coalesce(string_agg(to_json(part.key)::text || ':' || v.value, ','), '') || '}'
    FROM json_each_text(${body} -> 'channel_versions') part, LATERAL (
      -- OFFSET keeps this a look-up per channel, however many versions the thread has.
      SELECT ${valueText('at')} AS value FROM channel_values at WHERE at.thread_id = ${threadId} AND at.ns = ''
        AND at.channel = part.key AND at.version = part.value AND at.value IS NOT NULL OFFSET 0) v
    WHERE part.key !~ ${Prisma.raw(`'${INTERNAL.source}'`)}`;
}
