import { expect, test } from 'vitest';
import { MemorySaver, START, StateGraph } from './index';
import { describeSaver } from './saver-contract';
import { failureOf, freshThread, LogState } from './testing';

describeSaver('MemorySaver', {
  createSaver: async () => new MemorySaver(),
  createRivals: async () => {
    const saver = new MemorySaver();
    return [saver, saver];
  },
});

test('a value that cannot be copied is refused by the name of its key', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ value: () => 'a function' }))
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });

  expect(await failureOf(graph.invoke({}, freshThread()))).toMatchObject({
    lc_error_code: 'INVALID_UPDATE',
    message: expect.stringContaining('"value"'),
  });
});
