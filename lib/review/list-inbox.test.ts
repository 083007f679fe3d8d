import { createHash } from 'node:crypto';
import { v4 } from 'uuid';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import type { Prisma } from '#lib/store/generated/client';
import { testDatabase } from '#lib/testing/database';
import { countInbox, listAskingNodes, listInbox } from './list-inbox';

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
});

interface Asked extends Partial<Prisma.InterruptUncheckedCreateInput> {
  minute: number;
  threadTitle?: string;
}

function answered(decidedBy: string, answer: Prisma.InputJsonValue) {
  return { outcome: 'answered', decidedBy, answer, decidedAt: new Date(0) } as const;
}

async function ask(title: string, { minute, threadTitle, graphId = 'age', ...rest }: Asked): Promise<void> {
  const { prisma } = hp.db;
  const assistant = await prisma.assistant.create({ data: { id: v4(), graphId, name: graphId } });
  const thread = await prisma.thread.create({ data: { id: v4(), title: threadTitle, metadata: { demo: true } } });
  const where = { threadId: thread.id, graphId };
  const run = await prisma.run.create({
    data: { ...where, id: v4(), assistantId: assistant.id, kind: 'input', multitaskStrategy: 'enqueue' },
  });
  await prisma.interrupt.create({
    data: {
      ...{ ...where, id: createHash('md5').update(title).digest('hex'), runId: run.id, taskId: v4() },
      ...{ node: 'ask', ns: '', checkpointId: '1', value: title, title, createdAt: new Date(minute * 60_000) },
      ...rest,
    },
  });
}

async function titles(filter: Parameters<typeof listInbox>[1]): Promise<string[]> {
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

  test('finds a text in the question, in the title of the thread and in the name of who decided', async () => {
    expect(await titles({ search: 'YOUR age' })).toEqual(['What is your age?']);
    expect(await titles({ search: 'dinner' })).toEqual(['Pay 100 of it?']);
    expect(await titles({ view: 'all', search: 'grace' })).toEqual(['Still there?']);
  });

  test('takes a percent sign in a search for a percent sign', async () => {
    expect(await titles({ search: '100 %' })).toEqual(['Pay 100 % of it?']);
  });

  test('goes on after the last question of a page and says when there is no more', async () => {
    const first = await listInbox(hp, { limit: 2 });
    const second = await listInbox(hp, { limit: 2, after: first.next ?? undefined });

    expect(first.items).toHaveLength(2);
    expect(second.items.map((item) => item.title)).toEqual(['Pay 100 of it?']);
    expect(second.next).toBeNull();
  });

  test('counts each view under the same filters', async () => {
    expect(await countInbox(hp)).toEqual({ waiting: 3, answered: 1, superseded: 1, all: 5 });
    expect(await countInbox(hp, { graphId: 'expense' })).toEqual({ waiting: 2, answered: 1, superseded: 0, all: 3 });
  });

  test('knows every node that has asked', async () => {
    expect(await listAskingNodes(hp)).toEqual([
      { graphId: 'age', node: 'ask' },
      { graphId: 'expense', node: 'finance' },
      { graphId: 'expense', node: 'manager' },
    ]);
  });
});
