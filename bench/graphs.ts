import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';
import type { GraphRegistry } from '#lib/runs/graph-registry';

const State = Annotation.Root({ value: Annotation<unknown>() });

const echo = new StateGraph(State)
  .addNode('node', ({ value }) => ({ value }))
  .addEdge(START, 'node')
  .addEdge('node', END)
  .compile({ name: 'echo' });

const ask = new StateGraph(State)
  .addNode('node', () => ({ value: interrupt('What is your age?') }))
  .addEdge(START, 'node')
  .addEdge('node', END)
  .compile({ name: 'ask' });

/** Graphs that do next to nothing, so that what is measured is the server around them. */
export const benchGraphs: GraphRegistry = new Map([
  ['echo', { graph: echo, name: 'echo' }],
  ['ask', { graph: ask, name: 'ask' }],
]);
