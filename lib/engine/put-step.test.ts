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
