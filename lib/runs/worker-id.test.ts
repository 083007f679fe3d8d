import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { Worker } from './worker';
import { hasDied, newWorkerId } from './worker-id';

/** The id of a worker of a process that was killed. */
async function idOfTheDead(): Promise<string> {
  const script =
    "import('#lib/runs/worker-id').then(({ newWorkerId }) => console.log(newWorkerId())); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script]);
  const [id] = await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  return String(id).trim();
}

it('a worker of a killed process is known to have died, and one that is alive is not', async () => {
  expect(hasDied(await idOfTheDead())).toBe(true);
  expect(hasDied(newWorkerId())).toBe(false);
});

it.each([
  ['another machine', (parts: string[]) => [parts[0], 'elsewhere', '1', '1']],
  ['a form we do not know', () => ['some-worker']],
])('a worker of %s may be alive', (_name, change) => {
  expect(hasDied(change(newWorkerId().split(' ')).join(' '))).toBe(false);
});

it('a process that has the number of the dead one is not mistaken for it', () => {
  const [id, machine, pid, start] = newWorkerId().split(' ');

  expect(hasDied([id, machine, pid, Number(start) - 1].join(' '))).toBe(true);
});

it('a worker that starts goes on with the runs of one that has died here, long before its leases end', async () => {
  const gate = new Gate();
  const db = await testDatabase();
  const hp = await testHoldpoint(db, { steps: twoSteps({ first: gate }) });
  const alive = new Worker(hp, { leaseMs: 60_000 });
  const [held, orphan] = [await hp.newThread(), await hp.newThread()];
  await hp.send(held, 'steps', { input: { say: 'first' } });
  await alive.tick();
  await gate.reached;
  const run = await hp.send(orphan, 'steps', { input: { say: 'second' } });
  await db.prisma.run.update({
    where: { id: run.id },
    data: { status: 'running', attempt: 1, workerId: await idOfTheDead(), dueAt: new Date(Date.now() + 60_000) },
  });

  const heir = new Worker(hp);
  heir.start();
  await expect.poll(() => hp.statusOf(run.id)).toBe('success');

  expect(await db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({ attempt: 2, workerId: heir.id });
  expect(await db.prisma.run.findFirst({ where: { threadId: held } })).toMatchObject({ workerId: alive.id });
  gate.open();
  await Promise.all([heir.stop(), alive.stop()]);
});
