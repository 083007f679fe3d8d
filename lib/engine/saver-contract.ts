import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { reducedValue } from './channel';
import { describeForks } from './saver-contract-forks';
import { configOf as configIn, grow, growth, readList } from './saver-contract-lists';
import { describeRivals, type Rivals } from './saver-contract-rivals';
import { collect } from './testing';
import type { BaseCheckpointSaver, Checkpoint, CheckpointMetadata, RunnableConfig } from './types';

const TASK = '11111111-1111-5111-8111-111111111111';
const OTHER_TASK = '22222222-2222-5222-8222-222222222222';
const THREAD = '0b0b0b0b-0000-4000-8000-000000000001';
const OTHER_THREAD = '0b0b0b0b-0000-4000-8000-000000000002';

interface SaverUnderTest {
  /** Gives a saver without checkpoints in which these threads may be used. */
  createSaver(threadIds: readonly string[]): Promise<BaseCheckpointSaver>;
  /** See describeRivals. */
  createRivals(threadId: string): Promise<Rivals>;
}

/** What every saver must do. */
export function describeSaver(name: string, { createSaver, createRivals }: SaverUnderTest): void {
  describe(name, () => {
    let saver: BaseCheckpointSaver;
    beforeEach(async () => {
      saver = await createSaver([THREAD, OTHER_THREAD]);
    });

    describeCheckpoints(() => saver);
    describeLists(() => saver);
    describeGrowth(() => saver);
    describeWrites(() => saver);
    describeThreads(() => saver);
    describeForks(() => saver, THREAD);
    describeRivals(createRivals);
  });
}

interface Put {
  id: number;
  parent?: number;
  ns?: string;
  threadId?: string;
  values?: Record<string, unknown>;
  /** Versions of all channels; those in `changed` are new. */
  versions?: Record<string, string>;
  changed?: readonly string[];
  metadata?: Partial<CheckpointMetadata>;
}

const idOf = (n: number) => `1f0c0000-0000-6${String(n).padStart(3, '0')}-8000-000000000000`;

function configOf({ id, ns = '', threadId = THREAD }: { id?: number; ns?: string; threadId?: string }): RunnableConfig {
  return {
    configurable: { thread_id: threadId, checkpoint_ns: ns, ...(id !== undefined && { checkpoint_id: idOf(id) }) },
  };
}

async function put(saver: BaseCheckpointSaver, options: Put): Promise<RunnableConfig> {
  const { id, parent, ns, threadId, values = {}, versions = {}, changed = Object.keys(versions), metadata } = options;
  const checkpoint: Checkpoint = {
    v: 4,
    id: idOf(id),
    ts: '2026-11-20T00:00:00.000Z',
    channel_values: values,
    channel_versions: versions,
    versions_seen: { node: { trigger: '1' } },
  };
  const place = { ...(ns !== undefined && { ns }), ...(threadId !== undefined && { threadId }) };
  return saver.put(
    configOf({ ...place, ...(parent !== undefined && { id: parent }) }),
    checkpoint,
    { source: 'loop', step: id, parents: {}, ...metadata },
    Object.fromEntries(changed.map((channel) => [channel, versions[channel] ?? ''])),
  );
}

