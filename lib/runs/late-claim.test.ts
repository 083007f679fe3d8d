import { expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { waitingForLock } from '#lib/testing/waiting-for-lock';
import { claimRuns } from './lease';

it('a claim that waited while the run still stored something does not take its thread for empty', async () => {
  const db = await testDatabase();
  const hp = await testHoldpoint(db, { steps: twoSteps() });
  const threadId = await hp.newThread();
  const { id } = await hp.send(threadId, 'steps', { input: { say: 'late' } });
  await db.sql.$executeRaw`
    UPDATE runs SET status = 'running', worker_id = 'slow', lease_token = gen_random_uuid(), attempt = 1, started_at = now(),
      due_at = now() - interval '1 second' WHERE id = ${id}::uuid`;
  const stored = new Gate();
  const storing = db.sql.transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM runs WHERE id = ${id}::uuid FOR SHARE`;
    await stored.pass();
    await tx.$executeRaw`
      INSERT INTO checkpoints (thread_id, ns, id, run_id, metadata, body)
      VALUES (${threadId}::uuid, '', '1', ${id}::uuid, '{}', '{}')`;
  });
  await stored.reached;

  const options = { workerId: 'next', leaseMs: 10_000, graphIds: ['steps'], limit: 1, waitsForLocks: true };
  const claiming = claimRuns(db, options);
  await waitingForLock(db, 1);
  stored.open();
  await storing;

  expect((await claiming).runs).toMatchObject([{ id, attempt: 2, isFirst: false }]);
});
