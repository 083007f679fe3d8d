import { beforeAll, describe, expect, test } from 'vitest';
import type { Prisma } from '#lib/store/generated/client';
import { testInbox } from '#lib/testing/test-inbox';
import { cursorOf } from './inbox-cursor';
import type { InboxFilter } from './inbox-filter';
import { countInbox, listAskingNodes, listInbox } from './list-inbox';

const { hp, ask } = await testInbox();
const titles = async (filter: InboxFilter) => (await listInbox(hp, filter)).items.map((item) => item.title);
const PAYLOAD = { to: 'ada@example.com', body: 'first line\nsecond line, and \u0000 in it', amount: 1250.5 };

function answered(decidedBy: string, answer: Prisma.InputJsonValue) {
  return { outcome: 'answered', decidedBy, answer, decidedAt: new Date(0) } as const;
}

beforeAll(async () => {
  await ask('What is your age?', { graphId: 'age', node: 'ask', minute: 1 });
  await ask('Pay 100 % of it?', { graphId: 'expense', node: 'manager', minute: 2 });
  await ask('Pay 100 of it?', { graphId: 'expense', node: 'finance', minute: 3, threadTitle: 'Dinner for two' });
  await ask('Pay the desk?', {
    graphId: 'expense',
    node: 'manager',
    minute: 4,
    ...answered('Ada', { decision: 'approve' }),
  });
  await ask('Still there?', { graphId: 'age', node: 'ask', minute: 5, outcome: 'superseded', decidedBy: 'Grace' });
  await ask('Send it?', { graphId: 'mail', minute: 6, outcome: 'superseded', value: PAYLOAD });
});

