import { expect, it } from 'vitest';
import { pruneThreads } from '#lib/runs/retention/prune-threads';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { getConversation } from './get-conversation';
import { getHistory } from './get-history';
import { getThread } from './get-thread';

it('a thread of which only the latest is kept still has its screens', async () => {
  const hp = await testHoldpoint(await testDatabase(), { asks: asks({ value: 'Sure?' }) });
  const threadId = await hp.newThread();
  for (const say of ['one', 'two']) {
    await hp.send(threadId, 'asks', { input: { say } });
    await hp.runAll();
  }

  await pruneThreads(hp, { threadIds: [threadId], strategy: 'keep_latest' });

  expect(await getHistory(hp, threadId)).toMatchObject({ items: [{ parentId: null }], isCut: false });
  expect(JSON.stringify(await getConversation(hp, threadId))).toContain('Sure?');
  expect(await getThread(hp, threadId)).toMatchObject({ status: 'interrupted' });
});
