import { describe } from 'vitest';
import { z } from 'zod';
import { collect, failureOf, logOf, same } from '#lib/testing/both-engines';

describe('state', () => {
  same('keys with and without reducers, in input, nodes and result', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', (state) => ({ log: JSON.stringify(state), value: 1 }))
      .addNode('b', (state) => ({ log: JSON.stringify(state) }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .addEdge('b', lg.END)
      .compile();
    return [await graph.invoke({ log: ['in'] }), await graph.invoke({})];
  });

  same('Overwrite replaces what a reducer has gathered', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: new lg.Overwrite(['fresh']) }))
      .addNode('b', () => ({ log: 'b' }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .compile();
    return graph.invoke({ log: ['old'] });
  });

  same('input and output schemas', async (lg) => {
    const graph = new lg.StateGraph({
      input: lg.Annotation.Root({ question: lg.Annotation<string> }),
      output: lg.Annotation.Root({ answer: lg.Annotation<string> }),
      state: lg.Annotation.Root({
        question: lg.Annotation<string>,
        answer: lg.Annotation<string>,
        notes: lg.Annotation<string>,
      }),
    } as never)
      .addNode('a', ((state: object) => ({ notes: 'n', answer: JSON.stringify(state) })) as never)
      .addEdge(lg.START, 'a' as never)
      .compile();
    return [
      await graph.invoke({ question: '?' } as never),
      await collect(graph.stream({ question: '?' } as never, { streamMode: 'values' })),
    ];
  });

  same('an object schema', async (lg) => {
    const graph = new lg.StateGraph(z.object({ age: z.number(), name: z.string().default('nobody') }))
      .addNode('a', ({ age, name }) => ({ age: age + 1, name: `${name}!` }))
      .addEdge(lg.START, 'a')
      .compile();
    return [await graph.invoke({ age: 1 }), await graph.invoke({ age: 1, name: 'ada' })];
  });

  same('a StateSchema', async (lg) => {
    const State = new lg.StateSchema({
      name: z.string().default('nobody'),
      log: new lg.ReducedValue(
        z.array(z.string()).default(() => []),
        {
          inputSchema: z.string(),
          reducer: (log: string[], entry: string) => [...log, entry],
        },
      ),
      cache: new lg.UntrackedValue(z.number()),
    });
    const graph = new lg.StateGraph(State)
      .addNode('a', ({ name }) => ({ log: `a of ${name}`, cache: 5 }))
      .addNode('b', ({ cache }) => ({ log: `b ${cache}` }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .compile();
    return collect(graph.stream({ log: 'in' }, { streamMode: ['values', 'updates'] }));
  });

  same('values that are not tracked may be anything: from a node, an input, in a Send', async (lg) => {
    type Call = () => string;
    const State = new lg.StateSchema({ log: z.array(z.string()).default([]), call: new lg.UntrackedValue<Call>() });
    const read = ({ log, call }: { log: string[]; call: Call }) => ({ log: [...(log ?? []), call()] });
    const graph = new lg.StateGraph(State)
      .addNode('a', read)
      .addNode('b', () => ({ call: () => 'written' }))
      .addNode('c', read)
      .addNode('d', (input) => ({ log: [input.call()] }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .addEdge('b', 'c')
      .addConditionalEdges('c', ({ log }) => new lg.Send('d', { log, call: () => [...log, 'sent'].join() }), ['d'])
      .compile({ checkpointer: new lg.MemorySaver() });
    const thread = { configurable: { thread_id: 'untracked' } };
    return [await graph.invoke({ call: () => 'given' }, thread), (await graph.getState(thread)).values];
  });

  same('channels declared by hand', async (lg) => {
    const graph = new lg.StateGraph<{ n: number; log: string[] }>({
      channels: { n: null, log: { reducer: (a: string[], b: string[]) => a.concat(b), default: () => [] } },
    } as never)
      .addNode('a', ({ n }) => ({ n: n + 1, log: ['a'] }))
      .addEdge(lg.START, 'a')
      .compile();
    return graph.invoke({ n: 1 } as never);
  });

  same('two writes of a key without a reducer are an error', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ value: 1 }))
      .addNode('b', () => ({ value: 2 }))
      .addEdge(lg.START, 'a')
      .addEdge(lg.START, 'b')
      .compile();
    return failureOf(graph.invoke({}));
  });
});

