import { expect, test } from 'vitest';
import { z } from 'zod';
import { Annotation, END, MessagesAnnotation, START, StateGraph, withLangGraph } from './index';
import { LogState } from './testing';

const noop = () => ({});

function everyKindOfEdge() {
  const child = new StateGraph(LogState).addNode('inner', noop).addEdge(START, 'inner').compile();
  return new StateGraph(LogState)
    .addNode('a', noop)
    .addNode('b', noop, { ends: ['child', END], metadata: { color: 'red' } })
    .addNode('child', child)
    .addNode('join', noop)
    .addEdge(START, 'a')
    .addConditionalEdges('a', () => 'yes', { yes: 'b', join: 'join' })
    .addEdge(['b', 'child'], 'join')
    .addEdge('join', END)
    .compile();
}

test('a graph is drawn with its plain, conditional and Command edges', () => {
  const drawing = everyKindOfEdge().getGraph().toJSON();

  expect(drawing.nodes.map(({ id, type }) => [id, type])).toEqual([
    ['__start__', 'schema'],
    ['a', 'runnable'],
    ['b', 'runnable'],
    ['child', 'runnable'],
    ['join', 'runnable'],
    ['__end__', 'schema'],
  ]);
  expect(drawing.nodes[2]?.data).toMatchObject({ name: 'b', metadata: { color: 'red' } });
  expect(drawing.edges).toEqual([
    { source: '__start__', target: 'a' },
    { source: 'a', target: 'b', conditional: true, data: 'yes' },
    { source: 'a', target: 'join', conditional: true },
    { source: 'b', target: 'join' },
    { source: 'b', target: 'child', conditional: true },
    { source: 'b', target: '__end__', conditional: true },
    { source: 'child', target: 'join' },
    { source: 'join', target: '__end__' },
  ]);
});

test('with xray a nested graph is drawn in place of its node', () => {
  const { nodes, edges } = everyKindOfEdge().getGraph({ xray: true }).toJSON();

  expect(nodes.map(({ id }) => id)).toContain('child:inner');
  expect(edges).toContainEqual({ source: 'b', target: 'child:__start__', conditional: true });
  expect(edges).toContainEqual({ source: 'child:__end__', target: 'join' });
  const ids = new Set(nodes.map(({ id }) => id));
  expect(edges.every(({ source, target }) => ids.has(source) && ids.has(target))).toBe(true);
});

test('a conditional edge without a path map may lead anywhere', () => {
  const graph = new StateGraph(LogState)
    .addNode('a', noop)
    .addConditionalEdges(START, () => 'a')
    .compile();

  expect(graph.getGraph().edges).toEqual([
    { source: '__start__', target: 'a', conditional: true },
    { source: '__start__', target: '__end__', conditional: true },
    { source: 'a', target: '__end__' },
  ]);
});

test('a graph can be drawn as Mermaid text', () => {
  const graph = new StateGraph(LogState)
    .addNode('say "hi"', noop)
    .addConditionalEdges(START, () => 'yes', { yes: 'say "hi"' })
    .compile();

  expect(graph.getGraph().drawMermaid()).toBe(
    [
      'flowchart TD',
      '  n0(["__start__"])',
      '  n1["say #quot;hi#quot;"]',
      '  n2(["__end__"])',
      '  n0 -. "yes" .-> n1',
      '  n1 --> n2',
    ].join('\n'),
  );
});

test('what an xray opens is a subgraph of the Mermaid text, at any depth', async () => {
  const leaf = new StateGraph(LogState).addNode('leaf', noop).addEdge(START, 'leaf').compile();
  const child = new StateGraph(LogState).addNode('inner', leaf).addEdge(START, 'inner').compile();
  const graph = new StateGraph(LogState).addNode('child', child).addEdge(START, 'child').compile();

  const picture = await graph.getGraphAsync({ xray: true });

  expect(picture.drawMermaid().split('\n')).toEqual([
    'flowchart TD',
    '  n0(["__start__"])',
    '  subgraph n1g["child"]',
    '    n1(["__start__"])',
    '    subgraph n2g["inner"]',
    '      n2(["__start__"])',
    '      n3["leaf"]',
    '      n4(["__end__"])',
    '    end',
    '    n5(["__end__"])',
    '  end',
    '  n6(["__end__"])',
    '  n0 --> n1',
    '  n1 --> n2',
    '  n2 --> n3',
    '  n3 --> n4',
    '  n4 --> n5',
    '  n5 --> n6',
  ]);
  expect(Object.keys((await graph.getGraphAsync({ xray: 1 })).nodes)).toContain('child:inner');
});

test('a graph tells the JSON Schemas of its input, output, state and context', () => {
  const fromZod = new StateGraph(z.object({ age: z.number() }), { context: z.object({ user: z.string() }) })
    .addNode('a', noop)
    .addEdge(START, 'a')
    .compile();
  const fromAnnotation = new StateGraph(MessagesAnnotation, { output: Annotation.Root({ answer: Annotation<string> }) })
    .addNode('a', noop)
    .addEdge(START, 'a')
    .compile();

  expect(fromZod.getInputJsonSchema()).toMatchObject({ properties: { age: { type: 'number' } }, required: ['age'] });
  expect(fromZod.getConfigJsonSchema()).toMatchObject({ properties: { user: { type: 'string' } } });
  expect(fromAnnotation.getInputJsonSchema()).toMatchObject({ properties: { messages: { type: 'array' } } });
  expect(fromAnnotation.getOutputJsonSchema()).toEqual({ type: 'object', properties: { answer: {} } });
  expect(fromAnnotation.getConfigJsonSchema()).toBeUndefined();
});

test('the fields of an object schema may have reducers', async () => {
  const log = withLangGraph(z.array(z.string()), {
    reducer: { fn: (log, entry) => [...(log as string[]), ...(entry as string[])] },
    default: () => [],
  });
  const graph = new StateGraph(z.object({ log }))
    .addNode('a', () => ({ log: ['a'] }))
    .addEdge(START, 'a')
    .compile();

  expect(await graph.invoke({ log: ['in'] })).toEqual({ log: ['in', 'a'] });
});
