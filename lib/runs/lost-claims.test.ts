import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseTroubleError } from '#lib/store/database-trouble';
import type { Hub, Notification } from '#lib/store/hub';
import { afterQueries } from '#lib/testing/after-queries';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { receivesRuns } from '#lib/testing/receives-runs';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { createRun } from './create-run';
import type { Holdpoint } from './holdpoint';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
const db: TestDatabase = await testDatabase();
let hp: TestHoldpoint;
let worker: Worker;

beforeEach(async () => {
  hp = await testHoldpoint(db, { steps: twoSteps(gates), asks: asks({ value: 'How old?' }) });
});

afterEach(async () => {
  for (const gate of Object.values(gates)) gate.open();
  await worker.stop();
});

/** Carries out what inserts a run, and gives the answer when the gate is open; `searched`: somebody has looked for lost claims. */
function answersLate(sql: Holdpoint['db']['sql'], { answered, searched }: Record<'answered' | 'searched', Gate>) {
  return afterQueries(sql, async (statement) => {
    if (statement.includes('INSERT INTO runs')) await answered.pass();
    if (statement.includes('lease_token <> ALL')) await searched.pass();
  });
}

/** Carries out what inserts a run, and then pretends that the connection was lost. */
function losesAnswers(sql: Holdpoint['db']['sql']) {
  return afterQueries(sql, async (statement) => {
    if (statement.includes('INSERT INTO runs')) throw new DatabaseTroubleError(new Error('gone'));
  });
}

describe('when the answer to its creation is lost', () => {
  it('a run that is there goes back to the queue, and is executed', async () => {
    worker = new Worker(hp);
    worker.start();
    await receivesRuns(hp);
    const threadId = await hp.newThread();
    gates.lost = new Gate();
    gates.lost.open();
    const deaf: Holdpoint = { ...hp, db: { ...hp.db, sql: losesAnswers(hp.db.sql) } };

    const sent = createRun(deaf, { threadId, assistantId: 'steps', input: { say: 'lost' } });

    await expect(sent).rejects.toBeInstanceOf(DatabaseTroubleError);
    const [run] = await db.prisma.run.findMany({ where: { threadId } });
    await expect.poll(() => hp.statusOf(run?.id ?? '')).toBe('success');
    expect(await hp.values(threadId, 'steps')).toEqual({ log: ['first lost', 'second lost'], say: 'lost' });
    expect(await db.prisma.run.findMany({ where: { threadId } })).toMatchObject([{ attempt: 1 }]);
  });
});

it('a run whose answer is under way is not taken for a lost one', async () => {
  let hear: (notification: Notification) => void = () => undefined;
  const hub: Hub = {
    subscribe(listener, runId) {
      hear = listener;
      return hp.db.hub.subscribe(listener, runId);
    },
  };
  const answered = new Gate();
  const searched = new Gate();
  searched.open();
  const slow: Holdpoint = { ...hp, db: { ...hp.db, hub, sql: answersLate(hp.db.sql, { answered, searched }) } };
  worker = new Worker(slow);
  worker.start();
  await receivesRuns(hp);
  const threadId = await hp.newThread();
  const released: Notification[] = [];
  const unsubscribe = hp.db.hub.subscribe((note) => {
    if (note.k === 'run' && note.s === 'pending') released.push(note);
  });

  const sent = createRun(slow, { threadId, assistantId: 'steps', input: { say: 'slow' } });
  await answered.reached;
  hear({ k: 'resync' });
  await searched.reached;
  // Time for what must not come.
  await sleep(50);
  answered.open();
  const { id } = await sent;
  await expect.poll(() => hp.statusOf(id)).toBe('success');
  unsubscribe();

  expect(released).toEqual([]);
  expect(await hp.values(threadId, 'steps')).toEqual({ log: ['first slow', 'second slow'], say: 'slow' });
});
