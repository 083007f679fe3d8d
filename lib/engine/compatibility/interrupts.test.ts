import { describe } from 'vitest';
import type { CompiledStateGraph, RunnableConfig } from '../index';
import { collect, differs, type Engine, failureOf, same, threadOf } from './engines';

const thread = threadOf('1');

const logOf = ({ Annotation }: Engine) =>
  Annotation.Root({
    log: Annotation<string[], string | string[]>({ reducer: (log, entry) => log.concat(entry), default: () => [] }),
  });

const interruptsOf = async (graph: CompiledStateGraph, config: RunnableConfig = thread) =>
  (await graph.getState(config)).tasks.flatMap(({ interrupts }) => interrupts);

const valuesOf = (result: unknown) =>
  (Reflect.get(Object(result), '__interrupt__') as { value: unknown }[] | undefined)?.map(({ value }) => value);

/** Nodes that each ask once, all at the same time. */
function askers(lg: Engine, names: readonly string[], ran: string[] = []) {
  const graph = new lg.StateGraph(logOf(lg));
  for (const name of names) {
    graph
      .addNode(name, () => {
        ran.push(name);
        return { log: `${name}:${JSON.stringify(lg.interrupt(`${name}?`))}` };
      })
      .addEdge(lg.START, name);
  }
  return graph.compile({ checkpointer: new lg.MemorySaver() });
}

