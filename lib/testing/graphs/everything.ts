import { END, START } from '#lib/engine';
import type { GraphPlan, NodePlan } from './graph-plan';

const NODE: Omit<NodePlan, 'name'> = {
  isDeferred: false,
  attempts: 1,
  steps: [],
  result: { writes: 'log', form: 'update', goto: [] },
};

/** One after the other: a node that prepares, one that asks, one that checks. */
function chain(prefix: string): GraphPlan {
  const [first, second, third] = [`${prefix}a`, `${prefix}b`, `${prefix}c`];
  return {
    nodes: [
      { ...NODE, name: first },
      { ...NODE, name: second, steps: [{ kind: 'ask', count: 1 }] },
      { ...NODE, name: third },
    ],
    edges: [
      [START, first],
      [first, second],
      [second, third],
    ],
    joins: [],
    branches: [],
    isStored: true,
    isKept: false,
    breakpoints: { before: [], after: [] },
  };
}

/**
 * Everything that stores something: a fan-out, a join, a deferred node, a loop, a retry, a failure; questions one after the
 * other, side by side, in nested graphs and in two of them at once, in tasks.
 */
export const EVERYTHING: GraphPlan = {
  nodes: [
    {
      ...NODE,
      name: 'a',
      steps: [
        { kind: 'ask', count: 1 },
        { kind: 'ask', count: 2 },
      ],
    },
    { ...NODE, name: 'b', subgraph: chain('b') },
    {
      ...NODE,
      name: 'c',
      attempts: 2,
      steps: [
        { kind: 'call', graphs: [chain('c0'), chain('c1')] },
        { kind: 'fail', times: 1 },
      ],
    },
    {
      ...NODE,
      name: 'd',
      steps: [
        { kind: 'wait', turns: 2 },
        {
          kind: 'tasks',
          tasks: [
            { asks: true, fails: 0 },
            { asks: false, fails: 1 },
          ],
        },
      ],
    },
    { ...NODE, name: 'e', result: { writes: 'sum', form: 'command', goto: [{ node: 'f', isSend: false }] } },
    { ...NODE, name: 'f', steps: [{ kind: 'fail', times: 1 }], result: { writes: 'last', form: 'update', goto: [] } },
    { ...NODE, name: 'g', isDeferred: true },
  ],
  edges: [
    ['d', 'g'],
    ['g', END],
  ],
  joins: [{ sources: ['a', 'b', 'c'], target: 'e' }],
  branches: [
    {
      source: START,
      ways: [
        ['a', 'b', 'c']
          .map((node) => ({ node, isSend: false }))
          .concat(['d', 'd'].map((node) => ({ node, isSend: true }))),
      ],
    },
  ],
  isStored: true,
  isKept: false,
  breakpoints: { before: [], after: [] },
};

/** What else stores something: an error handler that asks, breakpoints, a graph that keeps its state and is called twice. */
export const EVERYTHING_ELSE: GraphPlan = {
  nodes: [
    {
      ...NODE,
      name: 'h',
      steps: [{ kind: 'fail', times: Number.MAX_SAFE_INTEGER }],
      handler: {
        ...NODE,
        name: 'h!',
        steps: [
          {
            kind: 'tasks',
            tasks: [
              { asks: true, fails: 0 },
              { asks: true, fails: 0 },
            ],
          },
        ],
        result: { writes: 'log', form: 'command', goto: [{ node: 'i', isSend: false }] },
      },
    },
    { ...NODE, name: 'i', subgraph: { ...chain('i'), isKept: true, breakpoints: { before: ['ib'], after: ['ic'] } } },
    { ...NODE, name: 'j' },
  ],
  edges: [
    [START, 'h'],
    ['i', 'j'],
  ],
  joins: [],
  branches: [{ source: 'j', ways: [[{ node: 'i', isSend: false }], []] }],
  isStored: true,
  isKept: false,
  breakpoints: { before: ['j'], after: [] },
};