function describeCheckpoints(saver: () => BaseCheckpointSaver): void {
  test('a checkpoint comes back as it was put, with its parent', async () => {
    const values = { text: 'a', list: [1, { deep: null }], no: false };
    const versions = { text: '1.a', list: '1.a', no: '1.a' };
    await put(saver(), { id: 1 });
    const config = await put(saver(), { id: 2, parent: 1, values, versions, metadata: { run_id: 'r' } });

    expect(config).toEqual(configOf({ id: 2 }));
    expect(await saver().getTuple(config)).toEqual({
      config: configOf({ id: 2 }),
      checkpoint: {
        v: 4,
        id: idOf(2),
        ts: '2026-11-20T00:00:00.000Z',
        channel_values: values,
        channel_versions: versions,
        versions_seen: { node: { trigger: '1' } },
      },
      metadata: { source: 'loop', step: 2, parents: {}, run_id: 'r' },
      parentConfig: configOf({ id: 1 }),
      pendingWrites: [],
    });
    expect((await saver().getTuple(configOf({ id: 1 })))?.parentConfig).toBeUndefined();
  });

  test('without an id the newest checkpoint is found, and none in an empty thread', async () => {
    expect(await saver().getTuple(configOf({}))).toBeUndefined();
    await put(saver(), { id: 1 });
    await put(saver(), { id: 3, parent: 1 });
    await put(saver(), { id: 4, parent: 1 });

    expect((await saver().getTuple(configOf({})))?.checkpoint.id).toBe(idOf(4));
    expect(await saver().getTuple(configOf({ id: 2 }))).toBeUndefined();
  });

  test('a channel that did not change keeps its value without being put again', async () => {
    await put(saver(), { id: 1, values: { a: 1, b: 2 }, versions: { a: '1.x', b: '1.x' } });
    const versions = { a: '1.x', b: '2.y' };
    await put(saver(), { id: 2, parent: 1, values: { a: 1, b: 3 }, versions, changed: ['b'] });

    expect((await saver().getTuple(configOf({})))?.checkpoint.channel_values).toEqual({ a: 1, b: 3 });
  });

  test('a channel that became empty has no value any more', async () => {
    await put(saver(), { id: 1, values: { a: 1 }, versions: { a: '1.x' } });
    await put(saver(), { id: 2, parent: 1, values: {}, versions: { a: '2.y' } });

    expect((await saver().getTuple(configOf({})))?.checkpoint.channel_values).toEqual({});
    expect((await saver().getTuple(configOf({ id: 1 })))?.checkpoint.channel_values).toEqual({ a: 1 });
  });

  test('branches from one checkpoint never share values', async () => {
    await put(saver(), { id: 1, values: { a: 'base' }, versions: { a: '1.x' } });
    await put(saver(), { id: 2, parent: 1, values: { a: 'left' }, versions: { a: '2.left' } });
    await put(saver(), { id: 3, parent: 1, values: { a: 'right' }, versions: { a: '2.right' } });

    const read = async (id: number) => (await saver().getTuple(configOf({ id })))?.checkpoint.channel_values.a;
    expect([await read(1), await read(2), await read(3)]).toEqual(['base', 'left', 'right']);
  });

  test('what was put or read can be changed without changing what is stored', async () => {
    const change = (list: unknown) => {
      if (!Array.isArray(list)) throw new Error('There is no list to change.');
      Object.assign(list[0], { text: 'changed' });
      list.push('later');
    };
    const list = [{ text: 'a' }];
    await put(saver(), { id: 1, values: { list }, versions: { list: '1.x' } });
    const read = async () => (await saver().getTuple(configOf({})))?.checkpoint.channel_values.list;

    change(list);
    change(await read());

    expect(await read()).toEqual([{ text: 'a' }]);
  });
}

function describeLists(saver: () => BaseCheckpointSaver): void {
  const listed = async (options?: Parameters<BaseCheckpointSaver['list']>[1]) =>
    (await collect(saver().list(configOf({}), options))).map(({ metadata }) => metadata?.step);

  test('checkpoints are listed from the newest on, limited, before one, and filtered by metadata', async () => {
    await put(saver(), { id: 1, metadata: { source: 'input', run_id: 'a' } });
    await put(saver(), { id: 2, parent: 1, metadata: { run_id: 'a' } });
    await put(saver(), { id: 3, parent: 1, metadata: { source: 'fork', run_id: 'b' } });

    expect(await listed()).toEqual([3, 2, 1]);
    expect(await listed({ limit: 2 })).toEqual([3, 2]);
    expect(await listed({ before: configOf({ id: 3 }) })).toEqual([2, 1]);
    expect(await listed({ filter: { run_id: 'a' } })).toEqual([2, 1]);
    expect(await listed({ filter: { source: 'fork', run_id: 'b' } })).toEqual([3]);
    expect(await listed({ filter: { source: 'fork', run_id: 'a' } })).toEqual([]);
  });

  test('listed checkpoints are complete', async () => {
    await put(saver(), { id: 1, values: { a: 1 }, versions: { a: '1.x' } });
    await put(saver(), { id: 2, parent: 1, values: { a: 1 }, versions: { a: '1.x' }, changed: [] });
    await saver().putWrites(configOf({ id: 2 }), [['a', 2]], TASK);

    const [first] = await collect(saver().list(configOf({}), { limit: 1 }));
    expect(first).toEqual(await saver().getTuple(configOf({})));
    expect(first?.pendingWrites).toEqual([[TASK, 'a', 2]]);
  });
}

function describeGrowth(saver: () => BaseCheckpointSaver): void {
  test('a list is at every checkpoint what it was there, however it came to be', async () => {
    await fc.assert(
      fc.asyncProperty(growth, async (steps) => {
        const kept = await grow(saver(), { threadId: THREAD }, steps);

        for (const { id, expected } of kept)
          expect(JSON.stringify(await readList(saver(), configIn(THREAD, id)))).toBe(expected);
        await saver().deleteThread(THREAD);
      }),
      { numRuns: 30 },
    );
  });

  test('a reducer that changes an item in its place while it appends another loses nothing', async () => {
    const list = [{ id: 1, text: 'x'.repeat(2000), isDone: false }];
    const upsert = reducedValue((known, written) => {
      const items = known as typeof list; // what is written below
      for (const item of written as typeof list) {
        const old = items.find(({ id }) => id === item.id);
        if (old) Object.assign(old, item);
      }
      return [...items, ...(written as typeof list).filter(({ id }) => !items.some((item) => item.id === id))];
    });
    await put(saver(), { id: 1, values: { list }, versions: { list: '1.a' } });
    const next = upsert.update(list, [[{ id: 1, text: '', isDone: true }, { id: 2 }]], 'list');
    await put(saver(), { id: 2, parent: 1, values: { list: next }, versions: { list: '2.b' } });

    expect((await saver().getTuple(configOf({})))?.checkpoint.channel_values.list).toEqual([
      { id: 1, text: '', isDone: true },
      { id: 2 },
    ]);
  });
}

