import { Prisma } from '#lib/store/generated/client';
import { isNeeded, neededValues } from '#lib/store/stored-values';
import type { Transaction } from '../transaction';

/** Rows that one transaction removes at most of each kind, so that nobody waits long for the thread. */
const BATCH = 1_000;

/**
 * Removes what a thread does not need to go on: all checkpoints but the head and those of nested graphs that go on from it, the
 * values nobody refers to any more, and the events of ended runs. Runs, questions and decisions stay. The caller holds the
 * thread's lock.
 * @returns whether there may be more, which the next call removes
 */
export async function keepLatest(tx: Transaction, threadId: string): Promise<boolean> {
  // Events go first: they refer to values.
  for (const remove of [removeEvents, removeCheckpoints, removeValues]) {
    if ((await remove(tx, threadId)) === BATCH) return true;
  }
  await forgetParents(tx, threadId);
  return false;
}

/**
 * SQL: the checkpoints a thread goes on from. Of each namespace the newest, when it is the root's, belongs to a graph that keeps
 * its state from task to task (no task in its namespace), or was made by a task of the head. What was made on another branch than
 * the head's does not count.
 */
function needed(threadId: string): Prisma.Sql {
  return Prisma.sql`
    head AS MATERIALIZED (
      SELECT id, metadata FROM checkpoints WHERE thread_id = ${threadId}::uuid AND ns = '' ORDER BY seq DESC LIMIT 1),
    newest AS MATERIALIZED (
      SELECT DISTINCT ON (ns) ns, id, metadata -> 'parents' ->> '' AS root_id FROM checkpoints c
      WHERE thread_id = ${threadId}::uuid AND NOT EXISTS (
        SELECT 1 FROM head, jsonb_to_recordset(head.metadata -> 'forks') fork ("from" text, at text)
        WHERE c.metadata -> 'parents' ->> '' COLLATE "C" >= fork."from" AND c.metadata -> 'parents' ->> '' COLLATE "C" < fork.at)
      ORDER BY ns, seq DESC),
    needed AS MATERIALIZED (
      SELECT ns, id FROM newest WHERE ns NOT LIKE '%:%' OR root_id = (SELECT head.id FROM head))`;
}

/** Their pending writes go with them, by foreign key. The oldest go first, so what is left is a history without gaps. */
function removeCheckpoints(tx: Transaction, threadId: string): Promise<number> {
  return tx.$executeRaw`
    WITH ${needed(threadId)},
    old AS (
      SELECT c.ns, c.id FROM checkpoints c WHERE c.thread_id = ${threadId}::uuid
        AND NOT EXISTS (SELECT 1 FROM needed n WHERE n.ns = c.ns AND n.id = c.id)
      ORDER BY c.seq LIMIT ${BATCH})
    DELETE FROM checkpoints c USING old WHERE c.thread_id = ${threadId}::uuid AND c.ns = old.ns AND c.id = old.id`;
}

function removeValues(tx: Transaction, threadId: string): Promise<number> {
  return tx.$executeRaw`
    WITH ${neededValues(threadId, Prisma.sql`true`)},
    old AS (
      SELECT v.ns, v.channel, v.version FROM channel_values v WHERE v.thread_id = ${threadId}::uuid AND NOT ${isNeeded('v')}
      LIMIT ${BATCH})
    DELETE FROM channel_values v USING old
    WHERE v.thread_id = ${threadId}::uuid AND v.ns = old.ns AND v.channel = old.channel AND v.version = old.version`;
}

/** How a run ended stays. */
function removeEvents(tx: Transaction, threadId: string): Promise<number> {
  return tx.$executeRaw`
    WITH old AS (
      SELECT e.run_id, e.seq FROM runs r JOIN run_events e ON e.run_id = r.id
      WHERE r.thread_id = ${threadId}::uuid AND r.ended_at IS NOT NULL AND e.event NOT IN ('error', 'end') LIMIT ${BATCH})
    DELETE FROM run_events e USING old WHERE e.run_id = old.run_id AND e.seq = old.seq`;
}

/** Nothing names a checkpoint that is not there. */
async function forgetParents(tx: Transaction, threadId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE checkpoints c SET parent_id = NULL WHERE c.thread_id = ${threadId}::uuid AND c.parent_id IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM checkpoints p WHERE p.thread_id = c.thread_id AND p.ns = c.ns AND p.id = c.parent_id)`;
}
