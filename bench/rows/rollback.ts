import type { Client } from '@langchain/langgraph-sdk';
import { expectEqual } from '../expect-equal';
import { repeatedly, timed } from '../measure';
import { newThread, runToEnd, startPausing } from '../operations';
import type { Row } from '../row';

const CHECKPOINTS = 800;
const LONG_MS = 20_000;

export const rollback: Row = {
  name: `rollback in a thread of ${CHECKPOINTS} checkpoints`,
  unit: 'ms',
  better: 'less',
  ask: 50,
  rounds: 1,
  async measure({ client }) {
    const threadId = await newThread(client);
    // The input makes two checkpoints, and the branch one.
    const input = { left: CHECKPOINTS - 3, ms: 0 };
    await runToEnd(client, threadId, ['steps', { input, config: { recursion_limit: CHECKPOINTS } }]);
    await branchOff(client, threadId);
    const before = await checkpointIds(client, threadId);
    const figure = await repeatedly(5, () => rollBack(client, threadId));
    const after = await checkpointIds(client, threadId);
    expectEqual('the number of checkpoints before', before.length, CHECKPOINTS);
    expectEqual('the number of checkpoints after', after.length, CHECKPOINTS);
    expectEqual('what is left', after, before);
    return figure;
  },
};

async function rollBack(client: Client, threadId: string): Promise<number> {
  const runId = await startPausing(client, threadId, LONG_MS);
  return timed(() => client.runs.cancel(threadId, runId, true, 'rollback'));
}

async function branchOff(client: Client, threadId: string): Promise<void> {
  const history = await client.threads.getHistory(threadId, { limit: 5 });
  const checkpointId = history[3]?.checkpoint.checkpoint_id ?? undefined;
  await client.threads.updateState(threadId, { values: { value: 'a branch' }, checkpointId, asNode: 'node' });
}

async function checkpointIds(client: Client, threadId: string): Promise<unknown[]> {
  const history = await client.threads.getHistory(threadId, { limit: 1000 });
  return history.map(({ checkpoint }) => checkpoint.checkpoint_id);
}