function describeWrites(saver: () => BaseCheckpointSaver): void {
  const read = async (id = 1) => (await saver().getTuple(configOf({ id })))?.pendingWrites;
  const write = (taskId: string, ...writes: [string, unknown][]) =>
    saver().putWrites(configOf({ id: 1 }), writes, taskId);

  test('the writes of a task stay in order, and a write to one channel twice stays two writes', async () => {
    await put(saver(), { id: 1 });
    await write(TASK, ['a', 1], ['b', null], ['a', [2]]);

    expect(await read()).toEqual([
      [TASK, 'a', 1],
      [TASK, 'b', null],
      [TASK, 'a', [2]],
    ]);
  });

  test('of a regular write the first one stays', async () => {
    await put(saver(), { id: 1 });
    await write(TASK, ['a', 'first'], ['b', 'first']);
    await write(TASK, ['a', 'second'], ['c', 'second']);

    expect(await read()).toEqual([
      [TASK, 'a', 'first'],
      [TASK, 'b', 'first'],
    ]);
  });

  test.each(['__error__', '__interrupt__', '__resume__'])('of a write to %s the last one counts', async (channel) => {
    await put(saver(), { id: 1 });
    await write(TASK, [channel, 'first']);
    await write(TASK, [channel, 'second']);

    expect(await read()).toEqual([[TASK, channel, 'second']]);
  });

  test('special and regular writes of one task do not touch each other', async () => {
    await put(saver(), { id: 1 });
    await write(TASK, ['__interrupt__', [{ id: 'q' }]], ['__error__', null]);
    await write(TASK, ['a', 1]);

    const writes = await read();
    expect(writes).toHaveLength(3);
    expect(writes).toEqual(
      expect.arrayContaining([
        [TASK, '__interrupt__', [{ id: 'q' }]],
        [TASK, '__error__', null],
        [TASK, 'a', 1],
      ]),
    );
  });

  test('writes belong to their task, checkpoint and namespace', async () => {
    await put(saver(), { id: 1 });
    await put(saver(), { id: 2, parent: 1 });
    await put(saver(), { id: 1, ns: 'child:x' });
    await write(TASK, ['a', 1]);
    await write(OTHER_TASK, ['a', 2]);
    await saver().putWrites(configOf({ id: 1, ns: 'child:x' }), [['a', 3]], TASK);

    expect(await read()).toEqual([
      [TASK, 'a', 1],
      [OTHER_TASK, 'a', 2],
    ]);
    expect(await read(2)).toEqual([]);
    expect((await saver().getTuple(configOf({ id: 1, ns: 'child:x' })))?.pendingWrites).toEqual([[TASK, 'a', 3]]);
  });
}

function describeThreads(saver: () => BaseCheckpointSaver): void {
  test('namespaces and threads are kept apart', async () => {
    await put(saver(), { id: 1, values: { a: 'root' }, versions: { a: '1.x' } });
    await put(saver(), { id: 2, ns: 'child:x', values: { a: 'child' }, versions: { a: '1.x' } });
    await put(saver(), { id: 3, threadId: OTHER_THREAD, values: { a: 'other' }, versions: { a: '1.x' } });

    const read = async (place: { ns?: string; threadId?: string }) =>
      (await saver().getTuple(configOf(place)))?.checkpoint.channel_values.a;
    expect([await read({}), await read({ ns: 'child:x' }), await read({ threadId: OTHER_THREAD })]).toEqual([
      'root',
      'child',
      'other',
    ]);
    expect(await collect(saver().list(configOf({})))).toHaveLength(1);
  });

  test('a deleted thread is gone with all its namespaces; others stay', async () => {
    await put(saver(), { id: 1 });
    await put(saver(), { id: 2, ns: 'child:x' });
    await put(saver(), { id: 3, threadId: OTHER_THREAD });
    await saver().putWrites(configOf({ id: 1 }), [['a', 1]], TASK);

    await saver().deleteThread(THREAD);

    expect(await saver().getTuple(configOf({}))).toBeUndefined();
    expect(await saver().getTuple(configOf({ ns: 'child:x' }))).toBeUndefined();
    expect(await saver().getTuple(configOf({ threadId: OTHER_THREAD }))).toBeDefined();
  });
}
