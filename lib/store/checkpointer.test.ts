import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CheckpointTuple } from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { METADATA, StoredThread } from '#lib/testing/stored-thread';

let db: TestDatabase;
let thread: StoredThread;

beforeAll(async () => {
  db = await testDatabase();
});

beforeEach(async () => {
  thread = await StoredThread.create(db);
});

async function collect(tuples: AsyncIterable<CheckpointTuple>): Promise<CheckpointTuple[]> {
  const collected: CheckpointTuple[] = [];
  for await (const tuple of tuples) collected.push(tuple);
  return collected;
}

describe('reading', () => {
  test('a thread without checkpoints has none', async () => {
    expect(await thread.head()).toBeUndefined();
  });

  test('the head is what was put last, not the highest id', async () => {
    const saver = thread.saver(await thread.startRun());

    await thread.put(saver, { id: 'b', values: { x: 1 } });
    await thread.put(saver, { id: 'a', values: { x: 2 }, from: 'b' });

    expect(await thread.head()).toMatchObject({
      config: thread.at('a'),
      parentConfig: thread.at('b'),
      checkpoint: { channel_values: { x: 2 }, versions_seen: { node: { a: '0000.x' } } },
      metadata: METADATA,
    });
  });

  test('a channel that did not change is read from where it was stored', async () => {
    const saver = thread.saver(await thread.startRun());
    await thread.put(saver, { id: 'a', values: { kept: 'old', changed: 'old' } });
    const first = await saver.getTuple(thread.at('a'));

    const versions = { ...first!.checkpoint.channel_versions, changed: '0002.b' };
    const next = { ...first!.checkpoint, id: 'b', channel_versions: versions, channel_values: { changed: 'new' } };
    await saver.put(thread.at('a'), next, METADATA, { changed: '0002.b' });

    expect((await thread.head())?.checkpoint.channel_values).toEqual({ kept: 'old', changed: 'new' });
    expect((await saver.getTuple(thread.at('a')))?.checkpoint.channel_values).toEqual({ kept: 'old', changed: 'old' });
  });

  test('a channel that became empty has no value, one that holds undefined has', async () => {
    const saver = thread.saver(await thread.startRun());
    const versions = { empty: '0001.a', nothing: '0001.a' };
    const checkpoint = { v: 4, id: 'a', ts: '', versions_seen: {}, channel_versions: versions };

    await saver.put(thread.at(), { ...checkpoint, channel_values: { nothing: undefined } }, METADATA, versions);

    expect(Object.keys((await thread.head())!.checkpoint.channel_values)).toEqual(['nothing']);
  });

  test('the list goes from new to old over as many pages as it takes', async () => {
    const saver = thread.saver(await thread.startRun());
    const ids = Array.from({ length: 45 }, (_, index) => `c${String(index).padStart(2, '0')}`);
    for (const id of ids) await thread.put(saver, { id, values: { id } });

    const listed = await collect(saver.list(thread.at()));
    const limited = await collect(saver.list(thread.at(), { limit: 21 }));
    const before = await collect(saver.list(thread.at(), { before: thread.at('c02') }));

    expect(listed.map(({ checkpoint }) => checkpoint.channel_values.id)).toEqual(ids.toReversed());
    expect(limited).toHaveLength(21);
    expect(before.map(({ checkpoint }) => checkpoint.id)).toEqual(['c01', 'c00']);
  });

  test('the list can be narrowed to metadata and to a namespace', async () => {
    const saver = thread.saver(await thread.startRun());
    await thread.put(saver, { id: 'root' });
    await thread.put(saver, { id: 'child', ns: 'node:task' });
    const noNs = { configurable: { thread_id: thread.id } };

    expect(await collect(saver.list(noNs))).toHaveLength(2);
    expect(await collect(saver.list(thread.at(undefined, 'node:task')))).toHaveLength(1);
    expect(await collect(saver.list(noNs, { filter: { source: 'loop' } }))).toHaveLength(2);
    expect(await collect(saver.list(noNs, { filter: { source: 'input' } }))).toHaveLength(0);
  });
});

