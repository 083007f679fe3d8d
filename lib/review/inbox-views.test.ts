import { describe, expect, test } from 'vitest';
import { markOpened } from '#lib/runs/mark-opened';
import { testInbox } from '#lib/testing/test-inbox';
import type { InboxFilter } from './inbox-filter';
import { countInbox, listInbox } from './list-inbox';
import { listNewcomers } from './list-newcomers';

const HOUR_MS = 3_600_000;
const { hp, ask } = await testInbox();
const titles = async (filter: InboxFilter) => (await listInbox(hp, filter)).items.map((item) => item.title);

describe('what the inbox shows', () => {
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
    expect(await countInbox(hp, { graphId: 'leased', reviewer: 'Ada' })).toMatchObject({ mine: 1, claimed: 1 });
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
    expect(await titles({ graphId, reviewer: 'Ada', isUnread: true, keep: first })).toEqual(['Opened 1?', 'Opened 3?']);
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
});
