import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseTroubleError } from '#lib/store/database-trouble';
import type { Hub, Notification } from '#lib/store/hub';
import type { Sql } from '#lib/store/sql';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
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

async function startWorker(concurrency = 4): Promise<void> {
  worker = new Worker(hp, { concurrency });
  worker.start();
  await looked();
}

/** A worker that looks for runs may find others that wait: then nothing begins past them. */
async function looked(): Promise<void> {
  const hasRoom = () => hp.arrivals.claiming(async (claim) => ({ claimed: null, hasRoom: claim !== undefined }));
  await expect.poll(hasRoom).toMatchObject({ hasRoom: true });
}

function rowOf(runId: string) {
  return db.prisma.run.findUnique({ where: { id: runId } });
}

async function untilDone(...runIds: string[]): Promise<void> {
  for (const runId of runIds) await expect.poll(() => hp.statusOf(runId)).toBe('success');
}

/** Carries out what inserts a run, and gives the answer when the gate is open; `searched`: somebody has looked for lost claims. */
function answersLate(sql: Holdpoint['db']['sql'], { answered, searched }: Record<'answered' | 'searched', Gate>) {
  return afterwards(sql, async (statement) => {
    if (statement.includes('INSERT INTO runs')) await answered.pass();
    if (statement.includes('lease_token <> ALL')) await searched.pass();
  });
}

/** Carries out what inserts a run, and then pretends that the connection was lost. */
function losesAnswers(sql: Holdpoint['db']['sql']) {
  return afterwards(sql, async (statement) => {
    if (statement.includes('INSERT INTO runs')) throw new DatabaseTroubleError(new Error('gone'));
  });
}

function afterwards(sql: Holdpoint['db']['sql'], then: (statement: string) => Promise<void>): Holdpoint['db']['sql'] {
  const $queryRaw: Sql['$queryRaw'] = async <Rows>(strings: TemplateStringsArray, ...values: unknown[]) => {
    const rows = await sql.$queryRaw<Rows>(strings, ...values);
    await then(strings.join(''));
    return rows;
  };
  const transaction: typeof sql.transaction = (work) => sql.transaction(work);
  // The rest of it is not used.
  return { $queryRaw, $executeRaw: sql.$executeRaw.bind(sql), transaction } as typeof sql;
}

describe('when the answer to its creation is lost', () => {
  it('a run that is there goes back to the queue, and is executed', async () => {
    await startWorker();
    const threadId = await hp.newThread();
    gates.lost = new Gate();
    gates.lost.open();
    const deaf: Holdpoint = { ...hp, db: { ...hp.db, sql: losesAnswers(hp.db.sql) } };

    const sent = createRun(deaf, { threadId, assistantId: 'steps', input: { say: 'lost' } });

    await expect(sent).rejects.toBeInstanceOf(DatabaseTroubleError);
    const [run] = await db.prisma.run.findMany({ where: { threadId } });
    await untilDone(run?.id ?? '');
    expect(await hp.values(threadId, 'steps')).toEqual({ log: ['first lost', 'second lost'], say: 'lost' });
    expect(await rowOf(run?.id ?? '')).toMatchObject({ attempt: 1 });
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
  await looked();
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
  await untilDone(id);
  unsubscribe();

  expect(released).toEqual([]);
  expect(await hp.values(threadId, 'steps')).toEqual({ log: ['first slow', 'second slow'], say: 'slow' });
});