describe('exact values', () => {
  const exact = {
    nul: 'a\u0000b',
    surrogates: '\ud800 \udc00',
    zero: -0,
    nan: Number.NaN,
    date: new Date(1),
    bytes: new Uint8Array([0, 1, 255]),
    big: 2n ** 70n,
    nothing: undefined,
    quotes: `'"\\{},NULL`,
    text: 'NULL',
    none: null,
  };

  test('channel values and writes come back as they were', async () => {
    const saver = thread.saver(await thread.startRun());

    await thread.put(saver, { id: 'a', values: { ...exact, all: exact } });
    await saver.putWrites(thread.at('a'), [['all', exact], ...Object.entries(exact)], 'task');

    expect((await thread.head())?.checkpoint.channel_values).toStrictEqual({ ...exact, all: exact });
    expect(await thread.writesAt('a')).toStrictEqual([['all', exact], ...Object.entries(exact)]);
  });

  test('a string of 5 MB comes back as it was', async () => {
    const saver = thread.saver(await thread.startRun());
    const large = 'ä\u0000"'.repeat(1_500_000);

    await thread.put(saver, { id: 'a', values: { large } });

    expect((await thread.head())?.checkpoint.channel_values.large === large).toBe(true);
  });

  test('what cannot be stored is refused by name, and nothing is written', async () => {
    const saver = thread.saver(await thread.startRun());

    const refused = thread.put(saver, { id: 'a', values: { fine: 1, bad: { callback: () => 1 } } });

    await expect(refused).rejects.toThrow('The value at bad.callback is a function');
    await expect(refused).rejects.toBeInstanceOf(HoldpointError);
    expect(await thread.head()).toBeUndefined();
  });
});

describe('pending writes', () => {
  test('of regular writes the first stays, of special ones the last', async () => {
    const saver = thread.saver(await thread.startRun());
    await thread.put(saver, { id: 'a' });

    await saver.putWrites(
      thread.at('a'),
      [
        ['x', 1],
        ['__error__', 'first'],
      ],
      'task',
    );
    await saver.putWrites(
      thread.at('a'),
      [
        ['x', 2],
        ['__error__', 'second'],
      ],
      'task',
    );

    expect(await thread.writesAt('a')).toEqual([
      ['x', 1],
      ['__error__', 'second'],
    ]);
  });

  test('a later run covers special writes of an earlier one, and its rollback uncovers them', async () => {
    const first = await thread.startRun();
    await thread.put(thread.saver(first), { id: 'a' });
    await thread.saver(first).putWrites(
      thread.at('a'),
      [
        ['x', 1],
        ['__resume__', 'first'],
      ],
      'task',
    );
    await thread.endRun(first);
    const second = await thread.startRun();
    await thread.saver(second).putWrites(
      thread.at('a'),
      [
        ['x', 2],
        ['__resume__', 'second'],
      ],
      'task',
    );
    expect(await thread.writesAt('a')).toEqual([
      ['x', 1],
      ['__resume__', 'second'],
    ]);

    await thread.rollBack(second);

    expect(await thread.writesAt('a')).toEqual([
      ['x', 1],
      ['__resume__', 'first'],
    ]);
  });

  test('edits outside runs replace their own special writes too', async () => {
    await thread.put(thread.saver(), { id: 'a' });

    await thread.saver().putWrites(thread.at('a'), [['__resume__', 'first']], 'task');
    await thread.saver().putWrites(thread.at('a'), [['__resume__', 'second']], 'task');

    expect(await db.prisma.checkpointWrite.count({ where: { threadId: thread.id } })).toBe(1);
    expect(await thread.writesAt('a')).toEqual([['__resume__', 'second']]);
  });

  test('writes of several tasks keep the order in which the tasks finished', async () => {
    const saver = thread.saver(await thread.startRun());
    await thread.put(saver, { id: 'a' });

    await saver.putWrites(
      thread.at('a'),
      [
        ['x', 1],
        ['y', 2],
      ],
      'z-task',
    );
    await saver.putWrites(thread.at('a'), [['x', 3]], 'a-task');

    expect(await thread.writesAt('a')).toEqual([
      ['x', 1],
      ['y', 2],
      ['x', 3],
    ]);
  });
});

test('deleting what a thread holds leaves other threads alone', async () => {
  const other = await StoredThread.create(db);
  for (const each of [thread, other]) await each.put(each.saver(), { id: 'a', values: { x: 1 } });

  await thread.saver().deleteThread(thread.id);

  expect(await thread.head()).toBeUndefined();
  expect(await db.prisma.channelValue.count({ where: { threadId: thread.id } })).toBe(0);
  expect((await other.head())?.checkpoint.channel_values).toEqual({ x: 1 });
});
