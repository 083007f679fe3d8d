import { v4 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import { markOpened } from '#lib/runs/mark-opened';
import type { Prisma } from '#lib/store/generated/client';
import { testDatabase } from '#lib/testing/database';
import { cursorOf } from './inbox-cursor';
import type { InboxFilter } from './inbox-filter';
import { countInbox, listAskingNodes, listInbox } from './list-inbox';
import { listNewcomers } from './list-newcomers';

let hp: Holdpoint;

beforeAll(async () => {
  hp = await openHoldpoint(await testDatabase(), new Map());
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

const HOUR_MS = 3_600_000;
const PAYLOAD = { to: 'ada@example.com', body: 'first line\nsecond line, and \u0000 in it', amount: 1250.5 };

interface Asked extends Partial<Prisma.InterruptUncheckedCreateInput> {
  minute: number;
  threadTitle?: string;
  /** Of the thread. */
  metadata?: Record<string, Prisma.InputJsonValue>;
  status?: 'error';
}

function answered(decidedBy: string, answer: Prisma.InputJsonValue) {
  return { outcome: 'answered', decidedBy, answer, decidedAt: new Date(0) } as const;
}

async function ask(title: string, asked: Asked): Promise<void> {
  const { minute, threadTitle, metadata = {}, status, graphId = 'age', ...rest } = asked;
  const { prisma } = hp.db;
  const assistant = await prisma.assistant.create({ data: { id: v4(), graphId, name: graphId } });
  const about = { title: threadTitle, metadata: { demo: true, ...metadata }, status };
  const thread = await prisma.thread.create({ data: { id: v4(), ...about } });
  const where = { threadId: thread.id, graphId };
  const run = await prisma.run.create({
    data: { ...where, id: v4(), assistantId: assistant.id, kind: 'input', multitaskStrategy: 'enqueue' },
  });
  await prisma.interrupt.create({
    data: {
      ...{ ...where, id: v4().replaceAll('-', ''), runId: run.id, assistantId: assistant.id, taskId: v4() },
      threadTitle,
      ...{ node: 'ask', ns: '', checkpointId: '1', value: title, title, createdAt: new Date(minute * 60_000) },
      ...rest,
    },
  });
}

async function titles(filter: InboxFilter): Promise<string[]> {
  return (await listInbox(hp, filter)).items.map((item) => item.title);
}

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

  test('shows who works on what, as long as the lease lasts', async () => {
    const leased = { outcome: 'pending', graphId: 'leased', claimedUntil: new Date(Date.now() + HOUR_MS) } as const;
    await ask('Of Ada?', { ...leased, minute: 1, claimedBy: 'Ada' });
    await ask('Of Grace?', { ...leased, minute: 2, claimedBy: 'Grace' });
    await ask('Of Grace once?', { ...leased, minute: 3, claimedBy: 'Grace', claimedUntil: new Date(0) });

    const found = (filter: InboxFilter) => titles({ graphId: 'leased', ...filter });
    expect(await found({ view: 'mine', reviewer: 'Ada' })).toEqual(['Of Ada?']);
    expect(await found({ view: 'claimed', reviewer: 'Ada' })).toEqual(['Of Grace?']);
    expect(await found({ view: 'mine' })).toEqual([]);
    expect(await found({ view: 'claimed' })).toEqual(['Of Ada?', 'Of Grace?']);
    expect(await found({ claimedBy: 'Grace' })).toEqual(['Of Grace?']);
    const { items } = await listInbox(hp, { graphId: 'leased' });
    expect(items.map(({ claim }) => claim?.by ?? null)).toEqual(['Ada', 'Grace', null]);
  });

  test('finds by who shall answer, and shows it to them with what they work on', async () => {
    const claimedUntil = new Date(Date.now() + HOUR_MS);
    await ask('For Ada?', { graphId: 'shared', minute: 1, assignee: 'Ada' });
    await ask('For Grace?', { graphId: 'shared', minute: 2, assignee: 'Grace' });
    await ask('For Grace, of Ada?', {
      graphId: 'shared',
      minute: 3,
      assignee: 'Grace',
      claimedBy: 'Ada',
      claimedUntil,
    });
    await ask('For nobody?', { graphId: 'shared', minute: 4 });
    await ask('Was for Ada?', { graphId: 'shared', minute: 5, assignee: 'Ada', outcome: 'superseded' });

    const found = (filter: InboxFilter) => titles({ graphId: 'shared', ...filter });
    expect(await found({ view: 'mine', reviewer: 'Ada' })).toEqual(['For Ada?', 'For Grace, of Ada?']);
    expect(await found({ view: 'mine' })).toEqual([]);
    expect(await found({ assignee: 'Grace' })).toEqual(['For Grace?', 'For Grace, of Ada?']);
    expect(await found({ assignee: null })).toEqual(['For nobody?']);
    expect(await countInbox(hp, { graphId: 'shared', reviewer: 'Ada' })).toMatchObject({ waiting: 4, mine: 2 });
    const { items } = await listInbox(hp, { graphId: 'shared' });
    expect(items.map(({ assignee }) => assignee)).toEqual(['Ada', 'Grace', 'Grace', null]);
  });

  test('shows what is snoozed in a view of its own, what comes back first first, and then where it was', async () => {
    const graphId = 'snoozed';
    const claim = { claimedBy: 'Ada', claimedUntil: new Date(Date.now() + HOUR_MS) };
    const rest = { graphId, assignee: 'Ada', expiresAt: new Date(Date.now() + HOUR_MS) };
    const back = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
    await ask('Back late?', { ...rest, ...claim, minute: 1, snoozedUntil: back(2), snoozedBy: 'Ada' });
    await ask('Back soon?', { ...rest, minute: 2, snoozedUntil: back(1), snoozedBy: 'Ada' });
    await ask('Back again?', { ...rest, minute: 3, snoozedUntil: back(-1), snoozedBy: 'Ada' });
    await ask('Never away?', { ...rest, ...claim, minute: 4 });

    const here = ['Back again?', 'Never away?'];
    expect(await titles({ graphId })).toEqual(here);
    expect(await titles({ graphId, view: 'mine', reviewer: 'Ada' })).toEqual(here);
    expect(await titles({ graphId, view: 'claimed', reviewer: 'Grace' })).toEqual(['Never away?']);
    expect((await titles({ graphId, view: 'expiring' })).toSorted()).toEqual(here);
    const first = await listInbox(hp, { graphId, view: 'snoozed', limit: 1 });
    const second = await listInbox(hp, { graphId, view: 'snoozed', limit: 1, after: first.next ?? undefined });
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(['Back soon?', 'Back late?']);
    expect(second.next).toBeNull();
    expect(first.items[0]?.snoozedUntil).toBeTypeOf('string');
    const counts = await countInbox(hp, { graphId, reviewer: 'Ada' });
    expect(counts).toMatchObject({ waiting: 2, mine: 2, claimed: 0, expiring: 2, snoozed: 2 });
  });

  test('finds by what the agent says of risk and priority', async () => {
    await ask('Delete?', { graphId: 'levels', minute: 1, risk: 'high', priority: 'low' });
    await ask('Drop?', { graphId: 'levels', minute: 2, risk: 'high' });
    await ask('Rename?', { graphId: 'levels', minute: 3, priority: 'low' });

    const found = (filter: InboxFilter) => titles({ graphId: 'levels', ...filter });
    expect(await found({ risk: ['high'] })).toEqual(['Delete?', 'Drop?']);
    expect(await found({ priority: ['low'] })).toEqual(['Delete?', 'Rename?']);
    expect(await found({ risk: ['low'] })).toEqual([]);
    expect((await countInbox(hp, { graphId: 'levels', risk: ['high'], priority: ['low'] })).waiting).toBe(1);
    const { items } = await listInbox(hp, { graphId: 'levels' });
    expect(items[0]).toMatchObject({ risk: 'high', priority: 'low' });
  });

  test.each(['oldest', 'newest'] as const)(
    'merges several levels into one list, page by page, %s first',
    async (sort) => {
      const graphId = `merged-${sort}`;
      const stated = ['high', 'low', 'critical', 'medium', null, 'high', 'medium'];
      for (const [minute, risk] of stated.entries()) await ask(`${minute} ${risk}`, { graphId, minute, risk });
      const filter: InboxFilter = { graphId, sort, risk: ['medium', 'high', 'critical'] };

      const [first, second] = [await listInbox(hp, { ...filter, limit: 3 }), await titles(filter)];
      const rest = await listInbox(hp, { ...filter, after: first.next ?? undefined });

      const inOrder = ['0 high', '2 critical', '3 medium', '5 high', '6 medium'];
      expect(second).toEqual(sort === 'oldest' ? inOrder : inOrder.toReversed());
      expect([...first.items, ...rest.items].map(({ title }) => title)).toEqual(second);
      expect((await countInbox(hp, filter)).waiting).toBe(5);
    },
  );

  test('tells each reviewer what they have not opened yet, of what waits', async () => {
    const graphId = 'opened';
    for (const minute of [1, 2, 3]) await ask(`Opened ${minute}?`, { graphId, minute });
    const unread = async (reviewer: string | null) => {
      const { items } = await listInbox(hp, { graphId, reviewer });
      return items.filter(({ isUnread }) => isUnread).map(({ title }) => title);
    };
    const { items } = await listInbox(hp, { graphId });
    const [first = '', second = ''] = items.map(({ id }) => id);

    for (const interruptId of [first, first, second, 'gone']) await markOpened(hp, { interruptId, reviewer: 'Ada' });
    await markOpened(hp, { interruptId: second, reviewer: 'Grace' });

    expect(await unread('Ada')).toEqual(['Opened 3?']);
    expect(await unread('Grace')).toEqual(['Opened 1?', 'Opened 3?']);
    expect(await unread(null)).toEqual([]);
    expect(await titles({ graphId, reviewer: 'Ada', isUnread: true })).toEqual(['Opened 3?']);
    expect(await titles({ graphId, reviewer: 'Grace', isUnread: true, search: 'opened' })).toHaveLength(2);
    expect((await countInbox(hp, { graphId, reviewer: 'Ada', isUnread: true })).waiting).toBe(1);
    await hp.db.prisma.interrupt.update({ where: { id: items[2]?.id }, data: { outcome: 'superseded' } });
    expect((await listInbox(hp, { graphId, reviewer: 'Ada', view: 'all' })).items[0]?.isUnread).toBe(false);
  });

  test('shows what has a deadline ahead, the nearest first, page by page', async () => {
    const filter = { view: 'expiring', graphId: 'hurried', limit: 1 } as const;
    const due = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
    await ask('Later?', { graphId: 'hurried', minute: 1, expiresAt: due(2) });
    await ask('Soon?', { graphId: 'hurried', minute: 2, expiresAt: due(1) });
    await ask('Overdue?', { graphId: 'hurried', minute: 3, expiresAt: due(-1), expiredAt: due(-1) });
    await ask('Whenever?', { graphId: 'hurried', minute: 4 });

    const first = await listInbox(hp, filter);
    const second = await listInbox(hp, { ...filter, after: first.next ?? undefined });

    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(['Soon?', 'Later?']);
    expect(second.next).toBeNull();
  });

  test('shows what waits on a thread whose last run failed', async () => {
    await ask('Try again?', { graphId: 'failing', minute: 1, status: 'error' });

    expect(await titles({ graphId: 'failing' })).toEqual(['Try again?']);
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

  test('tells how many were asked since it was opened', async () => {
    const filter = { graphId: 'arriving' };
    const none = await listNewcomers(hp, { filter, since: null });
    await ask('First?', { ...filter, minute: 1 });
    const opened = await listNewcomers(hp, { filter, since: null });

    await ask('Second?', { ...filter, minute: 2 });
    await ask('Answered?', { ...filter, minute: 3, outcome: 'answered' });

    expect(none).toEqual({ newest: null, count: 0 });
    expect(opened).toEqual({ newest: expect.stringMatching(/^60000\./), count: 0 });
    const later = await listNewcomers(hp, { filter, since: opened.newest });
    expect(later).toEqual({ newest: expect.stringMatching(/^120000\./), count: 1 });
    expect(await listNewcomers(hp, { filter, since: later.newest })).toEqual({ newest: later.newest, count: 0 });
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
    expect(await countInbox(hp, { graphId: 'leased', reviewer: 'Ada' })).toMatchObject({ mine: 1, claimed: 1 });
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
