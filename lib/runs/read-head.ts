import type { CheckpointerDatabase } from '#lib/store/checkpointer';
import { type ReadTuple, readTuple } from '#lib/store/read-tuples';

/** The newest checkpoint of a thread, asked for at once. Who does not wait for it need not care for its failure. */
export function readHead({ sql, heads }: CheckpointerDatabase, threadId: string): Promise<ReadTuple | undefined> {
  const place = { threadId, ns: '' };
  const head = readTuple(sql, place, heads?.get(place));
  head.catch(() => undefined);
  return head;
}
