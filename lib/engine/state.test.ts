import { expect, test } from 'vitest';
import {
  Annotation,
  Command,
  type CompileOptions,
  END,
  interrupt,
  isInterrupted,
  MemorySaver,
  Send,
  START,
  StateGraph,
} from './index';
import { collect, failureOf, freshThread, LogState, note } from './testing';

/** START -> a -> b -> c -> END */
function chain(options: CompileOptions<'a' | 'b' | 'c'> = {}) {
  const graph = new StateGraph(LogState)
    .addSequence([
      ['a', note('a')],
      ['b', note('b')],
      ['c', note('c')],
    ])
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver(), ...options });
  return { graph, thread: freshThread() };
}

test('history shows every checkpoint, its tasks and what each of them wrote', async () => {
  const { graph, thread } = chain();
  await graph.invoke({ log: 'in' }, thread);

  const history = await collect(graph.getStateHistory(thread));

  expect(history.map(({ metadata, next, values }) => [metadata?.step, metadata?.source, next, values.log])).toEqual([
    [3, 'loop', [], ['in', 'a', 'b', 'c']],
    [2, 'loop', ['c'], ['in', 'a', 'b']],
    [1, 'loop', ['b'], ['in', 'a']],
    [0, 'loop', ['a'], ['in']],
    [-1, 'input', ['__start__'], []],
  ]);
  expect(history[1]?.tasks).toEqual([
    { id: expect.any(String), name: 'c', path: ['__pregel_pull', 'c'], interrupts: [], result: { log: 'c' } },
  ]);
  expect(history[1]?.parentConfig).toEqual(history[2]?.config);
  expect(history[0]?.createdAt).toMatch(/^\d{4}-.*Z$/);
});

test('history can be limited, filtered, and begin before a checkpoint', async () => {
  const { graph, thread } = chain();
  await graph.invoke({}, thread);
  const all = await collect(graph.getStateHistory(thread));
  const stepsOf = async (options: object) =>
    (await collect(graph.getStateHistory(thread, options))).map(({ metadata }) => metadata?.step);

  expect(await stepsOf({ limit: 2 })).toEqual([3, 2]);
  expect(await stepsOf({ filter: { source: 'input' } })).toEqual([-1]);
  expect(await stepsOf({ before: all[2]?.config, limit: 1 })).toEqual([0]);
});

test('a second input continues the count of steps', async () => {
  const { graph, thread } = chain();
  await graph.invoke({}, thread);
  await graph.invoke({ log: 'again' }, thread);

  const state = await graph.getState(thread);
  expect(state.metadata?.step).toBe(8);
  expect(state.values.log).toEqual(['a', 'b', 'c', 'again', 'a', 'b', 'c']);
});

test('an unknown thread has an empty state', async () => {
  const { graph, thread } = chain();

  expect(await graph.getState(thread)).toEqual({ values: {}, next: [], tasks: [], config: thread });
});

test('a replay of an old checkpoint is a branch, and becomes the head', async () => {
  const { graph, thread } = chain();
  await graph.invoke({}, thread);
  const old = (await collect(graph.getStateHistory(thread))).find(({ next }) => next[0] === 'b');

  await graph.updateState(old?.config ?? {}, { log: 'edited' }, 'a');
  const edited = await graph.invoke(null, thread);
  const replayed = await graph.invoke(null, old?.config ?? {});

  expect(edited.log).toEqual(['a', 'edited', 'b', 'c']);
  expect(replayed.log).toEqual(['a', 'b', 'c']);
  expect((await graph.getState(thread)).values.log).toEqual(['a', 'b', 'c']);
  const fork = (await collect(graph.getStateHistory(thread))).find(({ metadata }) => metadata?.source === 'fork');
  expect(fork?.parentConfig).toEqual(old?.config);
});

test('branches of one checkpoint keep their own values', async () => {
  const { graph, thread } = chain();
  await graph.invoke({}, thread);
  const old = (await collect(graph.getStateHistory(thread))).find(({ next }) => next[0] === 'b')?.config ?? {};

  const left = await graph.updateState(old, { log: 'left' }, 'a');
  const right = await graph.updateState(old, { log: 'right' }, 'a');

  expect((await graph.getState(left)).values.log).toEqual(['a', 'left']);
  expect((await graph.getState(right)).values.log).toEqual(['a', 'right']);
});

