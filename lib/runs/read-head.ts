import { type ReadTuple, readTuples } from '#lib/store/read-tuples';
import { newestOf } from '#lib/store/select-checkpoints';
import type { Sql } from '#lib/store/sql';

/** The newest checkpoint of a thread, asked for at once. Who does not wait for it need not care for its failure. */
export function readHead(sql: Sql, threadId: string): Promise<ReadTuple | undefined> {
  const head = readTuples(sql, newestOf({ threadId, ns: '' })).then(([found]) => found);
  head.catch(() => undefined);
  return head;
}
