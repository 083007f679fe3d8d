import { v7 } from 'uuid';
import { HoldpointError } from '#lib/errors';
import { fromRow } from '#lib/store/from-row';
import type { Thread } from '#lib/store/generated/client';
import { CHANNEL, type Notification } from '#lib/store/notification';
import { notify } from '#lib/store/notify';
import { searchable } from './draft-run';
import type { Holdpoint } from './holdpoint';
import type { ThreadScene } from './known-threads';
import { lockThread, threadNotFound } from './lock-thread';
import { lockUnfinishedRuns } from './queue';
import { retentionColumns, type ThreadRetention } from './retention/thread-retention';
import { ThreadTotal } from './thread-total';
import { type ThreadView, viewColumns, viewThread } from './thread-view';
import { inTransaction, type Transaction } from './transaction';

export interface NewThread {
  /** Default: a new one. */
  threadId?: string;
  metadata?: Record<string, unknown>;
  /** What to do when the thread is there already: refuse (default), or answer with it as it is. */
  ifExists?: 'raise' | 'do_nothing';
  /** Default: the server's. */
  retention?: ThreadRetention | null;
}

/** @throws HoldpointError `thread_exists`, `unsupported_value` */
export async function createThread(
  hp: Holdpoint,
  { threadId = v7(), metadata = {}, ifExists, retention = null }: NewThread,
): Promise<ThreadView> {
  const text = JSON.stringify(searchable(metadata));
  const columns = retentionColumns(retention);
  const [created] = await hp.db.sql.$queryRaw<ThreadView[]>`
    WITH t AS (
      INSERT INTO threads (id, metadata, retention, ttl_minutes)
      VALUES (${threadId}::uuid, ${text}::jsonb, ${columns.retention}::"RetentionStrategy", ${columns.ttlMinutes}::float8)
      ON CONFLICT (id) DO NOTHING RETURNING *)
    SELECT ${viewColumns({ values: false, questions: false })},
      pg_notify(${CHANNEL}, ${JSON.stringify({ k: 'thread', t: threadId })}) AS told FROM t`;
  if (created) {
    hp.known.keep(emptyThread(created));
    return created;
  }
  if (ifExists === 'do_nothing') return viewThread(hp, threadId);
  throw new HoldpointError(
    'thread_exists',
    `Thread ${threadId} already exists; pass if_exists=do_nothing to use it as it is.`,
  );
}

function emptyThread({ id, createdAt, metadata }: ThreadView): ThreadScene {
  const thread = { id, createdAt, metadata: JSON.parse(metadata), config: {}, revision: 0 };
  return { thread, status: 'idle', isBusy: false, isFirst: true, open: [] };
}

/** @throws HoldpointError `thread_not_found` */
export async function getThread(hp: Holdpoint, threadId: string): Promise<Thread> {
  const [row] = await hp.db.sql.$queryRaw<
    Record<string, unknown>[]
  >`SELECT * FROM threads WHERE id = ${threadId}::uuid`;
  if (!row) throw threadNotFound(threadId);
  return fromRow<Thread>(row);
}

/**
 * Adds keys to a thread's metadata; those that are there are replaced. `retention` replaces the thread's own, null takes it
 * away; its time begins now.
 * @throws HoldpointError `thread_not_found`, `unsupported_value`
 */
export async function patchThread(
  hp: Holdpoint,
  threadId: string,
  patch: { metadata?: Record<string, unknown>; retention?: ThreadRetention | null },
): Promise<Thread> {
  const { metadata = {}, retention } = patch;
  const text = JSON.stringify(searchable(metadata));
  return inTransaction(hp.db, async (tx) => {
    const changed = await tx.$executeRaw`
      UPDATE threads SET metadata = metadata || ${text}::jsonb, revision = revision + 1, updated_at = clock_timestamp() WHERE id = ${threadId}::uuid`;
    if (changed === 0) throw threadNotFound(threadId);
    if (retention !== undefined) await setRetention(tx, threadId, retention);
    await notify(tx, { k: 'thread', t: threadId });
    return lockThread(tx, threadId);
  });
}

async function setRetention(tx: Transaction, threadId: string, own: ThreadRetention | null): Promise<void> {
  const { retention, ttlMinutes } = retentionColumns(own);
  await tx.$executeRaw`
    UPDATE threads SET retention = ${retention}::"RetentionStrategy", ttl_minutes = ${ttlMinutes}::float8 WHERE id = ${threadId}::uuid`;
}

/**
 * Deletes a thread with all that belongs to it. Its unfinished runs are gone with it: a worker that executes one of them is
 * told to stop, and cannot write any more.
 * @throws HoldpointError `thread_not_found`
 */
export async function deleteThread(hp: Holdpoint, threadId: string): Promise<void> {
  await inTransaction(hp.db, async (tx) => {
    await lockThread(tx, threadId);
    await removeThread(tx, threadId);
  });
  ThreadTotal.of(hp.db).forget();
}

/** The same inside a transaction that holds the thread's lock. */
export async function removeThread(tx: Transaction, threadId: string): Promise<void> {
  const unfinished = await lockUnfinishedRuns(tx, threadId);
  await tx.$executeRaw`DELETE FROM threads WHERE id = ${threadId}::uuid`;
  const stops = unfinished.flatMap(({ id: r }): Notification[] => [
    { k: 'stop', r },
    { k: 'run', t: threadId, r, s: null },
  ]);
  await notify(tx, ...stops, { k: 'thread', t: threadId });
}

/** Deletes those of the threads that exist, and says how many they were. */
export async function deleteThreads(hp: Holdpoint, threadIds: string[]): Promise<number> {
  let deleted = 0;
  for (const threadId of new Set(threadIds)) {
    deleted += await deleteThread(hp, threadId).then(
      () => 1,
      (error: unknown) => {
        if (error instanceof HoldpointError && error.code === 'thread_not_found') return 0;
        throw error;
      },
    );
  }
  return deleted;
}
