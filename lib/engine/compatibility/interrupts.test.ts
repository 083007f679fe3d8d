import { describe } from 'vitest';
import { askers, collect, failureOf, interruptsOf, logOf, same, thread, valuesOf } from '#lib/testing/both-engines';

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
