import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { answerInterrupt } from '../answer-interrupt';
import { cancelRun } from '../cancel-run';
import { scheduleAnswer } from '../schedule-answer';
import { answerByLink, keepSent } from './answer-by-link';
import { createAnswerLink, revokeAnswerLink } from './answer-links';
import { findLinkedQuestion } from './linked-question';

let db: TestDatabase;
let hp: TestHoldpoint;
let threadId: string;
let interruptId: string;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { sure: asks({ value: 'Sure?', responseSchema: { type: 'boolean' } }) });
});

beforeEach(async () => {
  ({ threadId, interruptId } = await askOne(hp, 'sure'));
});

const link = (name: string | null = 'Maria', days = 7) =>
  createAnswerLink(hp, { interruptId, name, days, actor: 'Ada' });
const answer = (token: string, value: unknown = true, name: string | null = null) =>
  answerByLink(hp, { token, value, note: 'because', name });
const stateOf = async (token: string) => (await findLinkedQuestion(db.sql, token))?.state;
const question = () => db.prisma.interrupt.findUniqueOrThrow({ where: { id: interruptId } });
const trail = (kind: string) => db.prisma.decision.findMany({ where: { interruptId, kind } });

describe('a link', () => {
  it('answers its question, once, and the audit trail says by which link', async () => {
    const { id, token } = await link();

    await answer(token);

    expect(await question()).toMatchObject({ outcome: 'answered', decidedBy: 'link: Maria', answer: true });
    expect(await trail('answer')).toMatchObject([{ actor: 'link: Maria', detail: { link_id: id, note: 'because' } }]);
    expect(await stateOf(token)).toBe('used');
    await expect(answer(token, false)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('used'),
    });
    await hp.runAll();
    expect(await hp.values(threadId, 'sure')).toMatchObject({ log: ['true'] });
  });

  it('is used up also where its answer did not reach the graph', async () => {
    const { token } = await link();
    await answer(token);
    const run = await db.prisma.run.findFirstOrThrow({ where: { threadId, kind: 'resume' } });

    await cancelRun(hp, { threadId, runId: run.id, action: 'interrupt', actor: 'Ada' });

    expect(await question()).toMatchObject({ outcome: 'pending' });
    expect(await stateOf(token)).toBe('used');
  });

  it('of several answers that come at once takes one', async () => {
    const { token } = await link();

    const results = await Promise.allSettled([answer(token, true), answer(token, false), answer(token, true)]);

    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await trail('answer')).toHaveLength(1);
  });

  it('that names nobody asks who answers', async () => {
    const { token } = await link(null);

    await expect(answer(token)).rejects.toMatchObject({ code: 'invalid_request' });
    await answer(token, true, 'Grace');

    expect(await question()).toMatchObject({ decidedBy: 'link: Grace' });
  });

  it('that names somebody does not take another name', async () => {
    const { token } = await link('Maria');

    await answer(token, true, 'Grace');

    expect(await question()).toMatchObject({ decidedBy: 'link: Maria' });
  });

  it('is of no use when it was revoked, which the audit trail says', async () => {
    const { id, token } = await link();

    await revokeAnswerLink(hp, { id, actor: 'Ada' });
    await revokeAnswerLink(hp, { id, actor: 'Ada' });

    expect(await stateOf(token)).toBe('revoked');
    await expect(answer(token)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('revoked'),
    });
    expect(await trail('link')).toMatchObject([{ actor: 'Ada', value: { name: 'Maria', link_id: id } }]);
    expect(await trail('revoke_link')).toHaveLength(1);
  });

  it('that was used cannot be revoked', async () => {
    const { id, token } = await link();
    await answer(token);

    await expect(revokeAnswerLink(hp, { id, actor: 'Ada' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('ends with its time', async () => {
    const { id, token } = await link();
    await db.prisma.answerLink.update({ where: { id }, data: { expiresAt: new Date(0) } });

    expect(await stateOf(token)).toBe('expired');
    await expect(answer(token)).rejects.toMatchObject({ message: expect.stringContaining('expired') });
    expect(await question()).toMatchObject({ outcome: 'pending' });
  });

  it('ends with the deadline of its question, if that comes first', async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    await db.prisma.interrupt.update({ where: { id: interruptId }, data: { expiresAt } });

    const { token } = await link();

    expect((await findLinkedQuestion(db.sql, token))?.expiresAt).toEqual(expiresAt);
  });

  it('says that somebody else has decided', async () => {
    const { token } = await link();
    await answerInterrupt(hp, { interruptId, value: false, actor: 'Ada' });

    expect(await stateOf(token)).toBe('decided');
    await expect(answer(token)).rejects.toMatchObject({ message: expect.stringContaining('Somebody else') });
  });

  it('does not overtake who has decided and can still take it back', async () => {
    const { token } = await link();
    await scheduleAnswer(hp, { interruptId, value: false, actor: 'Ada', delayMs: 3_600_000 });

    await expect(answer(token)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Ada is deciding'),
    });
  });

  it('refuses what does not fit the question, and can be tried again', async () => {
    const { token } = await link();

    await expect(answer(token, 'perhaps')).rejects.toMatchObject({ code: 'invalid_answer' });

    expect(await stateOf(token)).toBe('open');
  });

  it('is not made for a question that is decided', async () => {
    await answerInterrupt(hp, { interruptId, value: false, actor: 'Ada' });

    await expect(link()).rejects.toMatchObject({ code: 'interrupt_not_pending' });
  });
});

it('a token that nobody made leads nowhere, and no token is stored', async () => {
  const { token } = await link();

  await expect(answer(`${token}x`)).rejects.toMatchObject({ code: 'link_not_found' });

  expect(token).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(await db.prisma.answerLink.findMany())).not.toContain(token);
  expect(JSON.stringify((await trail('link')).map(({ value, detail }) => ({ value, detail })))).not.toContain(token);
});

it('what was refused is kept while the link is open', async () => {
  const { id, token } = await link();

  await keepSent(hp, { token, sent: { note: 'x' } });
  expect((await findLinkedQuestion(db.sql, token))?.sent).toBe('{"note":"x"}');
  await revokeAnswerLink(hp, { id, actor: 'Ada' });
  await keepSent(hp, { token, sent: { note: 'y' } });

  expect((await findLinkedQuestion(db.sql, token))?.sent).toBeNull();
});
