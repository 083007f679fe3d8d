import type { CheckpointTuple } from '#lib/engine';
import { newestOf } from '#lib/store/checkpointer';
import { readTuples } from '#lib/store/read-tuples';
import type { Sql } from '#lib/store/sql';

/** The newest checkpoint of a thread, asked for at once. Who does not wait for it need not care for its failure. */
export function readHead(sql: Sql, threadId: string): Promise<CheckpointTuple | undefined> {
  const head = readTuples(sql, newestOf({ threadId, ns: '' })).then(([found]) => found?.tuple);
  head.catch(() => undefined);
  return head;
}
