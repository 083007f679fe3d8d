import { LeaseLostError } from '#lib/errors';
import { isNothing, type Unstored } from './encode-checkpoint';
import { type NewCheckpoints, putCheckpoints } from './put-checkpoints';
import { putWrites } from './put-writes';
import type { Sql } from './sql';

export interface NewUnstored extends NewCheckpoints {
  /** What was stored before and may not have reached the disk. */
  unsure: Unstored;
}

/**
 * Stores what there is. If PostgreSQL has crashed meanwhile and forgot what comes before it, that is stored once more.
 * @throws LeaseLostError
 */
export async function putUnstored(sql: Sql, { unsure, ...put }: NewUnstored): Promise<void> {
  try {
    await putAll(sql, put);
  } catch (error) {
    if (!(error instanceof LeaseLostError) || isNothing(unsure)) throw error;
    await putAll(sql, { ...put, ...unsure, isLater: false });
    await putAll(sql, put);
  }
}

async function putAll(sql: Sql, put: NewCheckpoints): Promise<void> {
  if (put.checkpoints.length > 0) await putCheckpoints(sql, put);
  else if (put.writes.length > 0) await putWrites(sql, put);
}
