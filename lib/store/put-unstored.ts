import { type NewCheckpoints, putCheckpoints } from './put-checkpoints';
import { putWrites } from './put-writes';
import type { Sql } from './sql';

/** Stores what there is: checkpoints, or writes beside one, or nothing. @throws LeaseLostError */
export async function putUnstored(sql: Sql, put: NewCheckpoints): Promise<void> {
  if (put.checkpoints.length > 0) await putCheckpoints(sql, put);
  else if (put.writes.length > 0) await putWrites(sql, put);
}
