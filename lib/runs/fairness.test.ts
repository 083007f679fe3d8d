import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { claimRuns } from './lease';

const FLOOD = 40;
let hp: TestHoldpoint;

beforeAll(async () => {
  hp = await testHoldpoint(await testDatabase(), { flood: twoSteps(), calm: twoSteps() });
});

/** The graphs of the runs that a worker with this many places takes, in the order of the queue. */
async function take(limit: number): Promise<string[]> {
  const claim = await claimRuns(hp.db, { workerId: 'w', leaseMs: 60_000, graphIds: ['flood', 'calm'], limit });
  return claim.runs.map((run) => run.graphId).sort();
}

describe('under a flood', () => {
  it('of one thread, another thread waits for no more than one of its runs', async () => {
    const flooded = await hp.newThread();
    for (let n = 0; n < FLOOD; n++) await hp.send(flooded, 'flood', { input: { say: `${n}` } });
    const calm = await hp.newThread();
    await hp.send(calm, 'calm', { input: { say: 'calm' } });

    expect(await take(10)).toEqual(['calm', 'flood']);
  });

  it('of one assistant, another assistant gets every other place', async () => {
    for (let n = 0; n < FLOOD; n++) await hp.send(await hp.newThread(), 'flood', { input: { say: `${n}` } });
    await hp.send(await hp.newThread(), 'calm', { input: { say: 'calm' } });
    await hp.send(await hp.newThread(), 'calm', { input: { say: 'calm' } });

    expect(await take(4)).toEqual(['calm', 'calm', 'flood', 'flood']);
  });

  it('of scheduled runs, what is due is not held up', async () => {
    for (let n = 0; n < FLOOD; n++) await hp.send(await hp.newThread(), 'calm', { input: {}, afterSeconds: 3600 });
    await hp.db.prisma.run.updateMany({ where: { graphId: 'flood' }, data: { dueAt: null } });
    const threadId = await hp.newThread();
    await hp.send(threadId, 'calm', { input: {}, afterSeconds: 3600 });
    await hp.send(threadId, 'calm', { input: {} });

    expect(await take(10)).toEqual(['calm']);
  });
});
