import { HoldpointError } from '#lib/errors';
import type { Holdpoint } from '../holdpoint';
import { lockThread } from '../lock-thread';
import { deleteThreads } from '../threads';
import { inTransaction } from '../transaction';
import { keepLatest } from './keep-latest';

/**
 * Applies retention now, whatever the threads' own says. `keep_latest` leaves a busy thread as it is; one that waits at a
 * question goes on waiting.
 * @returns to how many threads it was applied; those that do not exist do not count
 */
export async function pruneThreads(
  hp: Holdpoint,
  { threadIds, strategy }: { threadIds: string[]; strategy: 'delete' | 'keep_latest' },
): Promise<number> {
  if (strategy === 'delete') return deleteThreads(hp, threadIds);
  let pruned = 0;
  for (const threadId of new Set(threadIds)) if (await pruneThread(hp, threadId)) pruned++;
  return pruned;
}

async function pruneThread(hp: Holdpoint, threadId: string): Promise<boolean> {
  try {
    for (;;) {
      const step = await inTransaction(hp.db, async (tx) => {
        const { status } = await lockThread(tx, threadId);
        if (status === 'busy') return 'refused';
        return (await keepLatest(tx, threadId)) ? 'more' : 'done';
      });
      if (step !== 'more') return step === 'done';
    }
  } catch (error) {
    if (error instanceof HoldpointError && error.code === 'thread_not_found') return false;
    throw error;
  }
}
