import { expect, test } from 'vitest';
import {
  BaseStore,
  getConfig,
  getCurrentTaskInput,
  getStore,
  getWriter,
  InMemoryStore,
  InvalidNamespaceError,
  type Operation,
  type OperationResults,
  START,
  StateGraph,
} from './index';
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
  expect(await store.listNamespaces({ prefix: ['*', 'y'] })).toEqual([['a', 'y']]);
  expect(await store.listNamespaces({ limit: 1, offset: 1 })).toEqual([['a', 'y']]);
});

test('a search compares fields', async () => {
  const store = new InMemoryStore();
  for (const age of [17, 18, 40]) await store.put(['people'], `${age}`, { age, name: { first: 'Ada' } });
  const ages = async (filter: Record<string, unknown>) =>
    (await store.search(['people'], { filter })).map(({ value }) => value.age);

  expect(await ages({ age: { $gte: 18 } })).toEqual([18, 40]);
  expect(await ages({ age: { $gt: 17, $lt: 40 } })).toEqual([18]);
  expect(await ages({ age: { $lte: 17 } })).toEqual([17]);
  expect(await ages({ age: { $ne: 18 } })).toEqual([17, 40]);
  expect(await ages({ age: { $in: [17, 40] }, name: { first: 'Ada' } })).toEqual([17, 40]);
  expect(await ages({ age: { $nin: [17, 40] } })).toEqual([18]);
  expect(await ages({ age: { $eq: 40 } })).toEqual([40]);
  expect(await ages({ name: { first: 'Bob' } })).toEqual([]);
});

test('a batch reads what was there before its own writes, of which the last one counts', async () => {
  const store = new InMemoryStore();
  await store.put(['n'], 'old', { v: 1 });

  const [got, found, put, , namespaces] = await store.batch([
    { namespace: ['n'], key: 'old' },
    { namespacePrefix: ['n'] },
    { namespace: ['m'], key: 'new', value: { v: 2 } },
    { namespace: ['n'], key: 'old', value: null },
    { matchConditions: [{ matchType: 'prefix', path: ['n'] }], limit: 10, offset: 0 },
    { namespace: ['m'], key: 'new', value: { v: 3 } },
  ]);

  expect(got?.value).toEqual({ v: 1 });
  expect(found.map(({ key }) => key)).toEqual(['old']);
  expect(put).toBeUndefined();
  expect(namespaces).toEqual([['n']]);
  expect(await store.get(['n'], 'old')).toBeNull();
  expect((await store.get(['m'], 'new'))?.value).toEqual({ v: 3 });
});

test('an item that is put again keeps its place, and a namespace without items is not listed', async () => {
  const store = new InMemoryStore();
  await store.put(['n'], 'a', {});
  await store.put(['n'], 'b', {});
  await store.put(['n'], 'a', { again: true });
  await store.put(['gone'], 'c', {});
  await store.delete(['gone'], 'c');

  expect((await store.search(['n'])).map(({ key }) => key)).toEqual(['a', 'b']);
  expect(await store.listNamespaces()).toEqual([['n']]);
});

test.each([[[]], [['']], [['a.b']], [['langgraph', 'x']]])('nothing is put under %j', async (namespace) => {
  const store = new InMemoryStore();

  await expect(store.put(namespace, 'k', {})).rejects.toThrow(InvalidNamespaceError);
  await expect(store.batch([{ namespace, key: 'k', value: {} }])).rejects.toThrow(InvalidNamespaceError);
});

test('a store of one’s own needs only batch', async () => {
  const asked: unknown[] = [];
  class OwnStore extends BaseStore {
    override async batch<const Operations extends readonly Operation[]>(operations: Operations) {
      asked.push(...operations);
      return operations.map(() => null) as OperationResults<Operations>;
    }
  }
  const store = new OwnStore();
  await store.put(['a'], 'k', { v: 1 });
  await store.get(['a'], 'k');
  await store.delete(['a'], 'k');
  await store.search(['a'], { limit: 3 });
  await store.listNamespaces({ suffix: ['a'], maxDepth: 2 });

  expect(asked).toEqual([
    { namespace: ['a'], key: 'k', value: { v: 1 } },
    { namespace: ['a'], key: 'k' },
    { namespace: ['a'], key: 'k', value: null },
    { namespacePrefix: ['a'], limit: 3 },
    { matchConditions: [{ matchType: 'suffix', path: ['a'] }], maxDepth: 2, limit: 100, offset: 0 },
  ]);
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
