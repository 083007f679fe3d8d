import { describe } from 'vitest';
import { collect, differs, same, thread } from '#lib/testing/both-engines';

describe('workflows', () => {
  same('from a value to a value, in every mode', async (lg) => {
    const double = lg.entrypoint('double', async (n: number) => n * 2);
    return [
      await double.invoke(3),
      await collect(double.stream(3)),
      await collect(double.stream(3, { streamMode: 'values' })),
      await collect(double.stream(3, { streamMode: ['updates', 'values'] })),
    ];
  });

  same('tasks: results, side by side, kept over an answer', async (lg) => {
    const ran: string[] = [];
    const add = lg.task('add', async (a: number, b: number) => {
      ran.push(`add ${a} ${b}`);
      return a + b;
    });
    const workflow = lg.entrypoint({ name: 'sums', checkpointer: new lg.MemorySaver() }, async (n: number) => {
      ran.push('sums');
      const [one, two] = await Promise.all([add(n, 1), add(n, 2)]);
      return { one, two, more: lg.interrupt('more?') };
    });
    const first = await collect(workflow.stream(5, { ...thread, streamMode: ['updates'] }));
    const { next } = await workflow.getState(thread);
    const second = await collect(
      workflow.stream(new lg.Command({ resume: 'no' }), { ...thread, streamMode: ['updates'] }),
    );
    return [first, next, second, ran, (await workflow.getState(thread)).values];
  });

  same('a task that is tried again, and one that fails', async (lg) => {
    let tries = 0;
    const flaky = lg.task(
      { name: 'flaky', retry: { maxAttempts: 3, initialInterval: 1, jitter: false, logWarning: false } as never },
      async (fails: number) => {
        if (++tries <= fails) throw new Error(`try ${tries}`);
        return tries;
      },
    );
    const workflow = lg.entrypoint('calls', (fails: number) => flaky(fails));
    const first = await workflow.invoke(2);
    tries = 0;
    return [first, await workflow.invoke(9).catch((error: Error) => error.message)];
  });

  same('getPreviousState and entrypoint.final', async (lg) => {
    const workflow = lg.entrypoint({ name: 'w', checkpointer: new lg.MemorySaver() }, (n: number) =>
      lg.entrypoint.final({ value: lg.getPreviousState<number>() ?? 'none', save: n * 2 }),
    );
    return [await workflow.invoke(1, thread), await workflow.invoke(5, thread), await workflow.invoke(0, thread)];
  });

  same('a task in a node of a graph', async (lg) => {
    const add = lg.task('add', async (a: number, b: number) => a + b);
    const graph = new lg.StateGraph(lg.Annotation.Root({ sum: lg.Annotation<number> }))
      .addNode('a', async ({ sum }) => ({ sum: await add(sum, 1) }))
      .addEdge(lg.START, 'a')
      .compile();
    return collect(graph.stream({ sum: 1 }, { streamMode: ['updates', 'values'] }));
  });

  differs(
    'a task that fails is the workflow’s to handle',
    async (lg) => {
      const bad = lg.task('bad', async () => {
        throw new Error('no');
      });
      const workflow = lg.entrypoint('w', () => bad().catch(() => 'handled'));
      return workflow.invoke(1);
    },
    { theirs: { failed: 'Error: no' }, ours: { result: 'handled' } },
  );

  differs(
    'questions of tasks that run side by side are all told, and each answer runs only its task',
    async (lg) => {
      const ran: string[] = [];
      const ask = lg.task('ask', async (name: string) => {
        ran.push(name);
        return `${name} ${lg.interrupt(name)}`;
      });
      const workflow = lg.entrypoint({ name: 'w', checkpointer: new lg.MemorySaver() }, () =>
        Promise.all([ask('a'), ask('b')]),
      );
      await workflow.invoke(1, thread);
      const open = (await workflow.getState(thread)).tasks.flatMap(({ interrupts }) => interrupts);
      await workflow.invoke(new lg.Command({ resume: { [open[0]?.id ?? '']: 'x' } }), thread);
      return [open.map(({ value }) => value), ran];
    },
    {
      theirs: { result: [['a'], ['a', 'b', 'a', 'b']] },
      ours: {
        result: [
          ['a', 'b'],
          ['a', 'b', 'a'],
        ],
      },
    },
  );
});

describe('messages', () => {
  same('are added, replaced and removed', async (lg) => {
    const reduce = (left: unknown[], right: unknown) => lg.messagesStateReducer(left as never, right as never);
    const left = [
      { role: 'user', content: 'one', id: '1' },
      { role: 'assistant', content: 'two', id: '2' },
    ];
    const contents = (messages: { content: unknown }[]) => messages.map(({ content }) => content);
    return [
      contents(reduce(left, [{ role: 'user', content: 'ONE', id: '1' }])),
      contents(reduce(left, 'three')),
      contents(reduce(left, [['system', 'four']])),
      contents(reduce(left, [{ type: 'remove', role: 'remove', content: '', id: '1' }])),
      contents(reduce(left, [{ type: 'remove', role: 'remove', content: '', id: lg.REMOVE_ALL_MESSAGES }, 'fresh'])),
    ];
  });
});

describe('stores', () => {
  same('items, filters, namespaces and batches', async (lg) => {
    const store = new lg.InMemoryStore();
    await store.put(['users', 'ada'], 'a', { age: 36 });
    await store.put(['users', 'bob'], 'b', { age: 17 });
    await store.put(['docs'], 'd', { n: 1 });
    await store.put(['users', 'ada'], 'a', { age: 37 });
    await store.put(['docs'], 'e', { n: 2 });
    await store.delete(['docs'], 'e');
    const keys = async (filter: Record<string, unknown>) =>
      (await store.search(['users'], { filter })).map(({ key, value }) => [key, value]);
    return [
      await store.get(['users', 'ada'], 'a'),
      await store.get(['users', 'ada'], 'none'),
      await Promise.all([keys({}), keys({ age: 17 }), keys({ age: { $gte: 18 } }), keys({ age: { $ne: 17 } })]),
      await store.listNamespaces({ prefix: ['users'] }),
      await store.listNamespaces({ maxDepth: 1 }),
      await store.listNamespaces({ suffix: ['ada'] }),
      await store.batch([
        { namespace: ['docs'], key: 'd' },
        { namespacePrefix: ['users'], limit: 1 },
        { matchConditions: [{ matchType: 'prefix', path: ['*', 'bob'] }], limit: 5, offset: 0 },
      ]),
      await store.put([], 'x', {}).catch((error: Error) => error.name),
    ];
  });
});
