import type { Database } from '#lib/store/database';
import type { StopReason } from '#lib/store/generated/enums';
import type { ClaimedRun } from '../claimed-run';

export type WhyLost = Extract<StopReason, 'superseded' | 'cancelled'> | 'rolled_back' | 'lease expired';

/** A worker notices only that its lease is gone; the run's row says whether somebody stopped it or the lease ran out. */
export async function whyLost(db: Database, run: ClaimedRun): Promise<WhyLost> {
  try {
    const [row] = await db.sql.$queryRaw<{ reason: StopReason | null }[]>`
      SELECT stop_reason::text AS reason FROM runs WHERE id = ${run.id}::uuid`;
    if (!row) return 'rolled_back';
    return row.reason === 'superseded' || row.reason === 'cancelled' ? row.reason : 'lease expired';
  } catch {
    // A database that does not answer is what makes leases run out.
    return 'lease expired';
  }
}
