import { beforeAll, describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { assignQuestion } from '#lib/runs/assign-question';
import { addComment } from '#lib/runs/comments';
import { claimInterrupt } from '#lib/runs/interrupt-claim';
import { scheduleAnswer } from '#lib/runs/schedule-answer';
import { snoozeQuestion } from '#lib/runs/snooze-question';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { type ArrivalKind, getWaiting } from './get-waiting';

let hp: TestHoldpoint;
/** In the order in which they were asked. */
const asked: string[] = [];

async function ask(): Promise<string> {
  const threadId = await hp.newThread();
  await hp.send(threadId, 'sure', { input: {} });
  await hp.runAll();
  const id = (await hp.openQuestions(threadId))[0]?.id ?? '';
  asked.push(id);
  return id;
}

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { sure: asks({ value: 'A secret of the payload' }) });
  await ask();
  await assignQuestion(hp, { interruptId: await ask(), assignee: 'Grace', actor: 'Ada' });
  await claimInterrupt(hp, { interruptId: await ask(), reviewer: 'Grace' });
  await scheduleAnswer(hp, { interruptId: await ask(), value: 1, actor: 'Grace', delayMs: 60_000 });
  await answerInterrupt(hp, { interruptId: await ask(), value: 1, actor: 'Grace', note: null });
});

async function waitingFor(reviewer: string | null): Promise<string[]> {
  return (await getWaiting(hp, reviewer)).newest.map(({ id }) => id);
}

async function arrivalOf(id: string, reviewer: string): Promise<ArrivalKind | undefined> {
  return (await getWaiting(hp, reviewer)).newest.find((arrival) => arrival.id === id)?.kind;
}

describe('what waits for a reviewer', () => {
  it('is what is nobody else’s', async () => {
    expect(await waitingFor('Ada')).toEqual([asked[0]]);
    expect(await waitingFor(null)).toEqual([asked[0]]);
  });

  it('is also what was assigned to the reviewer, or is claimed, the last to come first; what is about to be sent waits no more', async () => {
    expect(await waitingFor('Grace')).toEqual([asked[2], asked[1], asked[0]]);
  });

  it('is counted, and says no word of what is asked', async () => {
    const waiting = await getWaiting(hp, 'Grace');

    expect(waiting.count).toBe(3);
    expect(waiting.newest[0]).toEqual({
      id: asked[2],
      graphId: 'sure',
      node: expect.any(String),
      kind: 'asked',
      at: expect.any(String),
    });
    expect(JSON.stringify(waiting)).not.toContain('secret');
  });
});

it('is not what was put off, and says when that comes back', async () => {
  const before = await getWaiting(hp, 'Edsger');
  const until = new Date(Date.now() + 3_600_000);
  await snoozeQuestion(hp, { interruptId: await ask(), until, actor: 'Ada' });

  const after = await getWaiting(hp, 'Edsger');

  expect(before.wakesInMs).toBeNull();
  expect(after).toEqual({ ...before, wakesInMs: expect.any(Number) });
  expect(after.wakesInMs).toBeGreaterThan(3_500_000);
});

it('has come when somebody else assigned it, before what was asked until then', async () => {
  const [first, later] = [await ask(), await ask()];
  await assignQuestion(hp, { interruptId: first, assignee: 'Barbara', actor: 'Ada' });

  expect(await arrivalOf(first, 'Barbara')).toBe('assigned');
  expect((await waitingFor('Barbara')).slice(0, 2)).toEqual([first, later]);
});

it('has not come anew when it was taken by who shall answer it, or given back', async () => {
  const [taken, returned] = [await ask(), await ask()];
  await assignQuestion(hp, { interruptId: taken, assignee: 'Barbara', actor: 'Barbara' });
  await assignQuestion(hp, { interruptId: returned, assignee: 'Barbara', actor: 'Ada' });
  await assignQuestion(hp, { interruptId: returned, assignee: null, actor: 'Ada' });

  expect(await arrivalOf(taken, 'Barbara')).toBe('asked');
  expect(await arrivalOf(returned, 'Barbara')).toBe('asked');
});

it('has come again when its time was over, for everybody', async () => {
  const [first, later] = [await ask(), await ask()];
  await snoozeQuestion(hp, { interruptId: first, until: new Date(Date.now() + 60_000), actor: 'Ada' });
  expect(await arrivalOf(first, 'Ada')).toBeUndefined();

  await hp.db.prisma.$executeRaw`UPDATE interrupts SET snoozed_until = clock_timestamp() WHERE id = ${first}`;

  expect(await arrivalOf(first, 'Ada')).toBe('back');
  expect((await waitingFor('Ada')).slice(0, 2)).toEqual([first, later]);
});

it('has come again when somebody else brought it back before its time', async () => {
  const [first, later] = [await ask(), await ask()];
  await snoozeQuestion(hp, { interruptId: first, until: new Date(Date.now() + 60_000), actor: 'Grace' });

  await snoozeQuestion(hp, { interruptId: first, until: null, actor: 'Ada' });

  expect(await arrivalOf(first, 'Grace')).toBe('back');
  expect((await waitingFor('Grace')).slice(0, 2)).toEqual([first, later]);
});

it('who is mentioned is told of it, though somebody else works on the question', async () => {
  const id = await ask();
  await claimInterrupt(hp, { interruptId: id, reviewer: 'Ada' });
  await addComment(hp, { interruptId: id, author: 'Ada', text: '@Margaret?', mentions: ['Margaret', 'Ada'] });

  expect(await arrivalOf(id, 'Margaret')).toBe('mentioned');
  expect(await arrivalOf(id, 'Ada')).toBe('asked');
  expect(await arrivalOf(id, 'Edsger')).toBeUndefined();
});
