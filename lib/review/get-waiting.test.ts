import { beforeAll, describe, expect, it } from 'vitest';
import { answerInterrupt } from '#lib/runs/answer-interrupt';
import { assignQuestion } from '#lib/runs/assign-question';
import { claimInterrupt } from '#lib/runs/interrupt-claim';
import { scheduleAnswer } from '#lib/runs/schedule-answer';
import { snoozeQuestion } from '#lib/runs/snooze-question';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { getWaiting } from './get-waiting';

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

describe('what waits for a reviewer', () => {
  it('is what is nobody else’s', async () => {
    expect(await waitingFor('Ada')).toEqual([asked[0]]);
    expect(await waitingFor(null)).toEqual([asked[0]]);
  });

  it('is also what was assigned to the reviewer, or is claimed, the newest first; what is about to be sent waits no more', async () => {
    expect(await waitingFor('Grace')).toEqual([asked[2], asked[1], asked[0]]);
  });

  it('is counted, and says no word of what is asked', async () => {
    const waiting = await getWaiting(hp, 'Grace');

    expect(waiting.count).toBe(3);
    expect(waiting.newest[0]).toEqual({
      id: asked[2],
      graphId: 'sure',
      node: expect.any(String),
      createdAt: expect.any(String),
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
