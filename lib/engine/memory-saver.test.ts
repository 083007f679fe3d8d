import { serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { type CheckpointStep, MemorySaver, MessagesAnnotation, START, StateGraph } from './index';
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

test('a turn of a conversation costs as much at its 1,600th as at its 100th', async () => {
  const saver = new MemorySaver();
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('reply', ({ messages }) => ({ messages: `reply to ${messages.length} ${'x'.repeat(200)}` }))
    .addEdge(START, 'reply')
    .compile({ checkpointer: saver });
  const thread = { configurable: { thread_id: 't' } };
  // All that it keeps; what two checkpoints share counts once.
  const bytes = () => serialize(Reflect.get(saver, 'threads').get('t')).length;

  const costs: number[] = [];
  for (const more of [100, 300, 1200]) {
    // A turn is two messages.
    await graph.invoke({ messages: Array.from({ length: 2 * more - 50 }, () => 'Hello?') }, thread);
    const before = bytes();
    for (let turn = 0; turn < 25; turn++) await graph.invoke({ messages: 'Hello?' }, thread);
    costs.push(bytes() - before);
  }

  expect((await graph.getState(thread)).values.messages).toHaveLength(2 * 1600 + 3);
  expect(Math.max(...costs) / Math.min(...costs)).toBeLessThan(1.2);
});

test('of a step of which a part is refused nothing is stored', async () => {
  const saver = new MemorySaver();
  const at = (id?: string) => ({
    configurable: { thread_id: 't', checkpoint_ns: '', ...(id && { checkpoint_id: id }) },
  });
  const checkpoint = (id: string) => ({
    ...{ v: 4, id, ts: '2026-11-20T00:00:00.000Z' },
    ...{ channel_values: {}, channel_versions: {}, versions_seen: {} },
  });
  const metadata = { source: 'loop', step: 1, parents: {} } as const;
  await saver.put(at(), checkpoint('a'), metadata, {});

  const writes: CheckpointStep['writes'] = [
    ['one', [['value', 1]]],
    ['two', [['value', () => 'a function']]],
  ];
  const refused = saver.putStep(at('a'), { writes, checkpoint: checkpoint('b'), metadata, newVersions: {} });

  expect(await failureOf(refused)).toHaveProperty('lc_error_code', 'INVALID_UPDATE');
  expect(await saver.getTuple(at())).toMatchObject({ checkpoint: { id: 'a' }, pendingWrites: [] });
});
