import { RunnableLambda } from '@langchain/core/runnables';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { collect, failureOf, interruptsOf, logOf, same, thread, threadOf, valuesOf } from '#lib/testing/both-engines';
import type { CompiledStateGraph, Send } from '../index';

// What LangGraph.js's guides teach, each as a graph of our own.
describe('graphs as the guides build them', () => {
  same('map and reduce: a Send for each, with a state of its own', async (lg) => {
    const State = lg.Annotation.Root({
      topic: lg.Annotation<string>,
      subjects: lg.Annotation<string[]>(),
      verses: lg.Annotation<string[]>({ value: (a, b) => a.concat(b), default: () => [] }),
      best: lg.Annotation<string>(),
    });
    const graph = new lg.StateGraph(State)
      .addNode('plan', ({ topic }) => ({ subjects: [1, 2, 3].map((n) => `${topic} ${n}`) }))
      .addNode('write', async ({ subject }: { subject: string }) => ({ verses: [`of ${subject}`] }))
      .addNode('choose', ({ verses }) => ({ best: verses[1] ?? '' }))
      .addEdge('__start__', 'plan')
      .addConditionalEdges('plan', ({ subjects }): Send[] =>
        subjects.map((subject) => new lg.Send('write', { subject })),
      )
      .addEdge('write', 'choose')
      .addEdge('choose', '__end__')
      .compile();
    return [await collect(graph.stream({ topic: 'cats' })), await graph.invoke({ topic: 'dogs' })];
  });

  same('a graph with another state, called in a node', async (lg) => {
    const child = new lg.StateGraph(lg.Annotation.Root({ word: lg.Annotation<string>, ending: lg.Annotation<string> }))
      .addNode('find', () => ({ ending: '!' }))
      .addNode('join', ({ word, ending }) => ({ word: word + ending }))
      .addEdge(lg.START, 'find')
      .addEdge('find', 'join')
      .compile();
    const graph = new lg.StateGraph(lg.Annotation.Root({ text: lg.Annotation<string> }))
      .addNode('greet', ({ text }) => ({ text: `hi ${text}` }))
      .addNode('shout', async ({ text }) => ({ text: (await child.invoke({ word: text })).word }))
      .addEdge(lg.START, 'greet')
      .addEdge('greet', 'shout')
      .compile();
    return collect(graph.stream({ text: 'you' }, { subgraphs: true, streamMode: ['updates', 'values'] }));
  });

  same('schemas of the input, the output, the context and of one node', async (lg) => {
    const input = z.object({ question: z.string() });
    const output = z.object({ answer: z.string() });
    const graph = new lg.StateGraph(input.extend(output.shape).extend({ secret: z.string().optional() }), {
      input,
      output,
      context: z.object({ user: z.string() }),
    })
      .addNode('think', ({ question }, { context }) => ({ secret: `${question} by ${context?.user}` }))
      .addNode('tell', (state: { secret: string }) => ({ answer: JSON.stringify(state) }), {
        input: z.object({ secret: z.string() }),
      })
      .addEdge(lg.START, 'think')
      .addEdge('think', 'tell')
      .compile();
    const modes = ['values', 'updates'] as const;
    return collect(graph.stream({ question: '?' }, { context: { user: 'ada' }, streamMode: modes }));
  });

  same('routers: by truth, by a list, by a map, by the config, to nowhere', async (lg) => {
    type Route = (state: { log: string[] }, config: { configurable: { [key: string]: unknown } }) => unknown;
    const build = (route: Route, ways: Record<string, 'b' | 'c' | '__end__'> | ('b' | 'c' | '__end__')[]) =>
      new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: 'a' }))
        .addNode('b', () => ({ log: 'b' }))
        .addNode('c', () => ({ log: 'c' }), { defer: true })
        .addEdge(lg.START, 'a')
        .addEdge('b', 'c')
        .addConditionalEdges('a', route, ways)
        .compile();
    return [
      await build(() => true, { true: 'b', false: 'c' }).invoke({}),
      await build(async () => ['b', 'c'], ['b', 'c']).invoke({}),
      await build(() => ['b', new lg.Send('c', { log: [] })], ['b', 'c']).invoke({}),
      await build((_, { configurable }) => configurable.to, ['b', 'c']).invoke({}, { configurable: { to: 'c' } }),
      await build(() => lg.END, ['b', lg.END]).invoke({}),
      await build(() => [], ['b']).invoke({}),
      (await failureOf(build(() => 'x', { y: 'b' }).invoke({}))) !== 'no failure',
    ];
  });

  same('runnables as nodes and routers, and a graph with a config of its own', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode(
        'a',
        RunnableLambda.from(() => ({ log: 'a' })),
      )
      .addNode('b', (_, { configurable, tags, metadata }) => ({
        log: `${configurable.user} ${tags?.join()} ${metadata?.kind}`,
      }))
      .addEdge(lg.START, 'a')
      .addConditionalEdges(
        'a',
        RunnableLambda.from(() => 'go'),
        { go: 'b' },
      )
      .compile({ name: 'greeter' });
    const bound = graph.withConfig({ configurable: { user: 'ada' }, tags: ['t'], metadata: { kind: 'k' } });
    const configs = ['x', 'y'].map((user) => ({ configurable: { user }, tags: [] }));
    return [
      graph.getName(),
      await bound.invoke({}),
      await bound.invoke({}, { configurable: { user: 'bob' }, tags: ['u'] }),
      await graph.batch([{ log: '1' }, { log: '2' }], configs),
    ];
  });

  same('PARENT: from two levels down, with Sends, and from a graph that a node calls', async (lg) => {
    const leaf = new lg.StateGraph(logOf(lg))
      .addNode('l', () => new lg.Command({ graph: lg.Command.PARENT, update: { log: 'of l' }, goto: 'next' }))
      .addEdge(lg.START, 'l')
      .compile();
    const sends = () => [new lg.Send('w', { n: 1 }), new lg.Send('w', { n: 2 })];
    const middle = new lg.StateGraph(logOf(lg))
      .addNode('leaf', leaf, { ends: ['next'] })
      .addNode('next', () => new lg.Command({ graph: lg.Command.PARENT, update: { log: 'of next' }, goto: sends() }))
      .addEdge(lg.START, 'leaf')
      .compile();
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('middle', middle, { ends: ['w'] })
      .addNode('w', (input) => ({ log: `w${(input as unknown as { n: number }).n}` }))
      .addNode('calls', async () => ({ log: (await leaf.invoke({})).log }), { ends: ['next'] })
      .addNode('next', () => ({ log: 'next' }))
      .addEdge(lg.START, 'middle')
      .addEdge('middle', 'calls')
      .compile({ checkpointer: new lg.MemorySaver() });
    const streamMode = ['updates', 'values', 'tasks'] as const;
    return collect(graph.stream({ log: 'in' }, { ...thread, subgraphs: true, streamMode }));
  });
});

