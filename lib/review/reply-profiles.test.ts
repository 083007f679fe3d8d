import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asksInParallel } from '#lib/testing/test-graphs';
import { getConversation } from './get-conversation';
import { getInterrupt } from './get-interrupt';
import { listNodeReplies } from './list-node-replies';
import { listReplyProfiles, settleReply } from './reply-profiles';

let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { parallel: asksInParallel(), other: asksInParallel() });
});

const actor = 'Ada';

test('a settled reply is known to the questions of its graph and node, and to no other', async () => {
  const ask = async (graphId: string) => {
    const threadId = await hp.newThread();
    await hp.send(threadId, graphId, { input: {} });
    await hp.runAll();
    const [left, right] = await hp.openQuestions(threadId);
    if (!left || !right) throw new Error('Two questions were to be asked.');
    return { threadId, left, right };
  };
  const { threadId, left, right } = await ask('parallel');
  const elsewhere = await ask('other');

  await settleReply(hp, {
    graphId: 'parallel',
    node: left.node,
    profile: { kind: 'approval', key: 'approved' },
    actor,
  });

  expect(await getInterrupt(hp, left.id)).toMatchObject({ replyProfile: { kind: 'approval', key: 'approved' } });
  expect(await getInterrupt(hp, right.id)).toMatchObject({ replyProfile: null });
  expect(await getInterrupt(hp, elsewhere.left.id)).toMatchObject({ replyProfile: null });
  const { entries } = await getConversation(hp, threadId);
  const profiles = entries.flatMap((entry) => (entry.type === 'question' ? [entry.question.replyProfile] : []));
  expect(profiles).toContainEqual({ kind: 'approval', key: 'approved' });
  const replies = await listNodeReplies(hp, 'parallel');
  expect(replies).toMatchObject([
    {
      node: left.node,
      profile: { kind: 'approval', key: 'approved' },
      settledBy: 'Ada',
      convention: expect.any(String),
    },
    { node: right.node, profile: null, settledBy: null, saysItsReply: false },
  ]);
});

test('a reply is settled anew, and forgotten', async () => {
  const where = { graphId: 'g', node: 'n' };
  await settleReply(hp, { ...where, profile: { kind: 'text' }, actor });
  await settleReply(hp, { ...where, profile: { kind: 'template', template: { a: ['{{answer}}'] } }, actor: 'Grace' });

  expect(await listReplyProfiles(hp, ['g'])).toEqual([
    {
      ...where,
      profile: { kind: 'template', template: { a: ['{{answer}}'] } },
      updatedBy: 'Grace',
      updatedAt: expect.any(String),
    },
  ]);

  await settleReply(hp, { ...where, profile: null, actor });
  expect(await listReplyProfiles(hp, ['g'])).toEqual([]);
});

test.each([
  ['of an unknown kind', { kind: 'poem' }],
  ['without its key', { kind: 'approval' }],
  ['whose template has no place for the answer', { kind: 'template', template: { a: 1 } }],
])('a profile %s is refused', async (_, profile) => {
  await expect(settleReply(hp, { graphId: 'g', node: 'n', profile, actor })).rejects.toMatchObject({
    code: 'invalid_request',
  });
});
