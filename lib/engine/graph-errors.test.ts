import { expect, test } from 'vitest';
import { z } from 'zod';
import { Annotation, Command, END, MemorySaver, START, StateGraph } from './index';
import { failureOf, freshThread, LogState } from './testing';

const noop = () => ({});
const build = () => new StateGraph(LogState).addNode('a', noop).addNode('b', noop);

test.each<[string, string, () => unknown]>([
  [
    'an edge to an unknown node',
    'UNKNOWN_NODE',
    () =>
      build()
        .addEdge(START, 'x' as 'a')
        .compile(),
  ],
  [
    'an edge from an unknown node',
    'UNKNOWN_NODE',
    () =>
      build()
        .addEdge(START, 'a')
        .addEdge('x' as 'a', 'b')
        .compile(),
  ],
  [
    'an edge from END',
    'UNKNOWN_NODE',
    () =>
      build()
        .addEdge(END as 'a', 'b')
        .addEdge(START, 'a')
        .compile(),
  ],
  [
    'an edge to START',
    'UNKNOWN_NODE',
    () =>
      build()
        .addEdge('a', START as 'a')
        .addEdge(START, 'a')
        .compile(),
  ],
  [
    'a join with an unknown source',
    'UNKNOWN_NODE',
    () =>
      build()
        .addEdge(START, 'a')
        .addEdge(['a', 'x' as 'a'], 'b')
        .compile(),
  ],
  [
    'a path map with an unknown node',
    'UNKNOWN_NODE',
    () =>
      build()
        .addConditionalEdges(START, () => 1, { 1: 'x' as 'a' })
        .compile(),
  ],
  [
    'an unknown end',
    'UNKNOWN_NODE',
    () =>
      build()
        .addNode('c', noop, { ends: ['x'] })
        .addEdge(START, 'c')
        .compile(),
  ],
  [
    'an unknown breakpoint',
    'UNKNOWN_NODE',
    () =>
      build()
        .addEdge(START, 'a')
        .addEdge('a', 'b')
        .compile({ interruptBefore: ['x' as never] }),
  ],
  ['a node that nothing leads to', 'UNREACHABLE_NODE', () => build().addEdge(START, 'a').compile()],
  [
    'nodes that lead only to each other',
    'UNREACHABLE_NODE',
    () => build().addNode('c', noop).addEdge(START, 'c').addEdge('a', 'b').addEdge('b', 'a').compile(),
  ],
  ['a graph without an entry', 'MISSING_ENTRYPOINT', () => build().addEdge('a', 'b').compile()],
  ['a second node of one name', 'DUPLICATE_NODE', () => build().addNode('a', noop)],
  ['a node named __start__', 'RESERVED_NAME', () => build().addNode(START, noop)],
  ['a node without a name', 'RESERVED_NAME', () => build().addNode('', noop)],
  ['a node with a separator in its name', 'RESERVED_NAME', () => build().addNode('a|b', noop)],
  [
    'a node named like a key of the state',
    'RESERVED_NAME',
    () => build().addNode('log', noop).addEdge(START, 'log').compile(),
  ],
  [
    'a state key named like a property of every object',
    'RESERVED_NAME',
    () =>
      new StateGraph(Annotation.Root({ constructor: Annotation<string> }))
        .addNode('a', noop)
        .addEdge(START, 'a')
        .compile(),
  ],
  ['a state that is none', 'INVALID_STATE', () => new StateGraph({} as never)],
  ['a node that is no function', 'INVALID_STATE', () => build().addNode('c', 5 as never)],
])('%s is refused with %s', (_name, code, declare) => {
  expect(declare).toThrow(expect.objectContaining({ lc_error_code: code }));
});

const valid = () => build().addEdge(START, 'a').addEdge('a', 'b').compile({ checkpointer: new MemorySaver() });

test.each<[string, string, () => Promise<unknown>]>([
  ['a saver without a thread', 'MISSING_THREAD_ID', () => valid().invoke({})],
  ['an input that is no object', 'INVALID_INPUT', () => valid().invoke('text' as never, freshThread())],
  [
    'a limit that is no number of steps',
    'INVALID_INPUT',
    () => valid().invoke({}, { ...freshThread(), recursionLimit: 0 }),
  ],
  ['a goto to nowhere', 'UNKNOWN_NODE', () => valid().invoke(new Command({ goto: 'x' }), freshThread())],
  [
    'a Command for a parent',
    'INVALID_UPDATE',
    () => valid().invoke(new Command({ graph: Command.PARENT, goto: 'a' }), freshThread()),
  ],
  [
    'a resume without a saver',
    'MISSING_CHECKPOINTER',
    () =>
      build()
        .addEdge(START, 'a')
        .addEdge('a', 'b')
        .compile()
        .invoke(new Command({ resume: 1 })),
  ],
  [
    'the state of a graph without a saver',
    'MISSING_CHECKPOINTER',
    () => build().addEdge(START, 'a').addEdge('a', 'b').compile().getState(freshThread()),
  ],
])('%s is refused with %s', async (_name, code, call) => {
  expect(await failureOf(call())).toHaveProperty('lc_error_code', code);
});

test('a refused call leaves nothing behind', async () => {
  const graph = valid();
  const thread = freshThread();

  await failureOf(graph.invoke(new Command({ goto: 'x' }), thread));
  await failureOf(graph.invoke(5 as never, thread));

  expect((await graph.getState(thread)).config).toEqual(thread);
});

test('an input is checked against the schema of the state', async () => {
  const graph = new StateGraph(z.object({ age: z.number().int(), name: z.string().default('nobody') }))
    .addNode('a', ({ age, name }) => ({ name: `${name} at ${age}` }))
    .addEdge(START, 'a')
    .compile();

  expect(await graph.invoke({ age: 5 })).toEqual({ age: 5, name: 'nobody at 5' });
  expect(await failureOf(graph.invoke({ age: 1.5 }))).toMatchObject({
    lc_error_code: 'INVALID_INPUT',
    message: expect.stringContaining('age:'),
  });
});