describe('people in the loop, as the guides have them', () => {
  same('they approve or refuse, by Commands', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('draft', () => ({ value: 'text' }))
      .addNode(
        'review',
        ({ value }) => {
          const isGood = lg.interrupt({ question: 'good?', value });
          if (isGood) return new lg.Command({ goto: 'send' });
          return new lg.Command({ goto: 'drop', update: { value: 'refused' } });
        },
        { ends: ['send', 'drop'] },
      )
      .addNode('send', () => ({ log: 'sent' }))
      .addNode('drop', ({ value }) => ({ log: `${value}` }))
      .addEdge(lg.START, 'draft')
      .addEdge('draft', 'review')
      .compile({ checkpointer: new lg.MemorySaver() });
    const told: unknown[] = [];
    for (const [id, resume] of Object.entries({ good: true, bad: { isGood: false }, worse: [] })) {
      const asked = await graph.invoke({}, threadOf(id));
      told.push(lg.isInterrupted(asked), valuesOf(asked));
      told.push(await graph.invoke(new lg.Command({ resume }), threadOf(id)));
    }
    return told;
  });

  same('they edit the state while it is asked about, and are asked again', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('draft', () => ({ value: 'draft' }))
      .addNode('edit', ({ value }) => ({ value: lg.interrupt({ draft: value }) }))
      .addNode('end', ({ value }) => ({ log: `${value}` }))
      .addEdge(lg.START, 'draft')
      .addEdge('draft', 'edit')
      .addEdge('edit', 'end')
      .compile({ checkpointer: new lg.MemorySaver() });
    await graph.invoke({}, thread);
    await graph.updateState(thread, { value: 'by hand' });
    const { next, values, tasks } = await graph.getState(thread);
    const again = await graph.invoke(null, thread);
    return [next, values, tasks.length, valuesOf(again), await graph.invoke(new lg.Command({ resume: 'x' }), thread)];
  });

  same('a question thrown by hand is asked until the state is another', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', ({ log }) => {
        if (log.length < 2) throw new lg.NodeInterrupt('too short');
        return { log: 'long' };
      })
      .addEdge(lg.START, 'a')
      .compile({ checkpointer: new lg.MemorySaver() });
    const asked = [await graph.invoke({ log: 'x' }, thread), await graph.invoke(null, thread)].map(valuesOf);
    const { next } = await graph.getState(thread);
    await graph.updateState(thread, { log: 'y' });
    return [asked, next, await graph.invoke(null, thread)];
  });

  same('a conversation: a node that listens, and goes back to whom it came from', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode(
        'human',
        (_, { metadata }) => {
          const [trigger] = (metadata?.langgraph_triggers ?? []) as string[]; // told of every task
          const update = { log: `human: ${lg.interrupt('and?')}` };
          return new lg.Command({ goto: trigger?.split(':').at(-1) === 'human' ? 'agent' : lg.END, update });
        },
        { ends: ['agent'] },
      )
      .addNode('agent', ({ log }) => new lg.Command({ goto: 'human', update: { log: `agent: ${log.at(-1)}` } }), {
        ends: ['human'],
      })
      .addEdge(lg.START, 'agent')
      .compile({ checkpointer: new lg.MemorySaver() });
    const told: unknown[] = [];
    for (const input of [{ log: 'hi' }, new lg.Command({ resume: 1 }), new lg.Command({ resume: 2 })])
      told.push(await collect(graph.stream(input, thread)));
    return told;
  });
});

