import { expect, test } from 'vitest';
import { Annotation, Command, END, MemorySaver, Overwrite, Send, START, StateGraph } from './index';
import { collect, failureOf, freshThread, LogState, note } from './testing';

const waits = (name: string, ms: number) => async () => {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return { log: name };
};

test('writes are applied in the order of node names and Sends, not in the order of completion', async () => {
  const graph = new StateGraph(LogState)
    .addNode('b', note('b'))
    .addNode('a', waits('a', 10))
    .addNode('w', async (n: unknown) => ({ log: `w${n}` }))
    .addConditionalEdges(START, () => ['b', 'a', new Send('w', 1), new Send('w', 0)])
    .compile();

  expect((await graph.invoke({})).log).toEqual(['a', 'b', 'w1', 'w0']);
});

test('tasks of one superstep all read the state before it', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', ({ log }) => ({ log: `a sees ${log.length}` }))
    .addNode('b', ({ log }) => ({ log: `b sees ${log.length}` }))
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .compile();

  expect((await graph.invoke({ log: 'input' })).log).toEqual(['input', 'a sees 1', 'b sees 1']);
});

test('a join waits for all of its sources; separate edges do not', async () => {
  const build = () =>
    new StateGraph(LogState)
      .addNode('x', note('x'))
      .addNode('y1', note('y1'))
      .addNode('y2', note('y2'))
      .addNode('j', note('j'))
      .addEdge(START, 'x')
      .addEdge(START, 'y1')
      .addEdge('y1', 'y2');

  const joined = build().addEdge(['x', 'y2'], 'j').compile();
  const separate = build().addEdge('x', 'j').addEdge('y2', 'j').compile();

  expect((await joined.invoke({})).log).toEqual(['x', 'y1', 'y2', 'j']);
  expect((await separate.invoke({})).log).toEqual(['x', 'y1', 'j', 'y2', 'j']);
});

test('a deferred node runs once, when nothing else would', async () => {
  const graph = new StateGraph(LogState)
    .addNode('x', note('x'))
    .addNode('y1', note('y1'))
    .addNode('y2', note('y2'))
    .addNode('d', note('d'), { defer: true })
    .addNode('e', note('e'))
    .addEdge(START, 'x')
    .addEdge(START, 'y1')
    .addEdge('x', 'd')
    .addEdge('y1', 'y2')
    .addEdge('y2', 'd')
    .addEdge('d', 'e')
    .compile();

  expect((await graph.invoke({})).log).toEqual(['x', 'y1', 'y2', 'd', 'e']);
});

test('conditional edges see the update of their node and follow their path map', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ value: 'go' }))
    .addNode('b', note('b'))
    .addNode('c', note('c'))
    .addEdge(START, 'a')
    .addConditionalEdges('a', async ({ value }) => value === 'go', { true: 'b', false: 'c' })
    .compile();

  expect((await graph.invoke({})).log).toEqual(['b']);
});

test('a Command goes somewhere in addition to the static edges', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => new Command({ update: { log: 'a' }, goto: ['b', new Send('s', { log: [] })] }), {
      ends: ['b', 's'],
    })
    .addNode('b', note('b'))
    .addNode('s', note('s'))
    .addNode('edge', note('edge'))
    .addEdge(START, 'a')
    .addEdge('a', 'edge')
    .compile();

  expect((await graph.invoke({})).log).toEqual(['a', 'b', 'edge', 's']);
});

test('a list of Commands and updates is applied as a whole', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => [new Command({ update: { log: '1' } }), { log: '2' }, new Command({ update: [['log', '3']] })])
    .addEdge(START, 'a')
    .compile();

  expect(await collect(graph.stream({}))).toEqual([{ a: [{ log: '1' }, { log: '2' }, { log: '3' }] }]);
});

test.each([
  ['nothing', undefined, {}],
  ['null', null, {}],
  ['unknown keys', { other: 1 }, {}],
  ['undefined for a key', { value: undefined }, { value: undefined }],
])('a node may return %s', async (_name, output, values) => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => output as object)
    .addEdge(START, 'a')
    .compile();

  expect(await graph.invoke({})).toStrictEqual({ log: [], ...values });
});

