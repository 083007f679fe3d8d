import { expect, test } from 'vitest';
import { GraphDrained, MemorySaver, NodeTimeoutError, START, StateGraph } from './index';
import { collect, failureOf, freshThread, LogState, note, untilAborted } from './testing';

test('a signal ends the stream at once, and what a deaf node returns later is dropped', async () => {
  const controller = new AbortController();
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  let release: (value: { log: string }) => void = () => {};
  const graph = new StateGraph(LogState)
    .addNode('first', note('first'))
    .addNode('deaf', () => {
      start();
      return new Promise<{ log: string }>((resolve) => {
        release = resolve;
      });
    })
    .addEdge(START, 'first')
    .addEdge('first', 'deaf')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const reason = new Error('cancelled by Ada');
  const running = failureOf(collect(graph.stream({}, { ...thread, signal: controller.signal })));
  await started;

  controller.abort(reason);
  expect(await running).toBe(reason);
  release({ log: 'late' });
  await new Promise((resolve) => setImmediate(resolve));

  const state = await graph.getState(thread);
  expect(state).toMatchObject({ values: { log: ['first'] }, next: ['deaf'] });
});

test('a signal that is already aborted stores nothing', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', note('a'))
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const signal = AbortSignal.abort(new Error('too late'));

  expect(await failureOf(graph.invoke({}, { ...thread, signal }))).toHaveProperty('message', 'too late');
  expect(await graph.getState(thread)).toEqual({ values: {}, next: [], tasks: [], config: thread });
});

test('a drained run stops between two supersteps and continues exactly there', async () => {
  const entered: string[] = [];
  const graph = new StateGraph(LogState)
    .addNode('a', () => {
      entered.push('a');
      return { log: 'a' };
    })
    .addNode('b', () => {
      entered.push('b');
      return { log: 'b' };
    })
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const draining = { configurable: { ...thread.configurable, __pregel_drain: () => entered.length > 0 } };

  expect(await failureOf(graph.invoke({}, draining))).toBeInstanceOf(GraphDrained);
  expect((await graph.getState(thread)).next).toEqual(['b']);
  expect(await graph.invoke(null, thread)).toEqual({ log: ['a', 'b'] });
  expect(entered).toEqual(['a', 'b']);
});

test('what a node returns after its superstep ran out of time is dropped', async () => {
  let release: (value: { log: string }) => void = () => {};
  const graph = new StateGraph(LogState)
    .addNode(
      'deaf',
      () =>
        new Promise<{ log: string }>((resolve) => {
          release = resolve;
        }),
    )
    .addEdge(START, 'deaf')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(await failureOf(graph.invoke({}, { ...thread, stepTimeout: 5 }))).toHaveProperty(
    'lc_error_code',
    'STEP_TIMEOUT',
  );
  release({ log: 'late' });
  await new Promise((resolve) => setImmediate(resolve));

  expect((await graph.getState(thread)).tasks).toMatchObject([{ name: 'deaf', interrupts: [] }]);
  expect((await graph.getState(thread)).values.log).toEqual([]);
});

test('a nested graph drains with its parent, even when the node around it catches errors', async () => {
  const entered: string[] = [];
  const step = (name: string) => () => {
    entered.push(name);
    return { log: name };
  };
  const inner = new StateGraph(LogState)
    .addSequence({ x: step('x'), y: step('y') })
    .addEdge(START, 'x')
    .compile();
  const graph = new StateGraph(LogState)
    .addNode('careful', async () => inner.invoke({}).catch(() => ({ log: 'caught' })))
    .addEdge(START, 'careful')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const draining = { configurable: { ...thread.configurable, __pregel_drain: () => entered.includes('x') } };

  expect(await failureOf(graph.invoke({}, draining))).toBeInstanceOf(GraphDrained);
  expect((await graph.getState(thread)).tasks).toMatchObject([{ name: 'careful', interrupts: [] }]);
  expect(await graph.invoke(null, thread)).toEqual({ log: ['x', 'y'] });
  expect(entered).toEqual(['x', 'y']);
});

test('a time limit on a node, a superstep or a call ends it', async () => {
  const build = (timeout?: number) =>
    new StateGraph(LogState)
      .addNode('slow', (_state, { signal }) => untilAborted(signal), timeout === undefined ? {} : { timeout })
      .addEdge(START, 'slow')
      .compile();

  expect(await failureOf(build(5).invoke({}))).toBeInstanceOf(NodeTimeoutError);
  expect(await failureOf(build().invoke({}, { stepTimeout: 5 }))).toHaveProperty('lc_error_code', 'STEP_TIMEOUT');
  expect(await failureOf(build().invoke({}, { timeout: 5 }))).toHaveProperty('lc_error_code', 'RUN_TIMEOUT');
});