describe('a question', () => {
  same('in streams, in the result, in the state, and its answer', async (lg) => {
    const graph = askers(lg, ['a']);
    const modes = ['values', 'updates', 'tasks'] as const;
    return [
      await collect(graph.stream({ log: 'in' }, { ...thread, streamMode: modes })),
      (await graph.getState(thread)).next,
      await interruptsOf(graph),
      await collect(graph.stream(new lg.Command({ resume: 'yes' }), { ...thread, streamMode: ['values', 'updates'] })),
      (await graph.getState(thread)).values,
    ];
  });

  same('asked again and again by a loop in a node', async (lg) => {
    let entered = 0;
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => {
        entered++;
        let question = 'age?';
        for (;;) {
          const answer = lg.interrupt(question);
          if (typeof answer === 'number') return { log: `${answer}` };
          question = `${answer} is no age`;
        }
      })
      .addEdge(lg.START, 'a')
      .compile({ checkpointer: new lg.MemorySaver() });
    const told = [valuesOf(await graph.invoke({}, thread))];
    for (const resume of ['old', 'older', 7])
      told.push((await graph.invoke(new lg.Command({ resume }), thread)) as never);
    return [told.map((each) => valuesOf(each) ?? each), entered];
  });

  same('over supersteps, with ids of their own', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode(
        'a',
        () => {
          const answer = lg.interrupt('more?');
          return new lg.Command({ update: { log: String(answer) }, goto: answer === 'yes' ? 'a' : lg.END });
        },
        { ends: ['a'] },
      )
      .addEdge(lg.START, 'a')
      .compile({ checkpointer: new lg.MemorySaver() });
    await graph.invoke({}, thread);
    const first = await interruptsOf(graph);
    await graph.invoke(new lg.Command({ resume: 'yes' }), thread);
    return [first, await interruptsOf(graph), await graph.invoke(new lg.Command({ resume: 'no' }), thread)];
  });

  same('several at once, answered by a map', async (lg) => {
    const graph = askers(lg, ['a', 'b']);
    await graph.invoke({}, thread);
    const asked = await interruptsOf(graph);
    const resume = Object.fromEntries(asked.map(({ id, value }) => [id, `for ${value}`]));
    return [asked, await graph.invoke(new lg.Command({ resume }), thread)];
  });

  same('of several, the unanswered one stays', async (lg) => {
    const graph = askers(lg, ['a', 'b']);
    await graph.invoke({}, thread);
    const [first] = await interruptsOf(graph);
    const paused = await graph.invoke(new lg.Command({ resume: { [first?.id ?? '']: 1 } }), thread);
    return [valuesOf(paused), await graph.invoke(new lg.Command({ resume: 2 }), thread)];
  });

  same('in Sends', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('w', (input) => ({ log: `${lg.interrupt((input as unknown as { n: number }).n)}` }))
      .addConditionalEdges(lg.START, () => [1, 2].map((n) => new lg.Send('w', { n })), ['w'])
      .compile({ checkpointer: new lg.MemorySaver() });
    await graph.invoke({}, thread);
    const asked = await interruptsOf(graph);
    const resume = Object.fromEntries(asked.map(({ id, value }) => [id, `answer ${value}`]));
    return [(await graph.getState(thread)).next, await graph.invoke(new lg.Command({ resume }), thread)];
  });

  same('in a nested graph, two levels deep', async (lg) => {
    const ran: string[] = [];
    const note = (name: string) => () => {
      ran.push(name);
      return { log: name };
    };
    const leaf = new lg.StateGraph(logOf(lg))
      .addNode('before', note('before'))
      .addNode('ask', () => ({ log: `${lg.interrupt('deep?')}` }))
      .addEdge(lg.START, 'before')
      .addEdge('before', 'ask')
      .compile();
    const child = new lg.StateGraph(logOf(lg)).addNode('leaf', leaf).addEdge(lg.START, 'leaf').compile();
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('first', note('first'))
      .addNode('child', child)
      .addEdge(lg.START, 'first')
      .addEdge('first', 'child')
      .compile({ checkpointer: new lg.MemorySaver() });
    const paused = await graph.invoke({ log: 'in' }, thread);
    const state = await graph.getState(thread, { subgraphs: true });
    const nested = state.tasks[0]?.state as { next: string[] } | undefined;
    return [
      valuesOf(paused),
      state.next,
      nested?.next,
      await graph.invoke(new lg.Command({ resume: 'up' }), thread),
      ran,
    ];
  });

  same('in a graph that a node calls', async (lg) => {
    const ran: string[] = [];
    const child = new lg.StateGraph(logOf(lg))
      .addNode('one', () => {
        ran.push('one');
        return { log: 'one' };
      })
      .addNode('two', () => ({ log: `${lg.interrupt('two?')}` }))
      .addEdge(lg.START, 'one')
      .addEdge('one', 'two')
      .compile();
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', async () => {
        ran.push('a');
        const first = await child.invoke({});
        const second = await child.invoke({});
        return { log: [...first.log, ...second.log] };
      })
      .addEdge(lg.START, 'a')
      .compile({ checkpointer: new lg.MemorySaver() });
    await graph.invoke({}, thread);
    await graph.invoke(new lg.Command({ resume: 'x' }), thread);
    return [await graph.invoke(new lg.Command({ resume: 'y' }), thread), ran];
  });

  same('together with an update, or a goto', async (lg) => {
    const build = () =>
      new lg.StateGraph(logOf(lg))
        .addNode('a', ({ log }) => ({ log: `${log.join()}+${lg.interrupt('?')}` }))
        .addNode('o', () => ({ log: 'o' }))
        .addConditionalEdges(lg.START, () => 'a', ['a', 'o'])
        .compile({ checkpointer: new lg.MemorySaver() });
    const [updated, redirected] = [build(), build()];
    for (const graph of [updated, redirected]) await graph.invoke({}, thread);
    return [
      await updated.invoke(new lg.Command({ resume: 1, update: { log: 'u' } }), thread),
      await redirected.invoke(new lg.Command({ resume: 1, goto: 'o' }), thread),
    ];
  });

  same('outside a graph, and without a checkpointer', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: `${lg.interrupt('?')}` }))
      .addEdge(lg.START, 'a')
      .compile();
    const outside = await Promise.resolve()
      .then(() => lg.interrupt('?'))
      .catch(() => 'refused');
    return [outside, await failureOf(graph.invoke({}))];
  });

  same('new input instead of an answer begins again', async (lg) => {
    const ran: string[] = [];
    const graph = askers(lg, ['a'], ran);
    await graph.invoke({ log: 'one' }, thread);
    const again = await graph.invoke({ log: 'two' }, thread);
    return [valuesOf(again), await graph.invoke(new lg.Command({ resume: 'x' }), thread), ran];
  });

  same('static breakpoints, before and after, of the graph and of the call', async (lg) => {
    const build = (options: object) =>
      new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: 'a' }))
        .addNode('b', () => ({ log: 'b' }))
        .addEdge(lg.START, 'a')
        .addEdge('a', 'b')
        .compile({ checkpointer: new lg.MemorySaver(), ...options });
    const results: unknown[] = [];
    for (const options of [{ interruptBefore: ['b'] }, { interruptAfter: ['a'] }, { interruptBefore: ['a', 'b'] }]) {
      const [compiled, called] = [build(options), build({})];
      results.push(await collect(compiled.stream({ log: 'in' }, { ...thread, streamMode: ['values', 'updates'] })));
      results.push(await called.invoke({ log: 'in' }, { ...thread, ...(options as { interruptBefore: string[] }) }));
      results.push((await compiled.getState(thread)).next, await compiled.invoke(null, thread));
    }
    return results;
  });
});

