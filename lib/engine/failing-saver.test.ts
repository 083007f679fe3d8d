import { expect, test, vi } from 'vitest';
import { MemorySaver, START, StateGraph } from './index';
import { collect, failureOf, freshThread, LogState, note } from './testing';

function saverThatFails(method: 'put' | 'putWrites', atCall: number) {
  const saver = new MemorySaver();
  const original = saver[method].bind(saver) as (...args: unknown[]) => Promise<never>;
  let calls = 0;
  vi.spyOn(saver, method).mockImplementation(async (...args: unknown[]) => {
    calls++;
    if (calls === atCall) throw new RangeError('disk full');
    return original(...args);
  });
  return saver;
}

test.each([
  ['put', 1],
  ['put', 2],
  ['putWrites', 1],
  ['putWrites', 2],
  ['putWrites', 3],
] as const)(
  'when %s fails at call %i, the run stops with the error of the saver, and can be continued',
  async (method, at) => {
    const entered: string[] = [];
    const inner = new StateGraph(LogState).addNode('x', note('x')).addEdge(START, 'x').compile();
    const graph = new StateGraph(LogState)
      .addNode('careful', async (_state, config) => {
        entered.push('careful');
        try {
          return { log: (await inner.invoke({}, config)).log };
        } catch {
          return { log: 'caught' };
        }
      })
      .addNode('after', note('after'))
      .addEdge(START, 'careful')
      .addEdge('careful', 'after')
      .compile({ checkpointer: saverThatFails(method, at) });
    const thread = freshThread();

    expect(await failureOf(graph.invoke({ log: 'in' }, thread))).toEqual(new RangeError('disk full'));

    const state = await graph.getState(thread);
    expect(state.tasks.every((task) => task.error === undefined)).toBe(true);
    const input = state.metadata === undefined ? { log: 'in' } : null;
    expect((await graph.invoke(input, thread)).log).toEqual(['in', 'x', 'after']);
  },
);

test('the input is stored before any node runs, with the id of the run', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => {
      throw new Error('broken');
    })
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const config = { configurable: { ...thread.configurable, run_id: 'run-1' } };

  await failureOf(graph.invoke({ log: 'in' }, config));

  const history = await collect(graph.getStateHistory(thread));
  expect(history.map(({ metadata }) => metadata)).toEqual([
    { source: 'loop', step: 0, parents: {}, run_id: 'run-1' },
    { source: 'input', step: -1, parents: {}, run_id: 'run-1' },
  ]);
});

test('an input that was stored but not applied is not lost when the next one arrives', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', note('a'))
    .addEdge(START, 'a')
    .compile({ checkpointer: saverThatFails('putWrites', 1) });
  const thread = freshThread();
  await failureOf(graph.invoke({ log: 'first' }, thread));

  expect((await graph.invoke({ log: 'second' }, thread)).log).toEqual(['first', 'second', 'a']);
});