test('new input at an old checkpoint is a branch', async () => {
  const { graph, thread } = chain();
  await graph.invoke({}, thread);
  const old = (await collect(graph.getStateHistory(thread))).find(({ next }) => next[0] === 'b')?.config ?? {};

  expect((await graph.invoke({ log: 'in' }, old)).log).toEqual(['a', 'in', 'a', 'b', 'c']);
});

test('an unknown checkpoint cannot be continued', async () => {
  const { graph, thread } = chain();
  await graph.invoke({}, thread);
  const config = { configurable: { ...thread.configurable, checkpoint_id: 'unknown' } };

  expect(await failureOf(graph.invoke(null, config))).toHaveProperty('lc_error_code', 'CHECKPOINT_NOT_FOUND');
});

test.each<[string, CompileOptions<'a' | 'b'>]>([
  ['before', { interruptBefore: ['b'] }],
  ['after', { interruptAfter: ['a'] }],
  ['before and after one boundary', { interruptBefore: ['b'], interruptAfter: ['a'] }],
])('a breakpoint %s stops once and is continued by a null input', async (_name, options) => {
  const { graph, thread } = chain(options);

  const chunks = await collect(graph.stream({}, { ...thread, streamMode: ['values'] }));
  expect(chunks.at(-1)).toEqual(['values', { __interrupt__: [] }]);
  const state = await graph.getState(thread);
  expect([state.values.log, state.next]).toEqual([['a'], ['b']]);

  expect(await graph.invoke(null, thread)).toEqual({ log: ['a', 'b', 'c'] });
});

test('breakpoints may be set for one call, on every node', async () => {
  const { graph, thread } = chain();
  const stepwise = { ...thread, interruptAfter: '*' as const };

  expect(await graph.invoke({}, stepwise)).toEqual({ log: ['a'], __interrupt__: [] });
  expect(await graph.invoke(null, stepwise)).toEqual({ log: ['a', 'b'], __interrupt__: [] });
  expect(await graph.invoke(null, thread)).toEqual({ log: ['a', 'b', 'c'] });
});

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

/** a asks, b finishes, both in one superstep; or the same as two tasks of a fan-out. */
function halfDone() {
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ log: `a:${interrupt('a?')}` }))
    .addNode('b', note('b'))
    .addNode('w', (n: unknown) => ({ log: n === 1 ? 'w1' : `w2:${interrupt('w?')}` }))
    .addNode('after', note('after'))
    .addConditionalEdges(START, () => ['a', 'b', new Send('w', 1), new Send('w', 2)], ['a', 'b', 'w'])
    .addEdge('b', 'after')
    .compile({ checkpointer: new MemorySaver() });
  return { graph, thread: freshThread() };
}

test('finished siblings of a pending task show in the state, but in no checkpoint yet', async () => {
  const { graph, thread } = halfDone();
  const result = await graph.invoke({}, thread);

  const head = await graph.getState(thread);
  const stored = await graph.getState(head.config);

  expect(result.log).toEqual(['b', 'w1']);
  expect([head.values.log, head.next]).toEqual([
    ['b', 'w1'],
    ['w', 'a'],
  ]);
  expect([stored.values.log, stored.next]).toEqual([[], ['w', 'w', 'a', 'b']]);
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

test('the effects of an update given with a resume are shown before the superstep is complete', async () => {
  const { graph, thread } = halfDone();
  const result = await graph.invoke({}, thread);
  const [first] = isInterrupted(result) ? result.__interrupt__ : [];

  await graph.invoke(new Command({ resume: { [first?.id ?? '']: 1 }, update: { value: 'noted' } }), thread);

  expect((await graph.getState(thread)).values.value).toBe('noted');
});

test('a null or undefined input needs a thread that has run', async () => {
  const { graph, thread } = chain();

  expect(await failureOf(graph.invoke(null, thread))).toHaveProperty('lc_error_code', 'EMPTY_INPUT');
  expect(await failureOf(graph.invoke(new Command({}), thread))).toHaveProperty('lc_error_code', 'EMPTY_INPUT');
  await graph.invoke({}, thread);
  expect((await graph.invoke(null, thread)).log).toEqual(['a', 'b', 'c']);
});

test('values that no checkpoint keeps are not stored, and unknown keys are dropped', async () => {
  const graph = new StateGraph(Annotation.Root({ kept: Annotation<number> }))
    .addNode('a', () => ({ kept: 1, other: 2 }) as object)
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  await graph.invoke({ kept: 0, unknown: 1 } as object, thread);

  expect((await graph.getState(thread)).values).toEqual({ kept: 1 });
});
