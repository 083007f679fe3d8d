import { expect, test } from 'vitest';
import { GraphDrained, isGraphDrained, MemorySaver, RunControl, START, StateGraph } from './index';
import { failureOf, freshThread, LogState } from './testing';

function twoNodes(first: (control: RunControl) => void) {
  return new StateGraph(LogState)
    .addNode('a', (_, { control }) => {
      first(control);
      return { log: 'a' };
    })
    .addNode('b', () => ({ log: 'b' }))
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .compile({ checkpointer: new MemorySaver() });
}

test('a run that is asked to stop does so after its superstep, and goes on later', async () => {
  const control = new RunControl();
  const graph = twoNodes(() => control.requestDrain('shutting down'));
  const thread = freshThread();

  const error = await failureOf(graph.invoke({}, { ...thread, control }));

  expect(error).toBeInstanceOf(GraphDrained);
  expect(error).toMatchObject({ reason: 'shutting down' });
  expect(isGraphDrained(error)).toBe(true);
  expect((await graph.getState(thread)).next).toEqual(['b']);
  expect(await graph.invoke(null, thread)).toEqual({ log: ['a', 'b'] });
});

test('a node may ask for it itself, and the first reason counts', async () => {
  const graph = twoNodes((control) => {
    expect([control.drainRequested, control.drainReason]).toEqual([false, undefined]);
    control.requestDrain('first');
    control.requestDrain('second');
  });

  expect(await failureOf(graph.invoke({}, freshThread()))).toMatchObject({ reason: 'first' });
});

test('a run that has come to its end has not been stopped', async () => {
  const control = new RunControl();
  const graph = new StateGraph(LogState)
    .addNode('last', () => {
      control.requestDrain();
      return { log: 'last' };
    })
    .addEdge(START, 'last')
    .compile();

  expect(await graph.invoke({}, { control })).toEqual({ log: ['last'] });
  expect(control.drainRequested).toBe(true);
});

test('a request reaches the graphs that are nested', async () => {
  const control = new RunControl();
  const child = twoNodes(() => control.requestDrain());
  const graph = new StateGraph(LogState)
    .addNode('child', child)
    .addEdge(START, 'child')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(await failureOf(graph.invoke({}, { ...thread, control }))).toBeInstanceOf(GraphDrained);
  expect(await graph.invoke(null, thread)).toEqual({ log: ['a', 'b'] });
});
