import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { collect } from '#lib/engine/testing';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import { KeptHeads } from '#lib/store/kept-heads';
import { encodeValue } from '#lib/store/value-codec';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { StoredThread } from '#lib/testing/stored-thread';
import { deleteRun } from './delete-run';
import { updateThreadState } from './update-state';

const TEXT = 'all work and no play makes Jack a dull boy '.repeat(10);

const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  odd: Annotation<unknown[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  large: Annotation<unknown>,
});
type Values = typeof State.State;

/** What nodes were given, and what they do with it then. */
const seen: Values[] = [];
let damage: ((values: Values) => void) | undefined;

const chat = new StateGraph(State)
  .addNode('reply', (values) => {
    const { messages, odd, large } = values;
    seen.push({ messages, odd, large });
    damage?.(values);
    return { messages: { role: 'assistant', content: `reply to ${seen.at(-1)?.messages.length} ${TEXT}` } };
  })
  .addEdge(START, 'reply')
  .compile();

let db: TestDatabase;
let hp: TestHoldpoint;
let other: TestHoldpoint;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { chat });
  other = await testHoldpoint(await db.another(), { chat });
});

async function say(at: TestHoldpoint, threadId: string, { checkpointId, ...input }: Record<string, unknown> = {}) {
  const kwargs = checkpointId === undefined ? {} : { config: { configurable: { checkpoint_id: checkpointId } } };
  const messages = { role: 'user', content: `hello ${TEXT}` };
  const { id } = await at.send(threadId, 'chat', { input: { messages, ...input }, kwargs });
  await at.runAll();
  expect(await at.statusOf(id)).toBe('success');
  return id;
}

/** The values of a checkpoint, as somebody reads them who remembers nothing. */
async function stored(threadId: string, checkpointId?: string): Promise<Record<string, unknown>> {
  const saver = new PrismaCheckpointer({ sql: db.sql });
  const at = { thread_id: threadId, checkpoint_ns: '', ...(checkpointId && { checkpoint_id: checkpointId }) };
  const [newest] = await collect(saver.list({ configurable: at }, { limit: 1 }));
  return newest?.checkpoint.channel_values ?? {};
}

async function thread(turns: number): Promise<string> {
  const threadId = await hp.newThread();
  for (let turn = 0; turn < turns; turn++) await say(hp, threadId);
  return threadId;
}

/** Makes the database say something else than it was told. */
async function falsify(threadId: string): Promise<void> {
  await db.sql.$executeRaw`
    UPDATE channel_values SET value = replace(value::text, 'hello', 'HELLO')::json WHERE thread_id = ${threadId}::uuid`;
}

/** The checkpoints with which runs ended. */
async function endsOf(runIds: string[]): Promise<string[]> {
  const last = await db.prisma.checkpoint.findMany({
    where: { runId: { in: runIds } },
    orderBy: [{ runId: 'asc' }, { seq: 'desc' }],
    distinct: ['runId'],
  });
  return last.map(({ id }) => id);
}

const wordsSeen = () => seen.at(-1)?.messages.map(({ content }) => String(content).split(' ')[0]);

