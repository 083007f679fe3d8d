import { expect, test } from 'vitest';
import { Annotation, Command, type CompileOptions, isInterrupted, MemorySaver, START, StateGraph } from './index';
import { chain, halfDone } from './test-graphs';
import { collect, failureOf, freshThread } from './testing';

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
