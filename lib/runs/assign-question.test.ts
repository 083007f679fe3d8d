import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '#lib/store/notification';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { type Assignment, assignQuestion } from './assign-question';

let db: TestDatabase;
let hp: TestHoldpoint;
let interruptId: string;
let threadId: string;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { sure: asks({ value: 'Sure?' }) });
});

beforeEach(async () => {
  ({ threadId, interruptId } = await askOne(hp, 'sure'));
});

const assign = (assignee: string | null, by: Partial<Assignment> = {}) =>
  assignQuestion(hp, { interruptId, assignee, actor: 'Ada', ...by });

async function assignee(): Promise<string | null | undefined> {
  return (await db.prisma.interrupt.findUnique({ where: { id: interruptId } }))?.assignee;
}

function trail() {
  return db.prisma.decision.findMany({ where: { interruptId, kind: 'assign' }, orderBy: { id: 'asc' } });
}

describe('an assignment', () => {
  it('is kept, changed and taken away, each with who did it, before and after', async () => {
    await assign('Grace');
    await assign('Edsger', { actor: 'Grace' });
    await assign(null, { actor: 'Edsger' });

    expect(await assignee()).toBeNull();
    const change = (actor: string, before: string | null, after: string | null) => ({
      ...{ actor, question: 'Sure?', value: { assignee: after }, detail: { before: { assignee: before } } },
    });
    expect(await trail()).toMatchObject([
      change('Ada', null, 'Grace'),
      change('Grace', 'Grace', 'Edsger'),
      change('Edsger', 'Edsger', null),
    ]);
  });

  it('to who has it already is no change', async () => {
    await assign('Grace');
    await assign('Grace', { seen: null });

    expect(await trail()).toHaveLength(1);
  });

  it('that rests on what is no longer so is refused, and says what is', async () => {
    await assign('Grace');

    await expect(assign('Edsger', { seen: null })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('assigned to Grace meanwhile'),
    });

    expect(await assignee()).toBe('Grace');
  });

  it('of two reviewers who saw the same stands once, and the other is told', async () => {
    const others = await Promise.all([1, 2].map(async () => ({ ...hp, db: await db.another() })));

    const results = await Promise.allSettled(
      ['Grace', 'Edsger'].map((actor, n) =>
        assignQuestion({ ...hp, ...others[n] }, { interruptId, assignee: actor, actor, seen: null }),
      ),
    );

    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [entry, ...more] = await trail();
    expect(more).toEqual([]);
    expect(entry?.value).toEqual({ assignee: await assignee() });
  });

  it('of many at the same moment leaves a trail in which each begins where the one before it ended', async () => {
    const others = await Promise.all([1, 2, 3, 4].map(async () => ({ ...hp, db: await db.another() })));

    await Promise.all(
      others.map((other, n) => assignQuestion({ ...hp, ...other }, { interruptId, assignee: `R${n}`, actor: `R${n}` })),
    );

    const entries = await trail();
    expect(entries.map(({ detail }) => detail)).toEqual(
      [null, ...entries.slice(0, -1).map(({ actor }) => actor)].map((before) => ({ before: { assignee: before } })),
    );
    expect(await assignee()).toBe(entries.at(-1)?.actor);
  });

  it('keeps nobody from answering, and stays with the answer', async () => {
    await assign('Grace');

    await answerInterrupt(hp, { interruptId, value: 1, actor: 'Ada' });

    expect(await hp.openQuestions(threadId)).toEqual([]);
    expect(await assignee()).toBe('Grace');
  });

  it('of a question that is decided, or of none, is refused', async () => {
    await answerInterrupt(hp, { interruptId, value: 1, actor: 'Ada' });

    await expect(assign('Grace')).rejects.toMatchObject({
      code: 'interrupt_not_pending',
      message: expect.stringContaining('already answered by Ada'),
    });
    await expect(assign('Grace', { interruptId: 'none' })).rejects.toMatchObject({ code: 'interrupt_not_found' });
    expect(await trail()).toEqual([]);
  });

  it('is told to every process', async () => {
    const other = await db.another();
    const heard = new Promise<Notification>((resolve) => {
      other.hub.subscribe((note) => {
        if (note.k === 'review') resolve(note);
      });
    });

    await assign('Grace');

    expect(await heard).toEqual({ k: 'review', t: threadId, i: interruptId });
  });
});
