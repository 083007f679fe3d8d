import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { createAnswerLink, revokeAnswerLink } from '#lib/runs/links/answer-links';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { getLinkView } from './get-link-view';
import { listAnswerLinks } from './list-answer-links';
import { postLinkedAnswer } from './post-linked-answer';

const SECRET = 'another thread says this';
const responseSchema = {
  type: 'object',
  properties: { amount: { type: 'number', minimum: 1 } },
  required: ['amount'],
} as const;
let db: TestDatabase;
let hp: TestHoldpoint;
let interruptId: string;
let link: { id: string; token: string };

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { pays: asks({ value: { title: 'Pay?' }, responseSchema }) });
});

beforeEach(async () => {
  const threadId = await hp.newThread();
  await hp.send(threadId, 'pays', { input: { say: SECRET } });
  await hp.runAll();
  interruptId = (await hp.openQuestions(threadId))[0]?.id ?? '';
  link = await createAnswerLink(hp, { interruptId, name: 'Maria', days: 7, actor: 'Ada' });
});

const view = () => getLinkView(hp, link.token);

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const question = () => db.prisma.interrupt.findUniqueOrThrow({ where: { id: interruptId } });

describe('what a link shows', () => {
  it('is the question and who asks, and nothing of its thread', async () => {
    const shown = await view();

    expect(shown).toMatchObject({
      state: 'open',
      name: 'Maria',
      askedBy: 'Ada',
      sent: null,
      question: { title: 'Pay?' },
    });
    const { threadId, runId, checkpointId } = await question();
    for (const hidden of [threadId, runId, checkpointId, interruptId, SECRET])
      expect(JSON.stringify(shown)).not.toContain(hidden);
  });

  it('stays the same however often it is looked at', async () => {
    const before = [await question(), await db.prisma.answerLink.findMany(), await db.prisma.decision.count()];

    const [first, second] = [await view(), await view()];

    expect(second).toEqual(first);
    expect([await question(), await db.prisma.answerLink.findMany(), await db.prisma.decision.count()]).toEqual(before);
  });

  it('is the decision once it is made, by whom it was', async () => {
    await answerInterrupt(hp, { interruptId, value: { amount: 5 }, actor: 'Grace' });

    expect(await view()).toEqual({
      ...{ state: 'decided', title: 'Pay?', outcome: 'answered', by: 'Grace', answer: { amount: 5 } },
      at: expect.any(String),
    });
  });

  it('is nothing when it was revoked, or never was', async () => {
    await revokeAnswerLink(hp, { id: link.id, actor: 'Ada' });

    expect(await view()).toEqual({ state: 'revoked' });
    expect(await getLinkView(hp, 'nothing')).toBeNull();
  });
});

describe('a form that is sent to a link', () => {
  it('decides', async () => {
    await postLinkedAnswer(hp, link.token, form({ 'answer/amount': '7', note: 'fine' }));

    expect(await question()).toMatchObject({ outcome: 'answered', answer: { amount: 7 }, decidedBy: 'link: Maria' });
    expect(await view()).toMatchObject({ state: 'used', by: 'link: Maria', answer: { amount: 7 } });
    expect(await listAnswerLinks(hp, interruptId)).toMatchObject([{ id: link.id, name: 'Maria', state: 'used' }]);
  });

  it('a second time changes nothing', async () => {
    await postLinkedAnswer(hp, link.token, form({ 'answer/amount': '7' }));
    await postLinkedAnswer(hp, link.token, form({ 'answer/amount': '8' }));

    expect(await question()).toMatchObject({ answer: { amount: 7 } });
  });

  it('and is refused is shown again, with what is wrong', async () => {
    await postLinkedAnswer(hp, link.token, form({ 'answer/amount': '0', note: 'a\r\nb' }));

    expect(await question()).toMatchObject({ outcome: 'pending' });
    expect(await view()).toMatchObject({
      state: 'open',
      sent: { form: { amount: '0' }, note: 'a\nb', failure: null, errors: [{ path: ['amount'] }] },
    });
  });

  it('by nobody is shown again, and asks for a name', async () => {
    link = await createAnswerLink(hp, { interruptId, name: null, days: 7, actor: 'Ada' });

    await postLinkedAnswer(hp, link.token, form({ 'answer/amount': '7' }));

    expect(await question()).toMatchObject({ outcome: 'pending' });
    expect(await view()).toMatchObject({
      state: 'open',
      sent: { form: { amount: '7' }, failure: 'Give your name: an answer is recorded with it.', errors: [] },
    });
  });

  it('says what is wrong in the language of who looks, whatever it was sent in', async () => {
    const said = 'Das muss mindestens 1 sein.';
    const catalogue = { 'This must be at least {0}.': ['Das muss mindestens {0} sein.'] };
    const german = () => ({ locale: 'de', catalogue, script: '' });
    const shown = async (language: typeof german | undefined) => {
      globalThis.holdpointLanguage = language;
      const found = await view().finally(() => {
        globalThis.holdpointLanguage = undefined;
      });
      return found?.state === 'open' ? found.sent?.errors.map(({ message }) => message) : undefined;
    };
    globalThis.holdpointLanguage = german;
    await postLinkedAnswer(hp, link.token, form({ 'answer/amount': '0' }));

    expect(await shown(german)).toEqual([said]);
    expect(await shown(undefined)).toEqual(['This must be at least 1.']);
  });
});
