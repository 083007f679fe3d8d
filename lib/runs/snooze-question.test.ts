import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { type Snooze, snoozeQuestion } from './snooze-question';

const HOUR_MS = 3_600_000;
/** Its JSON Schema does not say it, so that a wrong answer is refused by the node only. */
const POSITIVE = z.number().refine((n) => n > 0, 'must be positive');

let db: TestDatabase;
let hp: TestHoldpoint;
let interruptId: string;
let threadId: string;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, {
    sure: asks({ value: 'Sure?' }, { value: 'Really?' }),
    age: asks({ value: 'Age?', responseSchema: POSITIVE }),
  });
});

async function start(graph: string): Promise<void> {
  ({ threadId, interruptId } = await askOne(hp, graph));
}

beforeEach(() => start('sure'));

const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

const snooze = (until: Date | null, by: Partial<Snooze> = {}) =>
  snoozeQuestion(hp, { interruptId, until, actor: 'Ada', ...by });

const row = () => db.prisma.interrupt.findUniqueOrThrow({ where: { id: interruptId } });

function trail() {
  return db.prisma.decision.findMany({ where: { interruptId, kind: 'snooze' }, orderBy: { id: 'asc' } });
}

describe('a snooze', () => {
  it('is kept and taken back, each with who did it, before and after', async () => {
    const until = inHours(1);
    await snooze(until);
    expect(await row()).toMatchObject({ snoozedUntil: until, snoozedBy: 'Ada' });
    await snooze(null, { actor: 'Grace', seen: until });

    const { snoozedUntil, snoozedBy } = await row();
    expect(snoozedBy).toBeNull();
    expect(snoozedUntil?.getTime()).toBeLessThan(until.getTime());
    const snoozed = { snoozed_until: until.toISOString() };
    expect(await trail()).toMatchObject([
      { actor: 'Ada', question: 'Sure?', value: snoozed, detail: { before: { snoozed_until: null } } },
      { actor: 'Grace', question: 'Sure?', value: { snoozed_until: null }, detail: { before: snoozed } },
    ]);
  });

  it('that is over is none: nothing is to be taken back, and the next one begins with nothing', async () => {
    await snooze(inHours(1));
    await db.prisma.interrupt.update({ where: { id: interruptId }, data: { snoozedUntil: inHours(-1) } });

    await snooze(null, { seen: null });
    await snooze(inHours(2), { seen: null });

    expect((await trail()).map(({ detail }) => detail)).toEqual(Array(2).fill({ before: { snoozed_until: null } }));
  });

  it.each([
    ['in the past', inHours(-1), 'has passed'],
    ['too far ahead', inHours(24 * 400), 'more than a year ahead'],
  ])('until a moment %s is refused', async (_where, until, message) => {
    await expect(snooze(until)).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining(message),
    });

    expect(await trail()).toEqual([]);
  });

  it('of two reviewers who saw the same stands once, and the other is told', async () => {
    const others = await Promise.all([1, 2].map(async () => ({ ...hp, db: await db.another() })));

    const results = await Promise.allSettled(
      others.map((other, n) =>
        snoozeQuestion(other, { interruptId, until: inHours(n + 1), actor: `R${n}`, seen: null }),
      ),
    );

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'conflict', message: expect.stringContaining('snoozed until') });
    const [entry, ...more] = await trail();
    expect(more).toEqual([]);
    expect(entry?.actor).toBe((await row()).snoozedBy);
  });

  it('keeps nobody from answering, and what is asked next is not snoozed', async () => {
    await snooze(inHours(1));

    await answerInterrupt(hp, { interruptId, value: 1, actor: 'Grace' });
    await hp.runAll();

    expect(await hp.openQuestions(threadId)).toMatchObject([{ title: 'Really?', snoozedUntil: null }]);
  });

  it('ends when an answer was given that the node refuses', async () => {
    await start('age');
    await snooze(inHours(1));

    await answerInterrupt(hp, { interruptId, value: -1, actor: 'Grace' });
    await hp.runAll();

    expect(await hp.openQuestions(threadId)).toMatchObject([{ id: interruptId, snoozedUntil: null, snoozedBy: null }]);
  });

  it('of a question that is decided, or of none, is refused', async () => {
    await answerInterrupt(hp, { interruptId, value: 1, actor: 'Ada' });

    await expect(snooze(inHours(1))).rejects.toMatchObject({ code: 'interrupt_not_pending' });
    await expect(snooze(inHours(1), { interruptId: 'none' })).rejects.toMatchObject({ code: 'interrupt_not_found' });
  });
});
