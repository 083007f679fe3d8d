import { beforeAll, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { assignQuestion } from '#lib/runs/assign-question';
import { DEADLINE } from '#lib/runs/expire-interrupt';
import { claimInterrupt } from '#lib/runs/interrupt-claim';
import { recordDecision } from '#lib/runs/record-decision';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { getInterrupt } from './get-interrupt';
import { listActivity } from './list-activity';
import { listReviewers } from './list-reviewers';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { sure: asks({ value: 'Sure?' }) });
});

async function asked(): Promise<{ interruptId: string; threadId: string }> {
  const threadId = await hp.newThread();
  await hp.send(threadId, 'sure', { input: {} });
  await hp.runAll();
  return { threadId, interruptId: (await hp.openQuestions(threadId))[0]?.id ?? '' };
}

it('a reviewer is known who has decided, claimed or assigned, or was to answer; a deadline is none', async () => {
  const [answered, claimed, assigned] = [await asked(), await asked(), await asked()];
  await assignQuestion(hp, { interruptId: answered.interruptId, assignee: 'Edsger', actor: 'Ada' });
  await answerInterrupt(hp, { interruptId: answered.interruptId, value: 1, actor: 'Grace' });
  await claimInterrupt(hp, { interruptId: claimed.interruptId, reviewer: 'Barbara' });
  await assignQuestion(hp, { interruptId: assigned.interruptId, assignee: 'Alan', actor: 'Ada' });
  const { threadId, interruptId } = assigned;
  await hp.db.sql.transaction((tx) => recordDecision(tx, { threadId, interruptId, kind: 'expire', actor: DEADLINE }));

  expect(await listReviewers(hp)).toEqual(['Ada', 'Alan', 'Barbara', 'Edsger', 'Grace']);
});

it('a member is known before their first decision, unless they only see or are disabled', async () => {
  const other = await testHoldpoint(await testDatabase(), {});
  const account = (name: string, role: string, disabledAt?: Date) => ({
    data: { id: name, name, email: `${name}@example.com`, role, disabledAt },
  });
  await other.db.prisma.member.create(account('Radia', 'admin'));
  await other.db.prisma.member.create(account('Donald', 'reviewer'));
  await other.db.prisma.member.create(account('Vera', 'viewer'));
  await other.db.prisma.member.create(account('Niklaus', 'reviewer', new Date()));

  expect(await listReviewers(other)).toEqual(['Donald', 'Radia']);
});

it('the audit trail names the question, and whom it was for before and after', async () => {
  const { interruptId, threadId } = await asked();
  await assignQuestion(hp, { interruptId, assignee: 'Grace', actor: 'Ada' });

  const { items } = await listActivity(hp, { threadId, kind: 'assign' });

  const change = { before: { assignee: null }, value: { assignee: 'Grace' } };
  expect(items).toMatchObject([{ actor: 'Ada', interruptId, question: 'Sure?', ...change }]);
});

it('who was assigned a question that was decided does not hide why it was decided so', async () => {
  const { interruptId } = await asked();
  await answerInterrupt(hp, { interruptId, value: 1, actor: 'Grace', note: 'It is paid for.' });
  const { threadId } = (await hp.db.prisma.interrupt.findUnique({ where: { id: interruptId } })) ?? {};
  await hp.db.sql.transaction((tx) =>
    recordDecision(tx, { threadId: threadId ?? '', interruptId, kind: 'assign', actor: 'Ada' }),
  );

  expect(await getInterrupt(hp, interruptId)).toMatchObject({ note: 'It is paid for.' });
});