describe('time travel, as the guides have it', () => {
  const build = (lg: Parameters<typeof logOf>[0]) =>
    new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: 'a', value: 1 }))
      .addNode('b', ({ value }) => ({ log: `b${value}` }))
      .addNode('c', ({ value }) => ({ log: `c${value} ${lg.interrupt('c?')}` }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .addEdge('b', 'c')
      .compile({ checkpointer: new lg.MemorySaver() });
  const at = async (graph: CompiledStateGraph, next: string) => {
    const history = await collect(graph.getStateHistory(thread));
    const found = history.find((snapshot) => snapshot.next[0] === next);
    expect(found).toBeDefined();
    return found?.config ?? {};
  };

  same('an edit of the past, and a run from there', async (lg) => {
    const graph = build(lg);
    await graph.invoke({ log: 'in' }, thread);
    await graph.invoke(new lg.Command({ resume: 'first' }), thread);
    const edited = await graph.updateState(await at(graph, 'b'), { value: 2 });
    const asked = await graph.invoke(null, edited);
    const end = await graph.invoke(new lg.Command({ resume: 'second' }), thread);
    const history = await collect(graph.getStateHistory(thread));
    return [
      edited,
      valuesOf(asked),
      end,
      history.map(({ values, next, metadata, config, parentConfig }) => [values, next, metadata, config, parentConfig]),
    ];
  });

  same('a question of the past is asked again, and is another', async (lg) => {
    const graph = build(lg);
    await graph.invoke({ log: 'in' }, thread);
    const [first] = await interruptsOf(graph);
    await graph.invoke(new lg.Command({ resume: 'first' }), thread);
    const replayed = await graph.invoke(null, await at(graph, 'c'));
    const [again] = await interruptsOf(graph);
    return [valuesOf(replayed), first?.id === again?.id, await graph.invoke(new lg.Command({ resume: 'x' }), thread)];
  });
});