describe('what this engine does otherwise', () => {
  differs(
    'a falsy answer is an answer',
    async (lg) => {
      const graph = askers(lg, ['a']);
      await graph.invoke({}, thread);
      return graph.invoke(new lg.Command({ resume: false }), thread).catch((error: Error) => error.name);
    },
    { theirs: { result: 'EmptyInputError' }, ours: { result: { log: ['a:false'] } } },
  );

  differs(
    'one value does not answer several questions',
    async (lg) => {
      const graph = askers(lg, ['a', 'b']);
      await graph.invoke({}, thread);
      return graph.invoke(new lg.Command({ resume: 'all' }), thread).catch((error: Error) => error.name);
    },
    { theirs: { result: { log: ['a:"all"', 'b:"all"'] } }, ours: { result: 'UnknownInterruptError' } },
  );

  differs(
    'an answer to a question that nobody asked is refused',
    async (lg) => {
      const graph = askers(lg, ['a']);
      await graph.invoke({}, thread);
      const resume = { '0123456789abcdef0123456789abcdef': 'x' };
      const paused = await graph.invoke(new lg.Command({ resume }), thread).catch((error: Error) => error.name);
      return valuesOf(paused) ?? paused;
    },
    { theirs: { result: ['a?'] }, ours: { result: 'UnknownInterruptError' } },
  );

  differs(
    'answering one of several questions runs only its node again',
    async (lg) => {
      const ran: string[] = [];
      const graph = askers(lg, ['a', 'b'], ran);
      await graph.invoke({}, thread);
      const [first] = await interruptsOf(graph);
      await graph.invoke(new lg.Command({ resume: { [first?.id ?? '']: 1 } }), thread);
      return ran;
    },
    { theirs: { result: ['a', 'b', 'a', 'b'] }, ours: { result: ['a', 'b', 'a'] } },
  );

  differs(
    'each question of a node has an id of its own',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: `${lg.interrupt(1)}${lg.interrupt(2)}` }))
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      const [first] = await interruptsOf(graph);
      await graph.invoke(new lg.Command({ resume: 'x' }), thread);
      const open = (await interruptsOf(graph)).map(({ value }) => value);
      const [second] = (await interruptsOf(graph)).slice(-1);
      return [first?.id === second?.id, open, (await graph.getState(thread)).next];
    },
    { theirs: { result: [true, [2], []] }, ours: { result: [false, [2], ['a']] } },
  );

  differs(
    'an answer is not used for a second question when the run is merely continued',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: `${lg.interrupt(1)}${lg.interrupt(2)}` }))
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      await graph.invoke(new lg.Command({ resume: 'x' }), thread);
      const continued = await graph.invoke(null, thread);
      return valuesOf(continued) ?? continued;
    },
    { theirs: { result: { log: ['xx'] } }, ours: { result: [2] } },
  );

  differs(
    'a question that a node swallows still pauses it',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => {
          try {
            return { log: `${lg.interrupt('approve?')}` };
          } catch {
            return { log: 'went on without approval' };
          }
        })
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      const result = await graph.invoke({}, thread);
      return valuesOf(result) ?? result;
    },
    { theirs: { result: { log: ['went on without approval'] } }, ours: { result: ['approve?'] } },
  );

  differs(
    'all questions of a nested graph are told, also of graphs that a node runs side by side',
    async (lg) => {
      const asks = (name: string) =>
        new lg.StateGraph(logOf(lg))
          .addNode('ask', () => ({ log: `${lg.interrupt(name)}` }))
          .addEdge(lg.START, 'ask')
          .compile();
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', async () => {
          const results = await Promise.all([asks('one').invoke({}), asks('two').invoke({})]);
          return { log: results.flatMap(({ log }) => log) };
        })
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      return valuesOf(await graph.invoke({}, thread));
    },
    { theirs: { result: ['one'] }, ours: { result: ['one', 'two'] } },
  );

  differs(
    'an edge of a node that failed half-way is not lost',
    async (lg) => {
      let isFirst = true;
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('bad', async () => {
          await new Promise((resolve) => setTimeout(resolve, 10));
          if (isFirst) throw new Error('once');
          return { log: 'bad' };
        })
        .addNode('good', () => ({ log: 'good' }))
        .addNode('after', () => ({ log: 'after' }))
        .addEdge(lg.START, 'bad')
        .addEdge(lg.START, 'good')
        .addConditionalEdges('good', async () => {
          if (isFirst) await new Promise((resolve) => setTimeout(resolve, 40));
          return 'after';
        })
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread).catch(() => 'failed');
      await new Promise((resolve) => setTimeout(resolve, 60));
      isFirst = false;
      return graph.invoke(null, thread);
    },
    { theirs: { result: { log: ['bad', 'good'] } }, ours: { result: { log: ['bad', 'good', 'after'] } } },
  );
});