test.each([[1], ['text'], [true], [[1, 2]]])('a node that returns %j fails', async (output) => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => output as object)
    .addEdge(START, 'a')
    .compile();

  expect(await failureOf(graph.invoke({}))).toHaveProperty('lc_error_code', 'INVALID_GRAPH_NODE_RETURN_VALUE');
});

test('two writes to a single-value key in one superstep fail, and fail again when continued, without running a node', async () => {
  const entered = { a: 0, b: 0 };
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ value: ++entered.a }))
    .addNode('b', () => ({ value: ++entered.b }))
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(await failureOf(graph.invoke({}, thread))).toHaveProperty('lc_error_code', 'INVALID_CONCURRENT_GRAPH_UPDATE');
  expect(await failureOf(graph.invoke(null, thread))).toHaveProperty(
    'lc_error_code',
    'INVALID_CONCURRENT_GRAPH_UPDATE',
  );
  expect(entered).toEqual({ a: 1, b: 1 });
});

test('an Overwrite replaces a reduced value, once per superstep', async () => {
  const build = (count: number) => {
    const names = ['a', 'b'].slice(0, count);
    const graph = new StateGraph(LogState).addNode('c', note('c'));
    for (const name of names) graph.addNode(name, () => ({ log: new Overwrite([name]) })).addEdge(START, name as 'c');
    return graph.addEdge(START, 'c').compile();
  };

  expect((await build(1).invoke({ log: 'input' })).log).toEqual(['a']);
  expect(await failureOf(build(2).invoke({}))).toHaveProperty('lc_error_code', 'INVALID_CONCURRENT_GRAPH_UPDATE');
});

test.each([
  ['a goto', () => new Command({ goto: 'nowhere' })],
  ['a Send', () => new Command({ goto: new Send('nowhere', {}) })],
])('%s to an unknown node is an error of the node', async (_name, run) => {
  const graph = new StateGraph(LogState)
    .addNode('a', run)
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  const error = await failureOf(graph.invoke({}, thread));

  expect(error).toMatchObject({ lc_error_code: 'UNKNOWN_NODE', message: expect.stringContaining('"nowhere"') });
  expect((await graph.getState(thread)).next).toEqual(['a']);
});

test.each([['nowhere'], [undefined], [null]])('a conditional edge that answers %s is an error', async (answer) => {
  const graph = new StateGraph(LogState)
    .addNode('a', note('a'))
    .addEdge(START, 'a')
    .addConditionalEdges('a', () => answer)
    .compile();

  expect(await failureOf(graph.invoke({}))).toHaveProperty('lc_error_code', 'UNKNOWN_NODE');
});

test.each([[1], [5]])('a recursion limit of %i allows that many supersteps, in every call', async (limit) => {
  let count = 0;
  const graph = new StateGraph(LogState)
    .addNode('again', () => {
      count++;
    })
    .addEdge(START, 'again')
    .addConditionalEdges('again', () => (count < limit * 3 ? 'again' : END), ['again', END])
    .compile({ checkpointer: new MemorySaver() });
  const thread = { ...freshThread(), recursionLimit: limit };

  expect(await failureOf(graph.invoke({}, thread))).toHaveProperty('lc_error_code', 'GRAPH_RECURSION_LIMIT');
  expect(count).toBe(limit);
  expect(await failureOf(graph.invoke(null, thread))).toHaveProperty('lc_error_code', 'GRAPH_RECURSION_LIMIT');
  expect(count).toBe(limit * 2);
  await graph.invoke(null, thread);
  expect(count).toBe(limit * 3);
});

test('input and output schemas narrow what goes in and out', async () => {
  const graph = new StateGraph(LogState, {
    input: Annotation.Root({ value: Annotation<unknown> }),
    output: Annotation.Root({ log: LogState.spec.log }),
  })
    .addNode('a', ({ value }) => ({ log: String(value) }))
    .addEdge(START, 'a')
    .compile();

  expect(await graph.invoke({ value: 'in', log: 'ignored' })).toEqual({ log: ['in'] });
});

test('a node with an input schema reads only its keys', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', (state: object) => ({ log: Object.keys(state) }), {
      input: Annotation.Root({ value: Annotation<unknown> }),
    })
    .addEdge(START, 'a')
    .compile();

  expect((await graph.invoke({ value: 1, log: 'x' })).log).toEqual(['x', 'value']);
});
