import type { Client } from '@langchain/langgraph-sdk';
import { expectEqual } from '../expect-equal';
import { timed, underLoad } from '../measure';
import { newThread } from '../operations';
import type { Row } from '../row';

const PIECES = 100;

export const streaming: Row[] = [1, 32].map((clients) => ({
  name: `stream of ${PIECES} pieces, ${clients === 1 ? '1 client' : `${clients} clients`}`,
  unit: 'ms',
  better: 'less',
  rounds: 2,
  measure: ({ client }) => underLoad({ clients, forMs: 3000, once: () => readStream(client) }),
}));

/** From the request until the last piece of a run that streams has arrived. */
async function readStream(client: Client): Promise<number> {
  const threadId = await newThread(client);
  return timed(async () => {
    let pieces = 0;
    const options = { input: { value: PIECES }, streamMode: 'custom' as const };
    for await (const { event } of client.runs.stream(threadId, 'stream', options)) if (event === 'custom') pieces++;
    expectEqual('the number of pieces', pieces, PIECES);
  });
}
