import { beforeAll, describe, expect, it } from 'vitest';
import { cancelRun } from '#lib/runs/cancel-run';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, throws, twoSteps } from '#lib/testing/test-graphs';
import { listRuns } from './list-runs';

let hp: TestHoldpoint;

beforeAll(async () => {
  const graphs = {
    steps: twoSteps(),
    age: asks({ value: 'What is your age?' }),
    fails: throws({ value: new Error('no') }),
  };
  hp = await testHoldpoint(await testDatabase(), graphs);
});

describe('what can still be done to a run', () => {
  const named = async (threadId: string) => {
    const { runs } = await listRuns(hp, { threadId });
    return runs.map(({ stopReason, isStoppable, isRetryable }) => ({ stopReason, isStoppable, isRetryable }));
  };

  it('stopping it, while its thread stands at its question and not once that has gone on', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'age', { input: {} });
    await hp.runAll();

    expect(await named(threadId)).toEqual([{ stopReason: 'paused', isStoppable: true, isRetryable: false }]);
    await hp.send(threadId, 'age', { command: { resume: 25 } });
    await hp.runAll();

    expect(await named(threadId)).toEqual([
      { stopReason: 'done', isStoppable: false, isRetryable: false },
      { stopReason: 'paused', isStoppable: false, isRetryable: false },
    ]);
  });

  it('retrying it, while its thread stands where it failed', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'fails', { input: {} });
    await hp.runAll();

    expect(await named(threadId)).toMatchObject([{ stopReason: 'error', isRetryable: true }]);
    await hp.send(threadId, 'steps', { input: {} });
    await hp.runAll();

    expect(await named(threadId)).toMatchObject([{ stopReason: 'done' }, { stopReason: 'error', isRetryable: false }]);
  });

  it('retrying it, when it was stopped before it began', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: {} });
    const run = await hp.send(threadId, 'steps', { input: {} });
    await cancelRun(hp, { threadId, runId: run.id, action: 'interrupt' });
    await hp.runAll();

    expect(await named(threadId)).toMatchObject([
      { stopReason: 'cancelled', isRetryable: true },
      { stopReason: 'done' },
    ]);
  });
});
