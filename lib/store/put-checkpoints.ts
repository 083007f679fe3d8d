import { commitsLater } from './commits-later';
import { type EncodedCheckpoint, listOf, placeBefore, type Unstored } from './encode-checkpoint';
import { Prisma } from './generated/client';
import { authorFence, type Lease, refusedByFence } from './lease-fence';
import { CHANNEL } from './notification';
import { insertWrites } from './put-writes';
import type { Sql } from './sql';
import { supersedeQuestions, tellDropped } from './supersede-questions';

export interface NewCheckpoints extends Unstored {
  threadId: string;
  lease: Lease | undefined;
  createdBy: string | undefined;
  /** They need not be on the disk yet when this resolves; whatever is committed after them takes them along. */
  isLater?: boolean;
}

/** One statement: the checkpoints with all that belongs to them, and what a new head of the thread brings with it. */
export async function putCheckpoints(sql: Sql, put: NewCheckpoints): Promise<void> {
  const isHead = put.checkpoints.at(-1)?.ns === '';
  const [result] = await sql.$queryRaw<{ authors: number }[]>`
    WITH ${authorFence({ ...put, after: placeBefore(put), threadLock: isHead ? 'update' : 'key share' })},
    ${unstoredParts(put.threadId, put)}
    ${isHead ? Prisma.sql`, moved AS (${moveHead(Prisma.sql`author`, put.threadId)})` : Prisma.empty}
    SELECT count(*)::int AS authors ${isHead ? notifyAll(put) : Prisma.empty}
      ${put.isLater ? Prisma.sql`, ${commitsLater}` : Prisma.empty} FROM author`;
  if (result?.authors !== 1) throw refusedByFence(put);
}

/**
 * SQL: the common table expressions that store what is there for the table expression `author (run_id, created_by)`, and drop the
 * questions that a new head of the thread leaves behind.
 */
export function unstoredParts(threadId: string, { checkpoints, writes }: Unstored): Prisma.Sql {
  const head = checkpoints.at(-1);
  const before = checkpoints.flatMap(({ ns, parentId, writes }) =>
    parentId === undefined || writes.taskIds.length === 0 ? [] : [{ ns, checkpointId: parentId, writes }],
  );
  const places = [...before, ...writes];
  return Prisma.join([
    ...(head ? [insertCheckpoints(threadId, checkpoints), insertValues(threadId, checkpoints)] : []),
    ...(places.length > 0 ? [insertWrites(threadId, places)] : []),
    ...(head?.ns === '' ? [dropQuestions(threadId, head)] : []),
  ]);
}

function insertCheckpoints(threadId: string, checkpoints: readonly EncodedCheckpoint[]): Prisma.Sql {
  const namespaces = checkpoints.map(({ ns }) => ns);
  const ids = checkpoints.map(({ id }) => id);
  const parentIds = checkpoints.map(({ parentId }) => parentId ?? null);
  const metadata = checkpoints.map((checkpoint) => checkpoint.metadata);
  const bodies = checkpoints.map(({ body }) => body);
  return Prisma.sql`
    new_checkpoints AS (
      INSERT INTO checkpoints (thread_id, ns, id, parent_id, run_id, created_by, metadata, body, created_at)
      SELECT ${threadId}::uuid, c.ns, c.id, c.parent_id, author.run_id, author.created_by, c.metadata::jsonb, c.body::json,
        clock_timestamp()
      FROM author, unnest(${namespaces}::text[], ${ids}::text[], ${parentIds}::text[], ${metadata}::text[], ${bodies}::text[])
        WITH ORDINALITY AS c (ns, id, parent_id, metadata, body, place) ORDER BY c.place
      ON CONFLICT (thread_id, ns, id) DO UPDATE SET metadata = EXCLUDED.metadata, body = EXCLUDED.body)`;
}

/** A version says all about a value, so one that is there already is the same. */
function insertValues(threadId: string, checkpoints: readonly EncodedCheckpoint[]): Prisma.Sql {
  const namespaces = checkpoints.flatMap(({ ns, changed }) => changed.map(() => ns));
  const rows = checkpoints.flatMap(({ changed }) => changed);
  const channels = rows.map(({ channel }) => channel);
  const versions = rows.map(({ version }) => version);
  const hasValue = rows.map((row) => row.hasValue);
  const lines = rows.map(({ line }) => line);
  const bases = rows.map(({ base }) => base);
  return Prisma.sql`
    new_values AS (
      INSERT INTO channel_values (thread_id, ns, channel, version, run_id, value, line, base)
      SELECT ${threadId}::uuid, v.ns, v.channel, v.version, author.run_id, CASE WHEN v.has_value THEN v.value END, v.line, v.base
      FROM author, ROWS FROM (
        unnest(${namespaces}::text[], ${channels}::text[], ${versions}::text[], ${hasValue}::boolean[], ${lines}::text[], ${bases}::text[]),
        json_array_elements(${listOf(rows)}::json)) AS v (ns, channel, version, has_value, line, base, value)
      ON CONFLICT DO NOTHING)`;
}

/** SQL: the thread says when its state changed, if the table expression `author` has a row. */
export function moveHead(author: Prisma.Sql, threadId: string): Prisma.Sql {
  return Prisma.sql`
    UPDATE threads SET state_updated_at = clock_timestamp() FROM ${author} AS author WHERE threads.id = ${threadId}::uuid`;
}

/** A question is open while its checkpoint is the head. Those still open when the head moves on were dropped by this author. */
function dropQuestions(threadId: string, head: EncodedCheckpoint): Prisma.Sql {
  return supersedeQuestions(
    Prisma.sql`(SELECT ${threadId}::uuid AS thread_id, run_id, created_by AS actor FROM author)`,
    Prisma.sql`AND checkpoint_id <> ${head.id}`,
  );
}

function notifyAll({ threadId }: NewCheckpoints): Prisma.Sql {
  const thread = JSON.stringify({ k: 'thread', t: threadId });
  return Prisma.sql`, count(pg_notify(${CHANNEL}, ${thread})) AS told_of_thread, ${tellDropped(CHANNEL)}`;
}
