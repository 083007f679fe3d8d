import { expect } from 'vitest';
import type { Database } from '#lib/store/database';

/** Asks the server until so many of this database's sessions wait for a lock. */
export async function waitingForLock(db: Database, sessions: number): Promise<void> {
  const waiting = () => db.prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  await expect.poll(waiting).toHaveLength(sessions);
}
