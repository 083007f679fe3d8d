import { describe } from 'vitest';
import { collect, failureOf, logOf, same, threadOf } from '#lib/testing/both-engines';

describe('nodes', () => {
  same('their config without tags', async (lg) => {
    const seen: unknown[] = [];
    const inner = new lg.StateGraph(logOf(lg))
      .addNode('in', (_, { tags }) => ({ log: String(seen.push(tags)) }))
      .addEdge(lg.START, 'in')
      .compile();
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('n', async (_, config) => {
        seen.push(config.tags);
        return { log: (await inner.invoke({}, config)).log };
      })
      .addEdge(lg.START, 'n')
      .compile();
    await graph.invoke({});
    return seen;
  });
  same('their config: context, configurable, metadata, tags', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', (_, config) => ({
        value: [
          config.configurable.user,
          config.context,
          config.tags,
          config.metadata?.kind,
          config.metadata?.langgraph_node,
        ],
      }))
      .addEdge(lg.START, 'a')
      .compile();
    return graph.invoke({}, { configurable: { user: 'u' }, context: { c: 1 }, tags: ['t'], metadata: { kind: 'k' } });
  });

  same('getConfig, getWriter, getStore and getCurrentTaskInput', async (lg) => {
    const store = new lg.InMemoryStore();
    await store.put(['n'], 'k', { v: 1 });
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', async () => {
        await Promise.resolve();
        lg.getWriter()?.('written');
        const item = await lg.getStore()?.get(['n'], 'k');
        return { value: [lg.getConfig().configurable?.user, item?.value, lg.getCurrentTaskInput()] };
      })
      .addEdge(lg.START, 'a')
      .compile({ store });
    return collect(graph.stream({ log: 'x' }, { streamMode: ['custom', 'updates'], configurable: { user: 'u' } }));
  });

  same('a node that fails is tried again, and then fails the run', async (lg) => {
    let tries = 0;
    const build = (fails: number) =>
      new lg.StateGraph(logOf(lg))
        .addNode(
          'a',
          () => {
            if (++tries <= fails) throw new Error(`try ${tries}`);
            return { value: tries };
          },
          { retryPolicy: { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false } as never },
        )
        .addEdge(lg.START, 'a')
        .compile();
    const first = await build(2).invoke({});
    tries = 0;
    return [first, await failureOf(build(5).invoke({})), tries];
  });

  same('a node that is stopped because another fails', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('bad', async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        throw new Error('broken');
      })
      .addNode('listens', (_, { signal }) => {
        return new Promise<object>((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason), { once: true });
        });
      })
      .addEdge(lg.START, 'bad')
      .addEdge(lg.START, 'listens')
      .compile({ checkpointer: new lg.MemorySaver() });
    const thread = threadOf('stopped');
    const failure = await failureOf(graph.invoke({}, thread));
    const { next, tasks } = await graph.getState(thread);
    return [failure, next, tasks.map(({ name, error }) => [name, error?.name])];
  });

  same('an error handler', async (lg) => {
    const graph = new lg.StateGraph(logOf(lg))
      .addNode(
        'a',
        () => {
          throw new Error('boom');
        },
        {
          ends: ['c'],
          errorHandler: (state: { value: unknown }, { node, error }) =>
            new lg.Command({ update: { log: `${node} ${error.message} ${state.value}` }, goto: 'c' }),
        },
      )
      .addNode('b', () => ({ log: 'b' }))
      .addNode('c', () => ({ log: 'c' }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .compile();
    return collect(graph.stream({ value: 1 }, { streamMode: ['updates', 'values'] }));
  });

  same('defaults of nodes', async (lg) => {
    const fails = () => {
      throw new Error('no');
    };
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', fails)
      .addNode('b', fails, { errorHandler: () => ({ log: 'own' }) })
      .addEdge(lg.START, 'a')
      .addEdge(lg.START, 'b')
      .setNodeDefaults({ errorHandler: (_, { node }) => ({ log: `default ${node}` }) })
      .compile();
    return graph.invoke({});
  });

  same('time limits', async (lg) => {
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const build = (timeout: object, beats: boolean) =>
      new lg.StateGraph(logOf(lg))
        .addNode(
          'a',
          async (_, config) => {
            for (let i = 0; i < 4; i++) {
              await wait(30);
              if (beats) config.heartbeat();
            }
            return { log: 'done' };
          },
          { timeout },
        )
        .addEdge(lg.START, 'a')
        .compile();
    return [
      await build({ idleTimeout: 2_000 }, true).invoke({}),
      await failureOf(build({ idleTimeout: 50 }, false).invoke({})),
      await failureOf(build({ runTimeout: 50 }, true).invoke({})),
    ];
  });

  same('a run that is asked to stop', async (lg) => {
    const control = new lg.RunControl();
    const graph = new lg.StateGraph(logOf(lg))
      .addNode('a', (_, config) => {
        config.control.requestDrain('enough');
        return { log: 'a' };
      })
      .addNode('b', () => ({ log: 'b' }))
      .addEdge(lg.START, 'a')
      .addEdge('a', 'b')
      .compile({ checkpointer: new lg.MemorySaver() });
    const failure = await graph.invoke({}, { ...threadOf('1'), control }).catch((error: unknown) => error);
    const told = [lg.isGraphDrained(failure), Reflect.get(Object(failure), 'reason'), control.drainReason];
    return [told, await graph.invoke(null, threadOf('1'))];
  });
});