describe('what a run knows of the state without reading it', () => {
  it('is what the run before it has stored in this process', async () => {
    const threadId = await thread(6);
    await falsify(threadId);

    await say(hp, threadId);
    expect(new Set(wordsSeen())).toEqual(new Set(['hello', 'reply']));
    await say(other, threadId);
    expect(wordsSeen()).toContain('HELLO');
  });

  it('is forgotten for others when there is no room', async () => {
    const small = new KeptHeads(() => 14_000);
    const crowded = await testHoldpoint({ ...db, heads: small }, { chat });
    const [first, second] = [await thread(6), await thread(6)];
    for (const threadId of [first, second]) await say(crowded, threadId);
    for (const threadId of [first, second]) await falsify(threadId);

    for (const threadId of [second, first]) await say(crowded, threadId);
    await say(crowded, second);
    expect(wordsSeen()).toContain('HELLO');
    expect([small.get({ threadId: first, ns: '' }), small.get({ threadId: second, ns: '' })]).toEqual([
      undefined,
      expect.anything(),
    ]);
  });

  it('is of every kind what the database would give', async () => {
    const threadId = await thread(3);
    const odd = {
      when: new Date(5),
      map: new Map<unknown, unknown>([['k', new Set([1n])]]),
      none: undefined,
      bytes: new Uint8Array([1, 2]),
      buffer: Buffer.from('abc'),
      error: new TypeError('no', { cause: 'why' }),
      numbers: [Number.NaN, -0],
      pattern: /a/gi,
      url: new URL('http://a.b/'),
      tagged: { __holdpoint: 'x' },
      proto: JSON.parse('{"__proto__": {"a": [1]}, "b": {}}'),
      text: TEXT,
    };
    const update = (values: object) => updateThreadState(hp, { threadId, values });
    await update({ odd: Array.from({ length: 40 }, () => odd), large: { odd, text: TEXT.repeat(10) } });

    for (const at of [hp, hp, other, hp]) {
      const before = await stored(threadId);
      await say(at, threadId);
      const { messages, ...rest } = seen.at(-1) as Values;
      expect(encodeValue(rest)).toBe(encodeValue({ odd: before.odd, large: before.large }));
      expect(messages.slice(0, -1)).toStrictEqual(before.messages);
      expect(Object.is((rest.odd[39] as typeof odd).numbers[1], -0)).toBe(true);
      expect(Object.getPrototypeOf((rest.odd[0] as typeof odd).proto)).toBe(Object.prototype);
    }
  });

  it('is on a branch what the branch has', async () => {
    const threadId = await thread(8);
    const [branchesAt] = await endsOf([await say(hp, threadId, { odd: [1] })]);
    await say(hp, threadId, { odd: [2] });

    await say(hp, threadId, { checkpointId: branchesAt });
    await falsify(threadId);
    await say(hp, threadId);

    expect(wordsSeen()).not.toContain('HELLO');
    expect(seen.at(-1)?.odd).toEqual([1]);
    expect(seen.at(-1)?.messages).toHaveLength(8 * 2 + 2 + 2 + 1);
  });

  it('cannot be damaged by what nodes do to what they are given', async () => {
    const threadId = await thread(6);
    damage = ({ messages }) => {
      for (const message of messages) message.content = 'damaged';
      messages.reverse();
    };
    await say(hp, threadId).finally(() => {
      damage = undefined;
    });
    const before = await stored(threadId);

    await say(hp, threadId);
    expect(seen.at(-1)?.messages.slice(0, -1)).toEqual(before.messages);
    expect(before.messages).not.toContainEqual(expect.objectContaining({ content: 'damaged' }));
  });

  it('is not what a checkpoint held that a crash of the database has undone, and that came again', async () => {
    const heads = new KeptHeads();
    const stored = await StoredThread.create(db);
    const lease = await stored.startRun();
    const at = (ts: string) => ({
      ...{ v: 4, id: '1', ts, versions_seen: {}, channel_values: { text: `${ts} ${TEXT.repeat(20)}` } },
      channel_versions: { text: '0001.1' },
    });
    const put = (saver: PrismaCheckpointer, ts: string) =>
      saver.put(stored.at(), at(ts), { source: 'loop', step: 0, parents: {} }, { text: '0001.1' });
    await put(new PrismaCheckpointer({ sql: db.sql, heads }, { lease }), 'first');
    await db.prisma.checkpoint.deleteMany({ where: { threadId: stored.id } });
    await db.prisma.channelValue.deleteMany({ where: { threadId: stored.id } });

    await put(new PrismaCheckpointer({ sql: db.sql }, { lease }), 'second');

    expect(heads.get({ threadId: stored.id, ns: '' })?.ts).toBe('first');
    const read = await new PrismaCheckpointer({ sql: db.sql, heads }).getTuple(stored.at());
    expect(read?.checkpoint.channel_values.text).toContain('second');
  });
});

const turn = fc.record({
  does: fc.constantFrom('says', 'says', 'says', 'forks', 'edits', 'takes back', 'replaces'),
  where: fc.constantFrom('here', 'here', 'there'),
  writes: fc.boolean(),
  at: fc.nat(),
});

it('whatever happens to a thread between its runs, a node is given what the database has', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { minLength: 2, maxLength: 8 }), async (turns) => {
      const threadId = await thread(3);
      for (const { does, where, at, writes } of turns) {
        const process = where === 'here' ? hp : other;
        const runs = await db.prisma.run.findMany({ where: { threadId }, orderBy: { seq: 'asc' } });
        const ends = await endsOf(runs.map(({ id }) => id));
        const checkpointId = does === 'forks' ? ends[at % ends.length] : undefined;
        if (does === 'takes back') await deleteRun(process, { threadId, runId: runs.at(-1)?.id ?? '' });
        if (does === 'edits')
          await updateThreadState(process, { threadId, values: { large: `${at} ${TEXT.repeat(20)}` } });
        const before = await stored(threadId, checkpointId);
        const replaced = (before.messages as { id: string }[] | undefined)?.[0]?.id;
        const messages =
          does === 'replaces' && replaced ? { messages: [{ role: 'user', content: 'other', id: replaced }] } : {};

        await say(process, threadId, { checkpointId, ...messages, ...(writes && { odd: [TEXT] }) });

        const given = seen.at(-1) as Values;
        expect(given.large).toEqual(before.large);
        expect(given.odd).toEqual([...((before.odd ?? []) as unknown[]), ...(writes ? [TEXT] : [])]);
        const expected = (before.messages ?? []) as unknown[];
        if (does !== 'replaces') expect(given.messages.slice(0, -1)).toEqual(expected);
        else expect(given.messages.slice(1, expected.length)).toEqual(expected.slice(1));
        const after = await stored(threadId);
        expect((after.messages as unknown[]).slice(0, -1)).toEqual(
          given.messages.slice(0, (after.messages as unknown[]).length - 1),
        );
      }
    }),
    { numRuns: 20 },
  );
}, 120_000);
