import { describe, expect, test } from 'vitest';
import { type BaseCheckpointSaver, interrupt, MemorySaver, Send, START, StateGraph } from './index';
import { collect, freshThread, LogState } from './testing';

/** A saver that knows steps, and the calls it got. */
function recordingSaver(): { saver: BaseCheckpointSaver; calls: string[] } {
  const inner = new MemorySaver();
  const calls: string[] = [];
  const saver: BaseCheckpointSaver = {
    getTuple: (config) => inner.getTuple(config),
    list: (config, options) => inner.list(config, options),
    put: () => Promise.reject(new Error('A saver that knows steps is given steps.')),
    putWrites: (config, writes, taskId) => {
      calls.push('putWrites');
      return inner.putWrites(config, writes, taskId);
    },
    putStep: async (config, { writes, checkpoint, metadata, newVersions }) => {
      calls.push(`putStep ${metadata.step} with ${writes.length}`);
      for (const [taskId, list] of writes) await inner.putWrites(config, [...list], taskId);
      return inner.put(config, checkpoint, metadata, newVersions);
    },
    deleteThread: (threadId) => inner.deleteThread(threadId),
  };
  return { saver, calls };
}

describe('a superstep whose tasks are done and that is not committed', () => {
  /** A saver that stores writes and checkpoints one by one, and dies before the checkpoint of a step. */
  function dyingSaver(step: number): BaseCheckpointSaver {
    const inner = new MemorySaver();
    let isAlive = true;
    return {
      getTuple: (config) => inner.getTuple(config),
      list: (config, options) => inner.list(config, options),
      // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
      put: (config, checkpoint, metadata, versions) => {
        if (metadata.step !== step || !isAlive) return inner.put(config, checkpoint, metadata, versions);
        isAlive = false;
        return Promise.reject(new Error('died'));
      },
      putWrites: (config, writes, taskId) => inner.putWrites(config, writes, taskId),
      deleteThread: (threadId) => inner.deleteThread(threadId),
    };
  }

  test.each([
    { what: 'the entry nodes after the input', step: 0, next: ['a', 'b'], left: ['a', 'b', 'c'] },
    { what: 'the node that follows', step: 1, next: ['c'], left: ['c'] },
    { what: 'nothing at the end', step: 2, next: [], left: [] },
  ])('names as next what will run: $what', async ({ step, next, left }) => {
    const entered: string[] = [];
    const enter = (name: string) => () => {
      entered.push(name);
      return { log: name };
    };
    const graph = new StateGraph(LogState)
      .addNode('a', enter('a'))
      .addNode('b', enter('b'))
      .addNode('c', enter('c'))
      .addEdge(START, 'a')
      .addEdge(START, 'b')
      .addEdge(['a', 'b'], 'c')
      .compile({ checkpointer: dyingSaver(step) });
    const thread = freshThread();
    await expect(graph.invoke({}, thread)).rejects.toThrow('died');
    const done = entered.length;

    const state = await graph.getState(thread);

    expect(state).toMatchObject({ next, values: { log: entered } });
    expect(state.tasks.every(({ result }) => result !== undefined)).toBe(true);
    await graph.invoke(null, thread);
    expect(entered.slice(done)).toEqual(left);
  });
});

describe('a saver that knows steps', () => {
  test('gets what a single task wrote together with the checkpoint that follows', async () => {
    const { saver, calls } = recordingSaver();
    const graph = new StateGraph(LogState)
      .addNode('one', () => ({ log: 'one' }))
      .addEdge(START, 'one')
      .compile({ checkpointer: saver });

    const thread = freshThread();
    await graph.invoke({ log: 'in' }, thread);

    expect(calls).toEqual(['putStep -1 with 0', 'putStep 0 with 1', 'putStep 1 with 1']);
    const [, before] = await collect(graph.getStateHistory(thread));
    expect(before?.tasks).toEqual([expect.objectContaining({ name: 'one', result: { log: 'one' } })]);
  });

  test('gets what parallel tasks wrote as soon as each ends, but for the last', async () => {
    const { saver, calls } = recordingSaver();
    const graph = new StateGraph(LogState)
      .addNode('worker', (n: unknown) => ({ log: `worker${n}` }))
      .addConditionalEdges(START, () => [new Send('worker', 1), new Send('worker', 2)], ['worker'])
      .compile({ checkpointer: saver });

    await graph.invoke({}, freshThread());

    expect(calls).toEqual(['putStep -1 with 0', 'putStep 0 with 1', 'putWrites', 'putStep 1 with 1']);
  });

  test('gets every write at once where a sibling waits for an answer', async () => {
    const { saver, calls } = recordingSaver();
    const graph = new StateGraph(LogState)
      .addNode('ask', () => ({ log: String(interrupt('?')) }))
      .addNode('work', () => ({ log: 'work' }))
      .addEdge(START, 'ask')
      .addEdge(START, 'work')
      .compile({ checkpointer: saver });

    await graph.invoke({}, freshThread());

    expect(calls).toEqual(['putStep -1 with 0', 'putStep 0 with 1', 'putWrites', 'putWrites']);
  });

  test('tells streams of a result only when it is stored', async () => {
    const { saver, calls } = recordingSaver();
    const graph = new StateGraph(LogState)
      .addNode('one', () => ({ log: 'one' }))
      .addEdge(START, 'one')
      .compile({ checkpointer: saver });
    let storedAtUpdate: string[] = [];

    for await (const chunk of await graph.stream({}, { ...freshThread(), streamMode: 'updates' })) {
      if ('one' in chunk) storedAtUpdate = [...calls];
    }

    expect(storedAtUpdate).toContain('putStep 1 with 1');
  });
});
