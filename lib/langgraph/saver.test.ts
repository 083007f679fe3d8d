import * as messages from '@langchain/core/messages';
import { Command, Send } from '@langchain/langgraph';
import { v4 } from 'uuid';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Checkpoint, RunnableConfig } from '#lib/engine';
import { LeaseLostError } from '#lib/errors';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import type { Database } from '#lib/store/database';
import { testDatabase } from '#lib/testing/database';
import type { LangGraphRuntime } from './runtime';
import { LangGraphSaver } from './saver';

const runtime = { messages, Command, Send } as unknown as LangGraphRuntime; // the library's own, with its narrower types
const METADATA = { source: 'loop', step: 0, parents: {} } as const;

function checkpoint(values: Record<string, unknown>): Checkpoint {
  const versions = Object.fromEntries(Object.keys(values).map((channel) => [channel, '000000000001.a']));
  return { v: 4, id: '1', ts: '', channel_values: values, channel_versions: versions, versions_seen: {} };
}

let db: Database;

beforeAll(async () => {
  db = await testDatabase();
});

/** A checkpoint with these values on a thread of its own. */
async function stored(values: Record<string, unknown>) {
  const { id } = await db.prisma.thread.create({ data: { id: v4() } });
  const thread: RunnableConfig = { configurable: { thread_id: id, checkpoint_ns: '' } };
  const store = new PrismaCheckpointer(db);
  const saver = new LangGraphSaver(store, { runtime });
  const made = checkpoint(values);
  const at = await saver.put(thread, made, METADATA, made.channel_versions);
  return { store, saver, thread, at };
}

describe('LangGraphSaver', () => {
  it('gives every kind of message back as what it was, wherever it is in a value', async () => {
    const given = [
      new messages.HumanMessage({ content: [{ type: 'text', text: 'hi' }], id: 'h', name: 'Ada' }),
      new messages.AIMessage({
        content: 'x',
        tool_calls: [{ id: '1', name: 'f', args: {} }],
        response_metadata: { m: 1 },
      }),
      new messages.AIMessageChunk({ content: 'y', id: 'c' }),
      new messages.ToolMessage({ content: 'z', tool_call_id: '1', status: 'error', artifact: { a: 1 } }),
      new messages.SystemMessage('s'),
      new messages.ChatMessage({ content: 'c', role: 'critic' }),
      new messages.RemoveMessage({ id: 'h' }),
    ];
    const { saver, thread } = await stored({
      list: given,
      deep: new Map([['k', { last: given[0] }]]),
      dict: { type: 'human', content: 'no' },
    });

    const { list, deep, dict } = (await saver.getTuple(thread))?.checkpoint.channel_values ?? {};

    const back = list as typeof given;
    expect(back.map((message) => message.constructor.name)).toEqual(given.map((message) => message.constructor.name));
    expect(back.map((message) => message.toDict())).toEqual(given.map((message) => message.toDict()));
    expect((deep as Map<string, { last: unknown }>).get('k')?.last).toBeInstanceOf(messages.HumanMessage);
    expect(dict).not.toBeInstanceOf(messages.HumanMessage);
  });

  it('gives a Send back as a Send, with the messages it carries', async () => {
    const { saver, thread } = await stored({
      __pregel_tasks: [new Send('worker', { ask: new messages.HumanMessage('hi') })],
    });

    const sends = (await saver.getTuple(thread))?.checkpoint.channel_values.__pregel_tasks;

    const [send] = sends as [Send<string, { ask: unknown }>];
    expect(send).toBeInstanceOf(Send);
    expect(send).toMatchObject({ node: 'worker' });
    expect(send.args.ask).toBeInstanceOf(messages.HumanMessage);
  });

  it('keeps nothing of what a failed task wrote but its error and the answers it took', async () => {
    const { saver, thread, at } = await stored({});

    await saver.putWrites(
      at,
      [
        ['__resume__', ['yes']],
        ['log', 'half'],
        ['__error__', { name: 'Error', message: 'x' }],
      ],
      'task',
    );

    const writes = (await saver.getTuple(thread))?.pendingWrites;
    expect(writes?.map(([, channel]) => channel)).toEqual(['__resume__', '__error__']);
  });

  it('keeps the last of the answers that a task has recorded one by one', async () => {
    const { saver, thread, at } = await stored({});

    await saver.putWrites(
      at,
      [
        ['__resume__', [1]],
        ['__resume__', [1, 2]],
        ['log', 'done'],
      ],
      'task',
    );

    const writes = (await saver.getTuple(thread))?.pendingWrites;
    expect(writes).toEqual(
      expect.arrayContaining([
        ['task', '__resume__', [1, 2]],
        ['task', 'log', 'done'],
      ]),
    );
    expect(writes).toHaveLength(2);
  });

  it('tells the first failure, writes nothing after it and throws it in the end', async () => {
    const { store, at } = await stored({});
    const told: unknown[] = [];
    const written: string[] = [];
    store.putWrites = async (_config, _writes, taskId) => {
      written.push(taskId);
      if (taskId === 'b') throw new LeaseLostError('run');
    };
    const saver = new LangGraphSaver(store, { runtime, onFailure: (error) => void told.push(error) });
    await saver.getTuple(at);

    await Promise.all(['a', 'b', 'c'].map((taskId) => saver.putWrites(at, [['log', 1]], taskId)));

    expect(written).toEqual(['a', 'b']);
    expect(told).toEqual([expect.any(LeaseLostError)]);
    await expect(saver.settled()).rejects.toBeInstanceOf(LeaseLostError);
  });

  it('refuses a value that is within itself, with its place', async () => {
    const { saver, at } = await stored({});
    const circular: Record<string, unknown> = { many: [] };
    circular.many = [circular, circular];

    await saver.putWrites(at, [['log', circular]], 'task');

    await expect(saver.settled()).rejects.toThrow(/The value at log\S* is a circular reference/);
  });

  it('stores writes that come before their checkpoint behind it', async () => {
    const { store, saver, at } = await stored({});
    const next = { ...checkpoint({}), id: '2' };

    await saver.putWrites({ configurable: { ...at.configurable, checkpoint_id: '2' } }, [['log', 'early']], 'task');
    await saver.put(at, next, METADATA, {});

    const { pendingWrites } =
      (await store.getTuple({ configurable: { ...at.configurable, checkpoint_id: '2' } })) ?? {};
    await saver.settled();
    expect(pendingWrites).toEqual([['task', 'log', 'early']]);
  });

  it('refuses writes whose checkpoint never comes', async () => {
    const { saver, at } = await stored({});

    await saver.putWrites({ configurable: { ...at.configurable, checkpoint_id: '2' } }, [['log', 'early']], 'task');

    await expect(saver.settled()).rejects.toThrow();
  });

  it('numbers versions so that they grow, and never twice the same in two runs', () => {
    const [one, other] = [1, 2].map(() => new LangGraphSaver(new PrismaCheckpointer(db), { runtime }));
    const first = one?.getNextVersion(undefined) ?? '';

    const ninth = one?.getNextVersion('000000000009.abc') ?? '';
    const tenth = one?.getNextVersion(ninth) ?? '';

    expect(first < ninth && ninth < tenth).toBe(true);
    expect(first.localeCompare(ninth) < 0 && ninth.localeCompare(tenth) < 0).toBe(true);
    expect(other?.getNextVersion(undefined)).not.toBe(first);
  });
});
