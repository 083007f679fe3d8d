import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { getInsights } from './get-insights';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { age: asks({ value: 'Sure?' }), other: asks({ value: 'Sure?' }) });
});

beforeEach(async () => {
  await hp.db.prisma.thread.deleteMany();
});

/** A question that was asked so long ago. */
async function asked(graphId: string, minutesAgo: number): Promise<string> {
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, graphId, { input: { say: 'x' } });
  await hp.runAll();
  const [question] = await hp.openQuestions(threadId);
  const createdAt = new Date(Date.now() - minutesAgo * 60_000);
  await hp.db.prisma.interrupt.update({ where: { id: question?.id }, data: { createdAt } });
  expect(run.threadId).toBe(threadId);
  return question?.id ?? '';
}

interface Answered {
  graphId?: string;
  actor?: string | null;
  /** JSON text. */
  answer: string;
  /** From the question to the answer. */
  minutes: number;
  daysAgo?: number;
}

/** Records an answer as the audit trail has it. */
async function answered({ graphId = 'age', actor = 'Ana', answer, minutes, daysAgo = 0 }: Answered): Promise<void> {
  const id = await asked(graphId, 0);
  const { threadId } = await hp.db.prisma.interrupt.findUniqueOrThrow({ where: { id } });
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  await hp.db.prisma.interrupt.update({
    where: { id },
    data: { outcome: 'answered', createdAt: new Date(at.getTime() - minutes * 60_000) },
  });
  await hp.db.prisma.$executeRaw`
    INSERT INTO decisions (thread_id, graph_id, kind, actor, at, interrupt_id, value)
    VALUES (${threadId}::uuid, ${graphId}, 'answer', ${actor}, ${at}, ${id}, ${answer}::json)`;
}

describe('what waits now', () => {
  it('is counted by age, by graph and by node', async () => {
    await asked('age', 2);
    await asked('age', 90);
    await asked('other', 60 * 24 * 10);

    const { waiting } = await getInsights(hp, { days: 30 });

    expect(waiting.total).toBe(3);
    expect(waiting.ages.filter(({ count }) => count > 0)).toEqual([
      { startMs: null, endMs: 5 * 60_000, count: 1 },
      { startMs: 60 * 60_000, endMs: 4 * 60 * 60_000, count: 1 },
      { startMs: 7 * 86_400_000, endMs: null, count: 1 },
    ]);
    expect(waiting.groups.map(({ graphId, node, count }) => [graphId, node, count])).toEqual([
      ['age', 'ask', 2],
      ['other', 'ask', 1],
    ]);
    expect((await getInsights(hp, { days: 30, graphId: 'other' })).waiting.total).toBe(1);
  });
});

describe('what was decided', () => {
  it('tells how long it took half and nine of ten, by graph, node and reviewer', async () => {
    for (const minutes of [1, 2, 3, 4, 11]) await answered({ answer: '{"decision":"approve"}', minutes });
    await answered({ graphId: 'other', actor: 'Ben', answer: 'false', minutes: 60 });

    const { decisions } = await getInsights(hp, { days: 30 });

    expect(decisions.overall?.count).toBe(6);
    const [age] = decisions.byGraph;
    expect(age).toMatchObject({ graphId: 'age', count: 5 });
    expect(Math.round((age?.p50Ms ?? 0) / 60_000)).toBe(3);
    expect(Math.round((age?.p90Ms ?? 0) / 6000) / 10).toBe(8.2);
    expect(decisions.byNode.map(({ graphId, node }) => [graphId, node])).toEqual([
      ['age', 'ask'],
      ['other', 'ask'],
    ]);
    expect(decisions.byReviewer.map(({ actor, count }) => [actor, count])).toEqual([
      ['Ana', 5],
      ['Ben', 1],
    ]);
  });

  it.each([
    ['{"decision":"approve"}', 'approve'],
    ['[{"type":"accept","args":null}]', 'approve'],
    ['{"decisions":[{"type":"edit","edited_action":{}}]}', 'edit'],
    ['{"approved": false, "reason": "no"}', 'reject'],
    ['{"action":"decline"}', 'reject'],
    ['true', 'approve'],
    ['"no"', 'reject'],
    ['{"type":"response","args":"later"}', 'respond'],
    ['25', 'other'],
    ['"yes, but \\u0000 not now"', 'other'],
  ])('takes %s for %s', async (answer, verdict) => {
    await answered({ answer, minutes: 1 });

    const { decisions } = await getInsights(hp, { days: 30 });

    expect(decisions.overall?.split).toEqual({
      ...{ approve: 0, edit: 0, reject: 0, respond: 0, other: 0 },
      [verdict]: 1,
    });
  });

  it('looks back as far as it is told, and at one reviewer', async () => {
    await answered({ answer: 'true', minutes: 1, daysAgo: 10 });
    await answered({ answer: 'true', minutes: 1, actor: 'Ben' });

    expect((await getInsights(hp, { days: 7 })).decisions.overall?.count).toBe(1);
    expect((await getInsights(hp, { days: 30 })).decisions.overall?.count).toBe(2);
    expect((await getInsights(hp, { days: 30, actor: 'Ana' })).decisions.overall?.count).toBe(1);
    expect((await getInsights(hp, { days: 7, actor: 'Ana' })).decisions.overall).toBeNull();
  });
});
