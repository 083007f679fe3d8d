import { expect, test } from 'vitest';
import { getConfig, getCurrentTaskInput, getStore, getWriter, InMemoryStore, START, StateGraph } from './index';
import { collect, LogState } from './testing';

test('an item comes back as it was put, and keeps the time of its creation', async () => {
  let ms = 1000;
  const store = new InMemoryStore({ now: () => ms });
  await store.put(['users', 'ada'], 'profile', { age: 36 });
  ms = 2000;
  await store.put(['users', 'ada'], 'profile', { age: 37 });

  const item = await store.get(['users', 'ada'], 'profile');

  expect(item).toEqual({
    namespace: ['users', 'ada'],
    key: 'profile',
    value: { age: 37 },
    createdAt: new Date(1000),
    updatedAt: new Date(2000),
  });
  await store.delete(['users', 'ada'], 'profile');
  expect(await store.get(['users', 'ada'], 'profile')).toBeNull();
});

test('items are found by namespace and fields, and namespaces by their ends', async () => {
  const store = new InMemoryStore();
  await store.put(['a', 'x'], '1', { color: 'red' });
  await store.put(['a', 'y'], '2', { color: 'blue' });
  await store.put(['b', 'x'], '3', { color: 'red' });
  const keys = async (...search: Parameters<InMemoryStore['search']>) =>
    (await store.search(...search)).map(({ key }) => key);

  expect(await keys(['a'])).toEqual(['1', '2']);
  expect(await keys([], { filter: { color: 'red' } })).toEqual(['1', '3']);
  expect(await keys([], { limit: 1, offset: 1 })).toEqual(['2']);
  expect(await store.listNamespaces({ suffix: ['x'] })).toEqual([
    ['a', 'x'],
    ['b', 'x'],
  ]);
  expect(await store.listNamespaces({ maxDepth: 1 })).toEqual([['a'], ['b']]);
});

test('a node reaches its config, writer, store and input without being given them', async () => {
  const store = new InMemoryStore();
  const graph = new StateGraph(LogState)
    .addNode('a', async () => {
      await Promise.resolve();
      getWriter()(getConfig().context?.user);
      await getStore()?.put(['notes'], 'first', getCurrentTaskInput());
    })
    .addEdge(START, 'a')
    .compile({ store });

  const chunks = await collect(graph.stream({ value: 1 }, { streamMode: 'custom', context: { user: 'ada' } }));

  expect(chunks).toEqual(['ada']);
  expect((await store.get(['notes'], 'first'))?.value).toEqual({ log: [], value: 1 });
  expect(() => getConfig()).toThrow('outside the context of a graph');
});
