import { describe } from 'vitest';
import { collect, differs, type Engine, failureOf, logOf, same, thread, threadOf } from '#lib/testing/both-engines';
import type { CompiledStateGraph, RunnableConfig } from '../index';

/** a, then b or c by a router, then a question. */
function routed(lg: Engine) {
  return new lg.StateGraph(logOf(lg))
    .addNode('a', () => ({ log: 'a' }))
    .addNode('b', () => ({ log: 'b' }))
    .addNode('c', () => ({ log: 'c' }))
    .addNode('ask', () => ({ log: `${lg.interrupt('?')}` }))
    .addEdge(lg.START, 'a')
    .addConditionalEdges('a', ({ log }) => (log.includes('c please') ? 'c' : 'b'), ['b', 'c'])
    .addEdge('b', 'ask')
    .addEdge('c', 'ask')
    .compile({ checkpointer: new lg.MemorySaver() });
}

const summary = async (graph: CompiledStateGraph, config: RunnableConfig = thread) => {
  const { values, next, tasks, metadata } = await graph.getState(config);
  return [
    values,
    next,
    tasks.map(({ name, interrupts }) => [name, interrupts.length]),
    metadata?.source,
    metadata?.step,
  ];
};

const historyOf = async (graph: CompiledStateGraph) =>
  (await collect(graph.getStateHistory(thread))).map(({ values, next, metadata, tasks }) => [
    ...[values, next, metadata?.source, metadata?.step],
    // LangGraph.js shows no result of a task that was answered; see below.
    tasks.map(({ name, result, error }) => [name, name === 'ask' ? undefined : result, error?.message]),
  ]);

const find = async (graph: CompiledStateGraph, next: string) => {
  const history = await collect(graph.getStateHistory(thread));
  return history.find((snapshot) => snapshot.next.includes(next))?.config as RunnableConfig;
};