describe('edges', () => {
  same('joins wait for all, plain edges for none', async (lg) => {
    const note = (name: string) => () => ({ log: name });
    const graph = new lg.StateGraph(logOf(lg))
      .addNode({ x: note('x'), y1: note('y1'), y2: note('y2'), all: note('all'), each: note('each') })
      .addEdge(lg.START, 'x')
      .addEdge(lg.START, 'y1')
      .addEdge('y1', 'y2')
      .addEdge(['x', 'y2'], 'all')
      .addEdge('x', 'each')
      .addEdge('y2', 'each')
      .compile();
    return graph.invoke({});
  });

  same('conditional edges: names, lists, path maps and Sends', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: 'a' }))
      .addNode('b', () => ({ log: 'b' }))
      .addNode('c', () => ({ log: 'c' }))
      .addNode('w', (input) => ({ log: `w${JSON.stringify(input)}` }))
      .addConditionalEdges(lg.START, () => ['a', 'b'])
      .addConditionalEdges('a', () => 'yes', { yes: 'c', no: lg.END })
      .addConditionalEdges('b', () => [new lg.Send('w', { n: 1 }), new lg.Send('w', { n: 2 })], ['w'])
      .compile();
    return collect(graph.stream({}, { streamMode: ['updates', 'values'] }));
  });

  same('a sequence, and entry and finish points', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addSequence([
        ['one', () => ({ log: '1' })],
        ['two', () => ({ log: '2' })],
      ])
      .setEntryPoint('one')
      .setFinishPoint('two')
      .compile();
    return graph.invoke({});
  });

  same('deferred nodes', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('x', () => ({ log: 'x' }))
      .addNode('y1', () => ({ log: 'y1' }))
      .addNode('y2', () => ({ log: 'y2' }))
      .addNode('d', () => ({ log: 'd' }), { defer: true })
      .addEdge(lg.START, 'x')
      .addEdge(lg.START, 'y1')
      .addEdge('y1', 'y2')
      .addEdge('x', 'd')
      .addEdge('y2', 'd')
      .compile();
    return graph.invoke({});
  });

  same('writes are applied by name and by Send, whoever is faster', async (lg) => {
    const late = (name: string, ms: number) => async () => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return { log: name };
    };
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('b', late('b', 1))
      .addNode('a', late('a', 10))
      .addNode('w', async (input) => late(`w${(input as unknown as { n: number }).n}`, 1)())
      .addConditionalEdges(lg.START, () => [new lg.Send('w', { n: 1 }), 'b', 'a', new lg.Send('w', { n: 0 })], [
        'a',
        'b',
        'w',
      ])
      .compile();
    return graph.invoke({});
  });

  same('Commands update and go, in addition to edges', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => new lg.Command({ update: { log: 'a' }, goto: ['b', new lg.Send('w', { n: 1 })] }), {
        ends: ['b', 'w'],
      })
      .addNode('b', () => [new lg.Command({ update: { log: 'b1' } }), { log: 'b2' }])
      .addNode('c', () => ({ log: 'c' }))
      .addNode('w', () => new lg.Command({ update: [['log', 'pairs']] as never, goto: lg.END }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'c')
      .compile();
    return collect(graph.stream({}, { streamMode: ['updates', 'values'] }));
  });

  same('a loop that never ends', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: 'a' }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'a')
      .compile();
    return failureOf(graph.invoke({}, { recursionLimit: 5 }));
  });

  same('a drawing, also of nested graphs', async (lg) => {
    const child = new lg.StateGraph(logOf(lg))
      .addNode('one', () => ({}))
      .addNode('two', () => ({}))
      .addEdge(lg.START, 'one')
      .addEdge('one', 'two')
      .addEdge('two', lg.END)
      .compile();
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({}), { ends: ['child'] })
      .addNode('child', child)
      .addEdge(lg.START, 'a')
      .addConditionalEdges('child', () => 'again', { again: 'a', done: lg.END })
      .compile();
    const pictures = [graph.getGraph(), await graph.getGraphAsync()];
    return pictures.map(({ nodes, edges }) => [
      Object.keys(nodes),
      edges.map(({ source, target, conditional = false, data }) => `${source} ${target} ${conditional} ${data}`).sort(),
    ]);
  });

  same('what a graph refuses to be', async (lg) => {
    const build = (make: () => unknown) => {
      try {
        make();
        return 'built';
      } catch {
        return 'refused';
      }
    };
    const base = () => new lg.StateGraph(logOf(lg)).addNode('a', () => ({}));
    return [
      build(() => base().addEdge(lg.START, 'a').compile()),
      build(() => base().compile()),
      build(() => base().addNode('a', () => ({}))),
      build(() =>
        base()
          .addEdge(lg.START, 'a')
          .addEdge('a', 'nowhere' as never)
          .compile(),
      ),
      build(() =>
        base()
          .addNode('value', () => ({}))
          .addEdge(lg.START, 'a')
          .addEdge('a', 'value')
          .compile(),
      ),
      build(() => base().addNode('b|c', () => ({}))),
      build(() =>
        base()
          .addEdge(lg.START, 'a')
          .compile({ interruptBefore: ['x'] as never }),
      ),
    ];
  });
});
