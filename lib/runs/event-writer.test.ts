import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { EventWriter } from './event-writer';
import { claimRuns } from './lease';

const LONGER_THAN_A_BATCH_MS = 120;

it('what a step emits that is not stored yet is not told, however long that takes', async () => {
  const hp = await testHoldpoint(await testDatabase(), { steps: twoSteps() });
  const { id } = await hp.send(await hp.newThread(), 'steps', { input: { say: 'hi' } });
  const claim = { workerId: 'w', leaseMs: 60_000, graphIds: ['steps'], limit: 1 };
  const [run] = (await claimRuns(hp.db, claim)).runs;
  if (!run) throw new Error('The run cannot be claimed.');
  const told = () => hp.db.prisma.runEvent.count({ where: { runId: id } });
  let isHolding = true;
  const events = await EventWriter.open(hp.db, run, {
    signal: new AbortController().signal,
    mayWrite: () => !isHolding,
  });

  events.add({ event: 'updates', ns: '', data: { first: {} } });
  await sleep(LONGER_THAN_A_BATCH_MS);
  const toldWhileHolding = await told();
  isHolding = false;

  expect(toldWhileHolding).toBe(0);
  await expect.poll(told).toBe(1);
  expect(await events.takeRest()).toEqual([]);
});
