import { setTimeout as sleep } from 'node:timers/promises';
import { lockThread } from '#lib/runs/lock-thread';
import { settleThread } from '#lib/runs/settle-thread';
import { inTransaction } from '#lib/runs/transaction';
import type { Database } from '#lib/store/database';
import { notify } from '#lib/store/notify';

/** The runs that a worker has. */
export async function runsOf(db: Database, workerId: string): Promise<string[]> {
  const rows = await db.prisma.run.findMany({ where: { workerId, status: 'running' }, select: { id: true } });
  return rows.map(({ id }) => id);
}

const POLL_MS = 10;

/** Resolves when a killed process has no session left in which the database still carries out a statement of it. */
export async function sessionsEnded(db: Database, sessions: string): Promise<void> {
  const count = () => db.prisma.$queryRaw<unknown[]>`SELECT FROM pg_stat_activity WHERE application_name = ${sessions}`;
  while ((await count()).length > 0) await sleep(POLL_MS);
}

/** Moves the ends of leases into the past, and tells the workers. @returns the runs that have lost theirs */
export async function endLeases(db: Database, of: { workerId: string } | { runId: string }): Promise<string[]> {
  const workerId = 'workerId' in of ? of.workerId : null;
  const runId = 'runId' in of ? of.runId : null;
  const rows = await db.prisma.$queryRaw<{ id: string }[]>`
    UPDATE runs SET due_at = clock_timestamp() - interval '1 second'
    WHERE status = 'running' AND (worker_id = ${workerId} OR id = ${runId}::uuid) RETURNING id::text`;
  await notify(db.sql, { k: 'work' });
  return rows.map((row) => row.id);
}

/** The deadline of a question has come, if it has one. */
export async function endDeadline(db: Database, questionId: string): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE interrupts SET expires_at = clock_timestamp() - interval '1 second' WHERE id = ${questionId} AND expires_at IS NOT NULL`;
}

/** The time of a scheduled run has come. */
export async function makeDue(db: Database, { threadId, runId }: { threadId: string; runId: string }): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockThread(tx, threadId);
    await tx.$executeRaw`
      UPDATE runs SET available_at = clock_timestamp() WHERE id = ${runId}::uuid AND status = 'pending'`;
    await settleThread(tx, threadId);
    await notify(tx, { k: 'work' });
  });
}