describe('the inbox', () => {
  test('shows what waits, the longest waiting first', async () => {
    expect(await titles({})).toEqual(['What is your age?', 'Pay 100 % of it?', 'Pay 100 of it?']);
  });

  test('turns the order around on request', async () => {
    expect(await titles({ sort: 'newest' })).toEqual(['Pay 100 of it?', 'Pay 100 % of it?', 'What is your age?']);
  });

  test('shows what was answered with who answered what', async () => {
    const { items } = await listInbox(hp, { view: 'answered' });

    expect(items).toMatchObject([{ title: 'Pay the desk?', decidedBy: 'Ada', isDemo: true, outcome: 'answered' }]);
    expect(JSON.parse(items[0]?.answer ?? '')).toEqual({ decision: 'approve' });
  });

  test('finds by graph, by node and by both', async () => {
    expect(await titles({ graphId: 'expense' })).toHaveLength(2);
    expect(await titles({ view: 'all', graphId: 'expense', node: 'manager' })).toEqual([
      'Pay the desk?',
      'Pay 100 % of it?',
    ]);
  });

  test('finds words in the question, in the title of the thread and in the name of who decided', async () => {
    expect(await titles({ search: 'AGE your' })).toEqual(['What is your age?']);
    expect(await titles({ search: 'dinn' })).toEqual(['Pay 100 of it?']);
    expect(await titles({ view: 'all', search: 'grace' })).toEqual(['Still there?']);
    expect(await titles({ search: 'inner' })).toEqual([]);
  });

  test.each([
    ['a word', 'second'],
    ['the beginning of an address', 'ada@exam'],
    ['a number', '1250.5'],
    ['a key', 'amount'],
  ])('finds %s in the payload', async (_what, search) => {
    expect(await titles({ view: 'superseded', search })).toEqual(['Send it?']);
  });

  test.each(["it's", '%', "a \\' b", '\0', ':*', '!', "')", '😀'])('takes any text in a search: %j', async (search) => {
    expect(await titles({ search: `${search} age` })).toEqual(await titles({ search: `${search} AGE` }));
    await titles({ search });
  });

  test('finds a question by its whole id', async () => {
    const [first] = (await listInbox(hp)).items;

    expect(await titles({ search: first?.id })).toEqual(['What is your age?']);
  });

  test('finds by the assistant whose run asked', async () => {
    const [first] = await hp.db.prisma.interrupt.findMany({ where: { title: 'Pay 100 of it?' } });

    expect(await titles({ assistantId: first?.assistantId ?? '' })).toEqual(['Pay 100 of it?']);
  });

  test('finds by the metadata of the thread, a number as a number and as a text', async () => {
    await ask('In case 7?', { minute: 7, outcome: 'superseded', metadata: { case: 7, tenant: 'north' } });

    const found = (metadata: Record<string, unknown>[]) => titles({ view: 'superseded', metadata });
    expect(await found([{ case: '7' }, { case: 7 }])).toEqual(['In case 7?']);
    expect(await found([{ tenant: 'north' }])).toEqual(['In case 7?']);
    expect(await found([{ case: '7' }])).toEqual([]);
  });

  test('finds what was asked longer ago than a time', async () => {
    const minutes = Date.now() / 60_000 - 2.5;

    expect(await titles({ olderThanMinutes: minutes })).toEqual(['What is your age?', 'Pay 100 % of it?']);
  });

  test('goes on after the last question of a page and says when there is no more', async () => {
    const filter = { graphId: 'expense', limit: 1 };
    const first = await listInbox(hp, filter);
    const second = await listInbox(hp, { ...filter, after: first.next ?? undefined });

    expect(first.items.map((item) => item.title)).toEqual(['Pay 100 % of it?']);
    expect(second.items.map((item) => item.title)).toEqual(['Pay 100 of it?']);
    expect(second.next).toBeNull();
  });

  test.each(['oldest', 'newest'] as const)(
    'keeps a stretch of the list apart from its neighbours, %s first',
    async (sort) => {
      const graphId = `stretch-${sort}`;
      const asked = (minute: number) => ask(`${minute}?`, { graphId, minute });
      for (const minute of [1, 2, 5, 6]) await asked(minute);
      const whole = await listInbox(hp, { graphId, sort });
      const [from, until] = sort === 'oldest' ? [2, 5] : [5, 2];
      const cursor = (minute: number) => {
        const item = whole.items.find(({ title }) => title === `${minute}?`)!;
        return cursorOf('waiting', item);
      };
      await asked(4);

      expect(await titles({ graphId, sort, from: cursor(from!), until: cursor(until!) })).toEqual([
        `${from}?`,
        '4?',
        `${until}?`,
      ]);
    },
  );

  test('goes on after a question that is gone', async () => {
    const filter = { graphId: 'gone', limit: 1 };
    for (const minute of [1, 2]) await ask(`${minute}?`, { graphId: 'gone', minute });
    const first = await listInbox(hp, filter);

    await hp.db.prisma.interrupt.deleteMany({ where: { title: '1?', graphId: 'gone' } });

    const second = await listInbox(hp, { ...filter, after: first.next ?? undefined });
    expect(second.items.map(({ title }) => title)).toEqual(['2?']);
  });

  test.each(['oldest', 'newest'] as const)('goes on page by page under a search, %s first', async (sort) => {
    const graphId = `paged-${sort}`;
    for (const minute of [1, 2, 3]) await ask(`Chapter ${minute}?`, { graphId, minute });
    const filter = { graphId, sort, search: 'chapter', limit: 1 };

    const found: string[] = [];
    let after: string | undefined;
    do {
      const page = await listInbox(hp, { ...filter, after });
      found.push(...page.items.map(({ title }) => title));
      after = page.next ?? undefined;
    } while (after !== undefined);

    const inOrder = ['Chapter 1?', 'Chapter 2?', 'Chapter 3?'];
    expect(found).toEqual(sort === 'oldest' ? inOrder : inOrder.toReversed());
  });

  test('counts each view of what waits under the same filters', async () => {
    expect(await countInbox(hp, { graphId: 'expense' })).toMatchObject({
      waiting: 2,
      mine: 0,
      claimed: 0,
      expiring: 0,
      snoozed: 0,
    });
    expect(await countInbox(hp, { graphId: 'expense', search: 'finance' })).toMatchObject({ waiting: 0 });
    expect(await countInbox(hp, { graphId: 'expense', search: 'dinner' })).toMatchObject({ waiting: 1 });
  });

  test('knows every node that has asked', async () => {
    const nodes = await listAskingNodes(hp);

    expect(nodes.filter(({ graphId }) => ['age', 'expense'].includes(graphId))).toEqual([
      { graphId: 'age', node: 'ask' },
      { graphId: 'expense', node: 'finance' },
      { graphId: 'expense', node: 'manager' },
    ]);
  });
});
