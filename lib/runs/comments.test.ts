import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { addComment, COMMENT_LENGTH, changeComment } from './comments';

let db: TestDatabase;
let hp: TestHoldpoint;
let interruptId: string;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { sure: asks({ value: 'Sure?' }) });
});

beforeEach(async () => {
  ({ interruptId } = await askOne(hp, 'sure'));
});

const add = (text: string, author = 'Ada') => addComment(hp, { interruptId, text, author });
const change = (commentId: string, text: string | null, actor = 'Ada') => changeComment(hp, { commentId, text, actor });
const comments = () => db.prisma.comment.findMany({ where: { interruptId }, orderBy: { id: 'asc' } });
const answer = () => answerInterrupt(hp, { interruptId, value: 1, actor: 'Grace' });

async function trail() {
  const entries = await db.prisma.decision.findMany({
    where: { interruptId, kind: 'comment' },
    orderBy: { id: 'asc' },
  });
  return entries.map(({ actor, detail, value }) => ({ actor, detail, value }));
}

const entry = (before: string | null, after: string | null, actor = 'Ada') => ({
  ...{ actor, detail: { before: { text: before } }, value: { text: after } },
});

describe('a comment', () => {
  it('is kept with its author and its lines', async () => {
    await add('  First line\nsecond \0line ');
    await add('Seen.', 'Grace');

    expect(await comments()).toMatchObject([
      { author: 'Ada', text: 'First line\nsecond line', editedAt: null },
      { author: 'Grace', text: 'Seen.' },
    ]);
    expect(await trail()).toEqual([entry(null, 'First line\nsecond line'), entry(null, 'Seen.', 'Grace')]);
  });

  it('is changed and deleted by its author, and the trail keeps what it said', async () => {
    const id = await add('one');
    await change(id, 'two');
    expect(await comments()).toMatchObject([{ text: 'two', editedAt: expect.any(Date) }]);

    await change(id, null);

    expect(await comments()).toEqual([]);
    expect(await trail()).toEqual([entry(null, 'one'), entry('one', 'two'), entry('two', null)]);
  });

  it('of somebody else stays as it is', async () => {
    const id = await add('mine');

    await expect(change(id, 'yours', 'Grace')).rejects.toMatchObject({ message: expect.stringContaining('Only Ada') });
    await expect(change(id, null, 'Grace')).rejects.toMatchObject({ code: 'conflict' });

    expect(await comments()).toMatchObject([{ text: 'mine' }]);
  });

  it('that was made before the decision stays as it was; one after it can be changed', async () => {
    const before = await add('before');
    await answer();
    const after = await add('after');

    await expect(change(before, 'never said')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('was decided after this comment'),
    });
    await change(after, 'after, in other words');

    expect((await comments()).map(({ text }) => text)).toEqual(['before', 'after, in other words']);
  });

  it('is changed once before the decision or not at all, when both happen at once', async () => {
    const id = await add('one');
    const others = await Promise.all([1, 2].map(async () => ({ ...hp, db: await db.another() })));
    const [left = hp, right = hp] = others;

    const [changed] = await Promise.allSettled([
      changeComment({ ...hp, ...left }, { commentId: id, text: 'two', actor: 'Ada' }),
      answerInterrupt({ ...hp, ...right }, { interruptId, value: 1, actor: 'Grace' }),
    ]);

    const [comment] = await comments();
    const { decidedAt } = await db.prisma.interrupt.findUniqueOrThrow({ where: { id: interruptId } });
    expect(comment?.text).toBe(changed.status === 'fulfilled' ? 'two' : 'one');
    if (comment?.editedAt) expect(comment.editedAt.getTime()).toBeLessThanOrEqual(decidedAt?.getTime() ?? 0);
  });

  it('that two of its author change at once has each change in the trail', async () => {
    const id = await add('one');
    const others = await Promise.all([1, 2, 3].map(async () => ({ ...hp, db: await db.another() })));

    await Promise.all(
      others.map((other, n) => changeComment(other, { commentId: id, text: `text ${n}`, actor: 'Ada' })),
    );

    const told = (await trail()).map(({ detail, value }) => [detail, value]);
    const texts = told.map(([, value]) => value);
    expect(told.map(([detail]) => detail)).toEqual(
      [{ text: null }, ...texts.slice(0, -1)].map((before) => ({ before })),
    );
    expect({ text: (await comments())[0]?.text }).toEqual(texts.at(-1));
  });

  it.each(['', ' \n ', 'x'.repeat(COMMENT_LENGTH + 1)])(
    'of too few or too many characters is refused',
    async (text) => {
      await expect(add(text)).rejects.toMatchObject({ code: 'invalid_request' });

      expect(await comments()).toEqual([]);
    },
  );

  it('on no question, or that is gone, is refused', async () => {
    await expect(addComment(hp, { interruptId: 'none', text: 'x', author: 'Ada' })).rejects.toMatchObject({
      code: 'interrupt_not_found',
    });
    const id = await add('x');
    await change(id, null);

    await expect(change(id, 'y')).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('gone') });
  });
});
