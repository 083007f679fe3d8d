import { expect, test } from 'vitest';
import { Command, END, isInterrupted, MemorySaver, START, StateGraph } from './index';
import { chain, halfDone } from './test-graphs';
import { failureOf, freshThread, LogState, note } from './testing';

test('an edit in the name of a node goes on from that node', async () => {
  const { graph, thread } = chain({ interruptBefore: ['b'] });
  await graph.invoke({}, thread);

  await graph.updateState(thread, { log: 'b by hand' }, 'b');

  const state = await graph.getState(thread);
  expect(state).toMatchObject({ next: ['c'], metadata: { source: 'update', step: 2 } });
  expect((await graph.invoke(null, thread)).log).toEqual(['a', 'b by hand', 'c']);
});

test('an edit without a name counts for the node that ran last', async () => {
  const { graph, thread } = chain({ interruptBefore: ['b'] });
  await graph.invoke({}, thread);

  await graph.updateState(thread, { log: 'more' });

  expect(await graph.getState(thread)).toMatchObject({ values: { log: ['a', 'more'] }, next: ['b'] });
});

test('an edit of an empty thread takes the place of its input', async () => {
  const { graph, thread } = chain();

  await graph.updateState(thread, { log: 'in' });

  expect(await graph.getState(thread)).toMatchObject({ values: { log: ['in'] }, next: ['a'], metadata: { step: 0 } });
  expect((await graph.invoke(null, thread)).log).toEqual(['in', 'a', 'b', 'c']);
});

test('nothing is copied on an empty thread', async () => {
  const { graph, thread } = chain();

  expect(await failureOf(graph.updateState(thread, null, '__copy__'))).toMatchObject({
    lc_error_code: 'INVALID_UPDATE',
    message: expect.stringContaining('nothing to copy'),
  });
  expect((await graph.getState(thread)).config).toEqual(thread);
});

test('an edit evaluates the conditional edges of its node and replaces what was due', async () => {
  const graph = new StateGraph(LogState)
    .addNode('model', ({ log }) => ({ log: `model${log.length}` }))
    .addNode('tools', note('tools'))
    .addEdge(START, 'model')
    .addConditionalEdges('model', ({ log }) => (log.at(-1) === 'answer' ? END : 'tools'), ['tools', END])
    .addEdge('tools', 'model')
    .compile({ checkpointer: new MemorySaver(), interruptBefore: ['tools'] });
  const thread = freshThread();
  await graph.invoke({}, thread);

  await graph.updateState(thread, { log: 'answer' }, 'model');

  expect((await graph.getState(thread)).next).toEqual([]);
});

test('an edit as END drops what is due; a null edit copies; __copy__ makes a sibling', async () => {
  const { graph, thread } = chain({ interruptBefore: ['b'] });
  await graph.invoke({}, thread);
  const before = await graph.getState(thread);

  const copy = await graph.getState(await graph.updateState(thread, null));
  const sibling = await graph.getState(await graph.updateState(before.config, null, '__copy__'));
  await graph.updateState(thread, null, END);

  expect([copy.values, copy.next, copy.parentConfig]).toEqual([before.values, ['b'], before.config]);
  expect([sibling.values, sibling.next, sibling.parentConfig]).toEqual([before.values, ['b'], before.parentConfig]);
  expect(sibling.metadata).toMatchObject({ source: 'fork', step: before.metadata?.step });
  expect((await graph.getState(thread)).next).toEqual([]);
});

test('an edit as __input__ is new input', async () => {
  const { graph, thread } = chain({ interruptBefore: ['b'] });
  await graph.invoke({}, thread);

  await graph.updateState(thread, { log: 'in' }, '__input__');

  expect(await graph.getState(thread)).toMatchObject({ next: ['__start__'], metadata: { source: 'input' } });
});

test('several edits are applied on top of each other', async () => {
  const { graph, thread } = chain();

  await graph.bulkUpdateState(thread, [
    { updates: [{ values: { log: 'in' }, asNode: '__start__' }] },
    { updates: [{ values: { log: 'a' }, asNode: 'a' }] },
  ]);

  expect(await graph.getState(thread)).toMatchObject({ values: { log: ['in', 'a'] }, next: ['b'] });
});

test('an edit in the name of an unknown or of no certain node is refused', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', note('a'))
    .addNode('b', note('b'))
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  expect(await failureOf(graph.updateState(thread, {}, 'x'))).toHaveProperty('lc_error_code', 'UNKNOWN_NODE');
  expect(await failureOf(graph.updateState(thread, {}))).toHaveProperty('lc_error_code', 'AMBIGUOUS_UPDATE');
});

test('an edit in the name of one pending task keeps what finished, and leaves the others due', async () => {
  const { graph, thread } = halfDone();
  await graph.invoke({}, thread);

  await graph.updateState(thread, { log: 'a by hand' }, 'a');

  const state = await graph.getState(thread);
  expect(state.values.log).toEqual(['b', 'w1', 'a by hand']);
  expect(state.next).toEqual(['w', 'after']);
  const result = await graph.invoke(null, thread);
  expect(isInterrupted(result) && result.__interrupt__.map(({ value }) => value)).toEqual(['w?']);
  expect((await graph.invoke(new Command({ resume: 1 }), thread)).log).toEqual([
    'b',
    'w1',
    'a by hand',
    'after',
    'w2:1',
  ]);
});
