import { type CompiledStateGraph, type CompileOptions, interrupt, Send, START, StateGraph, task } from './index';
import { LogState } from './testing';

export type Compiled = CompiledStateGraph<typeof LogState.State, typeof LogState.Update>;

/** Counts an execution, and says how many there have been. */
type Enter = (name: string) => number;

/** Where questions are asked, and what that comes to. */
export interface Place {
  /** What is open at the same time, one stop after the other. A stop at a breakpoint has no question. */
  stops: readonly (readonly string[])[];
  /** What all comes to when every answer is its question. */
  log: readonly string[];
  /** Executions when one question is answered at a time: of the tasks around it, and of no other. */
  executions: Readonly<Record<string, number>>;
  options?: CompileOptions;
  build(enter: Enter): { compile(options?: CompileOptions): Compiled };
}

export const ask = (question: string) => interrupt<string, string>(question);

/** A node that counts its executions and asks. */
const asking = (enter: Enter, name: string, question: string) => () => {
  enter(name);
  return { log: ask(question) };
};

/** Asks in nodes of their own, side by side and after a node that prepares. */
function child(enter: Enter, ...questions: string[]) {
  const graph = new StateGraph<typeof LogState, string>(LogState)
    .addNode('prepare', () => void enter(`prepare ${questions.join()}`))
    .addEdge(START, 'prepare');
  for (const question of questions) {
    graph.addNode(question, asking(enter, question, question));
    graph.addEdge('prepare', question);
  }
  return graph.compile();
}

export const PLACES: Readonly<Record<string, Place>> = {
  'one after the other in a node': {
    stops: [['a'], ['b'], ['c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('node', () => {
          enter('node');
          return { log: [ask('a'), ask('b'), ask('c')] };
        })
        .addEdge(START, 'node'),
  },
  'side by side in a node': {
    stops: [['a', 'b', 'c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('node', async () => {
          enter('node');
          return { log: await Promise.all(['a', 'b', 'c'].map(async (question) => ask(question))) };
        })
        .addEdge(START, 'node'),
  },
  'in nodes side by side': {
    stops: [['a', 'b']],
    log: ['a', 'b'],
    executions: { x: 2, y: 2, silent: 1 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('x', asking(enter, 'x', 'a'))
        .addNode('y', asking(enter, 'y', 'b'))
        .addNode('silent', () => void enter('silent'))
        .addEdge(START, 'x')
        .addEdge(START, 'y')
        .addEdge(START, 'silent'),
  },
  'in every task of a fan-out': {
    stops: [['1', '2', '3']],
    log: ['1', '2', '3'],
    executions: { 'worker 1': 2, 'worker 2': 2, 'worker 3': 2 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('worker', (n: string) => asking(enter, `worker ${n}`, n)())
        .addConditionalEdges(START, () => ['1', '2', '3'].map((n) => new Send('worker', n))),
  },
  'in every turn of a loop': {
    stops: [['turn 0'], ['turn 1'], ['turn 2']],
    log: ['turn 0', 'turn 1', 'turn 2'],
    executions: { node: 6 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('node', ({ log }) => asking(enter, 'node', `turn ${log.length}`)())
        .addEdge(START, 'node')
        .addConditionalEdges('node', ({ log }) => (log.length < 3 ? 'node' : '__end__')),
  },
  'in a nested graph, side by side': {
    stops: [['a', 'b']],
    log: ['a', 'b'],
    executions: { 'prepare a,b': 1, a: 2, b: 2 },
    build: (enter) => new StateGraph(LogState).addNode('nested', child(enter, 'a', 'b')).addEdge(START, 'nested'),
  },
  'in graphs that a node invokes one after the other': {
    stops: [['a', 'b'], ['c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4, 'prepare a,b': 1, 'prepare c': 1, a: 2, b: 2, c: 2 },
    build: (enter) => {
      const [first, second] = [child(enter, 'a', 'b'), child(enter, 'c')];
      return new StateGraph(LogState)
        .addNode('node', async () => {
          enter('node');
          return { log: [...(await first.invoke({})).log, ...(await second.invoke({})).log] };
        })
        .addEdge(START, 'node');
    },
  },
  'in graphs that a node invokes side by side': {
    stops: [['a', 'b', 'c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4, 'prepare a,b': 1, 'prepare c': 1, a: 2, b: 2, c: 2 },
    build: (enter) => {
      const graphs = [child(enter, 'a', 'b'), child(enter, 'c')];
      return new StateGraph(LogState)
        .addNode('node', async () => {
          enter('node');
          const results = await Promise.all(graphs.map((graph) => graph.invoke({})));
          return { log: results.flatMap(({ log }) => log) };
        })
        .addEdge(START, 'node');
    },
  },
  'two levels deep, beside one at the root': {
    stops: [['deep a', 'deep b', 'root']],
    log: ['deep a', 'deep b', 'root'],
    executions: { 'prepare deep a,deep b': 1, 'deep a': 2, 'deep b': 2, middle: 3, z: 2 },
    build: (enter) => {
      const deep = child(enter, 'deep a', 'deep b');
      const middle = new StateGraph(LogState)
        .addNode('invoking', async () => {
          enter('middle');
          return { log: (await deep.invoke({})).log };
        })
        .addEdge(START, 'invoking')
        .compile();
      return new StateGraph(LogState)
        .addNode('middle', middle)
        .addNode('z', asking(enter, 'z', 'root'))
        .addEdge(START, 'middle')
        .addEdge(START, 'z');
    },
  },
  'in tasks that a node calls side by side': {
    stops: [['a', 'b', 'c']],
    log: ['a', 'b', 'c'],
    executions: { node: 4, 'task a': 2, 'task b': 2, 'task c': 2 },
    build: (enter) => {
      const approval = task('approval', (question: string) => {
        enter(`task ${question}`);
        return ask(question);
      });
      return new StateGraph(LogState)
        .addNode('node', async () => {
          enter('node');
          return { log: await Promise.all(['a', 'b', 'c'].map((question) => approval(question))) };
        })
        .addEdge(START, 'node');
    },
  },
  'under a retry policy, which counts failures alone': {
    stops: [['a'], ['b']],
    log: ['a', 'b'],
    executions: { node: 6 },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode(
          'node',
          () => {
            // Fails before its first question, between the two, and at its end.
            if ([1, 3, 5].includes(enter('node'))) throw new Error('flaky');
            return { log: [ask('a'), ask('b')] };
          },
          { retryPolicy: { maxAttempts: 2, initialInterval: 0, jitter: false } },
        )
        .addEdge(START, 'node'),
  },
  'between breakpoints': {
    stops: [[], ['a', 'b'], []],
    log: ['a', 'b', 'after'],
    executions: { x: 2, y: 2, after: 1 },
    options: { interruptBefore: ['x'], interruptAfter: ['x'] },
    build: (enter) =>
      new StateGraph(LogState)
        .addNode('x', asking(enter, 'x', 'a'))
        .addNode('y', asking(enter, 'y', 'b'))
        .addNode('after', () => {
          enter('after');
          return { log: 'after' };
        })
        .addEdge(START, 'x')
        .addEdge(START, 'y')
        .addEdge(['x', 'y'], 'after'),
  },
};
