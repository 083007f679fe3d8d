import type { Client } from '@langchain/langgraph-sdk';
import { expectEqual } from '../expect-equal';
import { timed, underLoad } from '../measure';
import { newThread, runToEnd } from '../operations';
import type { Row } from '../row';

const FOR_MS = 6000;
/** Nodes that wait for something, as most do: the places of a worker are what they take. */
const NODE_MS = 1000;
/** More than one process has places for runs that wait. */
const CLIENTS = { pausing: 160, trivial: 64 };

/** What a second process adds: first the server alone, then with one more worker on the same database. */
export const processes: Row[] = [
  row(`runs of ${NODE_MS / 1000} s per second, one process`, 'pausing', false),
  row(`runs of ${NODE_MS / 1000} s per second, two processes`, 'pausing', true),
  row('trivial runs per second, one process', 'trivial', false),
  row('trivial runs per second, two processes', 'trivial', true),
];

function row(name: string, kind: keyof typeof CLIENTS, withWorker: boolean): Row {
  return {
    name,
    unit: 'runs/s',
    better: 'more',
    rounds: 2,
    isOursOnly: true,
    async measure({ client, addWorker }) {
      const stop = withWorker ? await addWorker?.() : undefined;
      try {
        const once = () => runOnce(client, kind === 'pausing' ? ['pause', NODE_MS] : ['echo', 0]);
        const clients = CLIENTS[kind];
        await underLoad({ clients, forMs: NODE_MS, once });
        const { perSecond, samples } = await underLoad({ clients, forMs: FOR_MS, once });
        return { value: perSecond, samples };
      } finally {
        await stop?.();
      }
    },
  };
}

async function runOnce(client: Client, [graph, ms]: [string, number]): Promise<number> {
  const threadId = await newThread(client);
  return timed(async () => {
    const { value } = await runToEnd(client, threadId, [graph, { input: { ms, value: 1 } }]);
    expectEqual('the value', value, 1);
  });
}
