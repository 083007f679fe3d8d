import { expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { pausedRun } from '#lib/testing/paused-run';
import { asks } from '#lib/testing/test-graphs';
import { waitingForLock } from '#lib/testing/waiting-for-lock';
import { cancelRun } from './cancel-run';
import { inTransaction } from './transaction';
import { Worker } from './worker';

it('a run that is waiting begins only where a rollback of the paused run before it leads', async () => {
  const db = await testDatabase();
  const hp = await testHoldpoint(db, { asks: asks({ value: 'really?' }) });
  const { threadId, run: paused } = await pausedRun(hp, 'asks', 'undone');
  const next = await hp.send(threadId, 'asks', { input: { log: ['next'] } });
  const held = new Gate();
  const holding = inTransaction(await db.another(), async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM checkpoints WHERE run_id = ${paused.id}::uuid FOR UPDATE`;
    await held.pass();
  });
  await held.reached;
  const cancelling = cancelRun(hp, { threadId, runId: paused.id, action: 'rollback' });
  await waitingForLock(db, 1);

  const worker = new Worker(hp);
  const claimed = worker.tick();
  await waitingForLock(db, 2);
  held.open();
  await Promise.all([holding, cancelling, claimed]);
  await worker.idle();

  expect(await hp.statusOf(next.id)).toBe('interrupted');
  expect(await hp.values(threadId, 'asks')).toEqual({ log: ['before', '"yes"', 'next'] });
});