describe('the state of a thread', () => {
  same('before a run, at a question, and at the end', async (lg) => {
    const graph = routed(lg);
    const before = await summary(graph);
    await graph.invoke({ log: 'in' }, thread);
    const asked = await summary(graph);
    await graph.invoke(new lg.Command({ resume: 'x' }), thread);
    return [before, asked, await summary(graph)];
  });

  same('its history, over two runs', async (lg) => {
    const graph = routed(lg);
    await graph.invoke({ log: 'in' }, thread);
    await graph.invoke(new lg.Command({ resume: 'x' }), thread);
    await graph.invoke({ log: 'c please' }, thread);
    return historyOf(graph);
  });

  same('its history, limited, filtered and from a point on', async (lg) => {
    const graph = routed(lg);
    await graph.invoke({ log: 'in' }, thread);
    const before = await find(graph, 'b');
    const steps = async (options: object) =>
      (await collect(graph.getStateHistory(thread, options))).map(({ metadata }) => metadata?.step);
    return [
      await steps({ limit: 2 }),
      await steps({ filter: { source: 'input' } }),
      await steps({ before }),
      await steps({ filter: { step: 1 } }),
    ];
  });

  same('nothing to go on with', async (lg) => [
    await failureOf(routed(lg).invoke(null, thread)),
    await routed(lg)
      .invoke({}, {})
      .catch(() => 'refused'),
  ]);

  same('an edit as a node evaluates its edges', async (lg) => {
    const graph = routed(lg);
    await graph.invoke({ log: 'in' }, thread);
    await graph.updateState(await find(graph, 'a'), { log: 'c please' }, 'a');
    const edited = await summary(graph);
    const run = await graph.invoke(null, thread);
    return [edited, Object.keys(run), await historyOf(graph)];
  });

  same('an edit without a node, of a finished thread, and of none', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', () => ({ log: 'a' }))
      .addNode('b', () => ({ log: 'b' }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .compile({ checkpointer: new lg.MemorySaver() });
    await graph.updateState(threadOf('new'), { log: 'first' }, 'a');
    const fresh = await summary(graph, threadOf('new'));
    await graph.invoke({ log: 'in' }, thread);
    await graph.updateState(thread, { log: 'edited' });
    return [fresh, await summary(graph), await graph.invoke(null, threadOf('new'))];
  });

  same('an edit without a node, in a graph that has one node only', async (lg) => {
    const told: unknown[] = [];
    for (const asks of [true, false]) {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: asks ? `${lg.interrupt('?')}` : 'a' }))
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.updateState(threadOf('new'), { log: 'first' });
      await graph.invoke({ log: 'in' }, thread);
      await graph.updateState(thread, { log: 'edited' });
      for (const config of [threadOf('new'), thread])
        told.push(await summary(graph, config), Object.keys(await graph.invoke(null, config)));
    }
    return told;
  });

  same('an edit as END drops what is due, an edit as START begins', async (lg) => {
    const graph = routed(lg);
    await graph.invoke({ log: 'in' }, thread);
    await graph.updateState(thread, null, lg.END);
    const dropped = await summary(graph);
    await graph.updateState(thread, { log: 'again' }, lg.START);
    return [dropped, await summary(graph)];
  });

  same('an edit as a node that is not there', async (lg) => {
    const graph = routed(lg);
    await graph.invoke({ log: 'in' }, thread);
    return failureOf(graph.updateState(thread, { log: 'x' }, 'nobody'));
  });

  same('several edits at once', async (lg) => {
    const graph = routed(lg);
    await graph.bulkUpdateState(thread, [
      { updates: [{ values: { log: 'in' }, asNode: lg.START }] },
      { updates: [{ values: { log: 'c please' }, asNode: 'a' }] },
    ]);
    return [await summary(graph), await historyOf(graph)];
  });

  same('a replay branches off, runs again from there, and the old branch stays', async (lg) => {
    const graph = routed(lg);
    await graph.invoke({ log: 'in' }, thread);
    await graph.invoke(new lg.Command({ resume: 'first' }), thread);
    const replayed = await graph.invoke(null, await find(graph, 'b'));
    const asked = await summary(graph);
    const answered = await graph.invoke(new lg.Command({ resume: 'second' }), thread);
    return [Object.keys(replayed), asked, answered, await historyOf(graph)];
  });

  same('new input at an old checkpoint', async (lg) => {
    const graph = routed(lg);
    await graph.invoke({ log: 'in' }, thread);
    await graph.invoke({ log: 'other' }, await find(graph, 'b'));
    return summary(graph);
  });

  same('a nested graph’s state, and an edit of it', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode(
        'child',
        new lg.StateGraph(logOf(lg))
          .addNode('one', () => ({ log: 'one' }))
          .addNode('ask', () => ({ log: `${lg.interrupt('?')}` }))
          .addEdge(lg.START, 'one')
          .addEdge('one', 'ask')
          .compile(),
      )
      .addEdge(lg.START, 'child')
      .compile({ checkpointer: new lg.MemorySaver() });
    await graph.invoke({ log: 'in' }, thread);
    const deep = await graph.getState(thread, { subgraphs: true });
    const inner = deep.tasks[0]?.state as { values: unknown; next: string[]; config: RunnableConfig } | undefined;
    await graph.updateState(inner?.config ?? thread, { log: 'edited' }, 'ask');
    return [inner?.values, inner?.next, await graph.invoke(null, thread)];
  });

  same('a failed run keeps what its siblings did', async (lg) => {
    const ran: string[] = [];
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('good', () => {
        ran.push('good');
        return { log: 'good' };
      })
      .addNode('bad', async () => {
        await new Promise((resolve) => setTimeout(resolve, 10));
        ran.push('bad');
        if (ran.length < 3) throw new Error('once');
        return { log: 'bad' };
      })
      .addEdge(lg.START, 'good')
      .addEdge(lg.START, 'bad')
      .compile({ checkpointer: new lg.MemorySaver() });
    const failure = await failureOf(graph.invoke({}, thread));
    const failed = await graph.getState(thread);
    return [
      failure,
      failed.values,
      failed.next,
      failed.tasks.map(({ error }) => error?.message ?? '').sort(),
      await graph.invoke(null, thread),
      ran,
    ];
  });

  for (const durability of ['sync', 'async', 'exit'] as const) {
    same(`durability ${durability}`, async (lg) => {
      const graph = routed(lg);
      const paused = await graph.invoke({ log: 'in' }, { ...thread, durability });
      const first = await historyOf(graph);
      const end = await graph.invoke(new lg.Command({ resume: 'x' }), { ...thread, durability });
      return [Object.keys(paused), first, end, (await historyOf(graph)).map(([values]) => values)];
    });
  }

  differs(
    'a second question that waits is next',
    async (lg) => {
      const graph = new lg.StateGraph(logOf(lg))
        .addNode('a', () => ({ log: `${lg.interrupt(1)}${lg.interrupt(2)}` }))
        .addEdge(lg.START, 'a')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({}, thread);
      await graph.invoke(new lg.Command({ resume: 'x' }), thread);
      return (await graph.getState(thread)).next;
    },
    { theirs: { result: [] }, ours: { result: ['a'] } },
  );

  differs(
    'the history shows what an answered task did',
    async (lg) => {
      const graph = routed(lg);
      await graph.invoke({}, thread);
      await graph.invoke(new lg.Command({ resume: 'x' }), thread);
      const history = await collect(graph.getStateHistory(thread));
      return history[1]?.tasks[0]?.result ?? 'nothing';
    },
    { theirs: { result: 'nothing' }, ours: { result: { log: 'x' } } },
  );

  differs(
    'the ids of messages are minted once',
    async (lg) => {
      const graph = new lg.StateGraph(lg.MessagesAnnotation)
        .addNode('a', () => ({ messages: [{ role: 'assistant', content: 'hi' }] }))
        .addNode('b', () => ({ messages: [String(lg.interrupt('?'))] }))
        .addEdge(lg.START, 'a')
        .addEdge(lg.START, 'b')
        .compile({ checkpointer: new lg.MemorySaver() });
      await graph.invoke({ messages: [] }, thread);
      const read = async () => (await graph.getState(thread)).values.messages[0]?.id;
      const ids = [
        await read(),
        await read(),
        (await graph.invoke(new lg.Command({ resume: 'x' }), thread)).messages[0]?.id,
      ];
      return new Set(ids).size;
    },
    { theirs: { result: 3 }, ours: { result: 1 } },
  );

  differs(
    'a goto to a node that is not there is refused',
    async (lg) => {
      const graph = routed(lg);
      await graph.invoke({ log: 'in' }, thread);
      return failureOf(graph.invoke(new lg.Command({ goto: 'nowhere' }), thread));
    },
    { theirs: { result: 'no failure' }, ours: { result: { error: 'InvalidUpdateError' } } },
  );
});
