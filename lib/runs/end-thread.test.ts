import { beforeAll, beforeEach, expect, it } from 'vitest';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { createRun } from './create-run';
import { endThread, type ThreadEnd } from './end-thread';
import { scheduleAnswer } from './schedule-answer';
import { getThreadState } from './thread-state';
import { getThread } from './threads';

let db: TestDatabase;
let hp: TestHoldpoint;
let interruptId: string;
let threadId: string;

beforeAll(async () => {
  db = await testDatabase();
  hp = await testHoldpoint(db, { sure: asks({ value: 'Sure?' }), steps: twoSteps() });
});

beforeEach(async () => {
  ({ threadId, interruptId } = await askOne(hp, 'sure'));
});

const end = (by: Partial<ThreadEnd> = {}) =>
  endThread(hp, { threadId, reason: 'The order was cancelled.', actor: 'Ada', questionIds: [interruptId], ...by });

const question = () => db.prisma.interrupt.findUniqueOrThrow({ where: { id: interruptId } });

it('a thread that is ended waits for nobody: its question is superseded, by whom and why is recorded', async () => {
  await end();

  expect(await question()).toMatchObject({ outcome: 'superseded', decidedBy: 'Ada', supersededBy: null, answer: null });
  expect((await getThread(hp, threadId)).status).toBe('idle');
  expect((await getThreadState(hp, { threadId })).next).toEqual([]);
  const trail = await db.prisma.decision.findMany({ where: { threadId }, orderBy: { id: 'asc' } });
  expect(trail).toMatchObject([
    { kind: 'supersede', actor: 'Ada', interruptId },
    { kind: 'end', actor: 'Ada', detail: { note: 'The order was cancelled.', question_ids: [interruptId] } },
  ]);
  await expect(answerInterrupt(hp, { interruptId, value: 'yes', actor: 'Grace' })).rejects.toMatchObject({
    code: 'interrupt_not_pending',
  });
});

it('new input begins anew on a thread that was ended', async () => {
  await end();

  const run = await createRun(hp, { threadId, assistantId: 'sure', input: { say: 'again' } });
  await hp.runAll();

  expect((await db.prisma.run.findUniqueOrThrow({ where: { id: run.id } })).stopReason).toBe('paused');
  expect((await getThread(hp, threadId)).status).toBe('interrupted');
});

it('an end comes too late when the question was answered, or others are open by now', async () => {
  await expect(end({ questionIds: [] })).rejects.toMatchObject({ code: 'conflict' });
  await scheduleAnswer(hp, { interruptId, value: 'yes', actor: 'Grace', delayMs: 60_000 });
  await expect(end()).rejects.toMatchObject({ code: 'conflict', details: { decided_by: 'Grace' } });
  await answerInterrupt(hp, { interruptId, value: 'no', actor: 'Grace' });
  await expect(end()).rejects.toMatchObject({ code: 'thread_busy' });

  expect(await question()).toMatchObject({ outcome: 'answered' });
});

it('a thread that pauses at a breakpoint is ended, and nothing is due any more', async () => {
  const paused = await hp.newThread();
  await hp.send(paused, 'steps', { input: { say: 'hello' }, kwargs: { interrupt_before: ['second'] } });
  await hp.runAll();
  expect(await getThreadState(hp, { threadId: paused })).toMatchObject({ next: ['second'] });

  await end({ threadId: paused, questionIds: [] });

  expect((await getThread(hp, paused)).status).toBe('idle');
  expect(await getThreadState(hp, { threadId: paused })).toMatchObject({ next: [], values: { log: ['first hello'] } });
});

it('an end needs a reason', async () => {
  await expect(end({ reason: ' ' })).rejects.toMatchObject({ code: 'invalid_request' });

  expect(await question()).toMatchObject({ outcome: 'pending' });
});

it('what waits in the queue for the answer comes next', async () => {
  const queued = await createRun(hp, {
    threadId,
    assistantId: 'sure',
    input: { say: 'later' },
    onPendingInterrupt: 'enqueue',
  });
  await end();
  await hp.runAll();

  expect((await db.prisma.run.findUniqueOrThrow({ where: { id: queued.id } })).stopReason).toBe('paused');
  expect(await question()).toMatchObject({ outcome: 'superseded', decidedBy: 'Ada', supersededBy: null });
});
