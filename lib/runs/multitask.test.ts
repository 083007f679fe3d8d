import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { twoSteps } from '#lib/testing/test-graphs';
import { createRun } from './create-run';
import { predictMultitask } from './predict-multitask';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
let hp: TestHoldpoint;
let others: TestHoldpoint[];

beforeAll(async () => {
  const db = await testDatabase();
  hp = await testHoldpoint(db, { steps: twoSteps(gates), deaf: twoSteps(gates, { isDeaf: true }) });
  const databases = await Promise.all([db.another(), db.another(), db.another()]);
  others = await Promise.all(databases.map((another) => testHoldpoint(another, { steps: twoSteps(gates) })));
});

describe('reject', () => {
  it('refuses a run on a busy thread and leaves the running one untouched', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'rejected' });

    const refused = hp.send(threadId, 'steps', { input: { say: 'late' }, multitaskStrategy: 'reject' });

    await expect(refused).rejects.toMatchObject({ code: 'thread_busy', details: { run_id: run.id } });
    gate.open();
    await worker.idle();
    expect(await hp.statusOf(run.id)).toBe('success');
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first rejected', 'second rejected'] });
  });

  it('lets exactly one of many simultaneous runs in, over several connections', async () => {
    const threadId = await hp.newThread();
    const senders = [hp, ...others, hp, ...others];

    const results = await Promise.allSettled(
      senders.map((sender, n) =>
        sender.send(threadId, 'steps', { input: { say: `s${n}` }, multitaskStrategy: 'reject' }),
      ),
    );

    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(await hp.db.prisma.run.count({ where: { threadId } })).toBe(1);
    await hp.runAll();
  });
});

describe('enqueue', () => {
  it('executes runs in the order in which they were received', async () => {
    const threadId = await hp.newThread();
    const words = ['a', 'b', 'c', 'd'];
    for (const say of words) await hp.send(threadId, 'steps', { input: { say } });

    await hp.runAll();

    const log = words.flatMap((word) => [`first ${word}`, `second ${word}`]);
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log });
  });

  it('never executes two runs of a thread at once, with several workers', async () => {
    const threadIds = await Promise.all([hp.newThread(), hp.newThread(), hp.newThread()]);
    for (const threadId of threadIds)
      for (const say of ['1', '2', '3', '4']) await hp.send(threadId, 'steps', { input: { say } });
    const workers = [hp, ...others].map((each) => new Worker(each));

    for (const worker of workers) worker.start();
    const { waitForRun } = await import('./events');
    const runs = await hp.db.prisma.run.findMany({ where: { threadId: { in: threadIds } } });
    await Promise.all(runs.map((run) => waitForRun(hp.db, { runId: run.id })));
    await Promise.all(workers.map((worker) => worker.stop()));

    for (const threadId of threadIds) {
      const ended = await hp.db.prisma.run.findMany({ where: { threadId }, orderBy: { seq: 'asc' } });
      expect(ended.map((run) => [run.status, run.attempt])).toEqual(Array(4).fill(['success', 1]));
      for (const [n, run] of ended.slice(1).entries())
        expect(run.startedAt?.getTime()).toBeGreaterThanOrEqual(ended[n]?.endedAt?.getTime() ?? Number.NaN);
      expect(await hp.values(threadId, 'steps')).toMatchObject({
        log: ['1', '2', '3', '4'].flatMap((n) => [`first ${n}`, `second ${n}`]),
      });
    }
  });

  it('goes on with the queue after a run that fails', async () => {
    const threadId = await hp.newThread();
    const failing = await hp.send(threadId, 'steps', { input: { log: 5 } });
    const next = await hp.send(threadId, 'steps', { input: { say: 'next' } });

    await hp.runAll();

    expect(await hp.statusOf(failing.id)).toBe('error');
    expect(await hp.statusOf(next.id)).toBe('success');
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });
});

describe('interrupt', () => {
  it('stops the running run, keeps its work and goes on from there', async () => {
    const { threadId, run, worker } = await heldRun(hp, { gates, word: 'stopped' });

    const next = await hp.send(threadId, 'steps', {
      input: { say: 'next' },
      multitaskStrategy: 'interrupt',
      actor: 'Ada',
    });
    await worker.idle();
    await hp.runAll();

    const stopped = await hp.db.prisma.run.findUniqueOrThrow({ where: { id: run.id } });
    expect(stopped).toMatchObject({
      status: 'interrupted',
      stopReason: 'superseded',
      supersededBy: next.id,
      stoppedBy: 'Ada',
    });
    expect(await hp.statusOf(next.id)).toBe('success');
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first stopped', 'first next', 'second next'] });
  });

  it('stops queued runs, too', async () => {
    const { threadId, worker } = await heldRun(hp, { gates, word: 'headed' });
    const queued = await hp.send(threadId, 'steps', { input: { say: 'queued' } });

    await hp.send(threadId, 'steps', { input: { say: 'last' }, multitaskStrategy: 'interrupt' });
    await worker.idle();
    await hp.runAll();

    expect(await hp.statusOf(queued.id)).toBe('interrupted');
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first headed', 'first last', 'second last'] });
  });

  it('keeps a node that ignores its signal from writing', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'deaf', graphId: 'deaf' });
    await hp.send(threadId, 'deaf', { input: { say: 'after' }, multitaskStrategy: 'interrupt' });
    gate.open();
    await worker.idle();

    await hp.runAll();

    expect(await hp.statusOf(run.id)).toBe('interrupted');
    expect(await hp.values(threadId, 'deaf')).toMatchObject({ log: ['first deaf', 'first after', 'second after'] });
  });
});

describe('rollback', () => {
  it('makes a running run never have happened', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'kept' } });
    await hp.runAll();
    const before = await hp.values(threadId, 'steps');
    const gate = new Gate();
    gates.undone = gate;
    const undone = await hp.send(threadId, 'steps', { input: { say: 'undone' } });
    const worker = new Worker(hp);
    await worker.tick();
    await gate.reached;

    await hp.send(threadId, 'steps', { input: { say: 'instead' }, multitaskStrategy: 'rollback' });

    expect(await hp.statusOf(undone.id)).toBeNull();
    expect(await hp.db.prisma.checkpoint.count({ where: { runId: undone.id } })).toBe(0);
    expect(await hp.values(threadId, 'steps')).toEqual(before);
    gate.open();
    await worker.idle();
    await hp.runAll();
    expect(await hp.values(threadId, 'steps')).toMatchObject({
      log: ['first kept', 'second kept', 'first instead', 'second instead'],
    });
  });

  it('deletes queued runs and leaves a line in the audit trail', async () => {
    const threadId = await hp.newThread();
    const queued = await hp.send(threadId, 'steps', { input: { say: 'queued' } });

    await hp.send(threadId, 'steps', { input: { say: 'last' }, multitaskStrategy: 'rollback', actor: 'Ada' });
    await hp.runAll();

    expect(await hp.statusOf(queued.id)).toBeNull();
    expect(await hp.db.prisma.thread.findUnique({ where: { id: threadId } })).toMatchObject({ title: 'last' });
    const [line] = await hp.db.prisma.decision.findMany({ where: { threadId, kind: 'rollback' } });
    expect(line).toMatchObject({ actor: 'Ada', runId: queued.id, detail: { message: 'queued' } });
    expect(await hp.values(threadId, 'steps')).toMatchObject({ log: ['first last', 'second last'] });
  });
});

describe('the prediction', () => {
  it('says what each strategy would do now', async () => {
    const { threadId, run, gate, worker } = await heldRun(hp, { gates, word: 'foretold' });
    const queued = await hp.send(threadId, 'steps', { input: { say: 'queued' } });

    const prediction = await predictMultitask(hp, threadId);

    expect(prediction).toMatchObject({
      active: { runId: run.id, status: 'running', checkpoints: 3, firstMessage: 'foretold' },
      queued: [{ runId: queued.id, message: 'queued' }],
      reject: { refused: true, byRunId: run.id },
      enqueue: { position: 3 },
      interrupt: { stopsRunIds: [run.id, queued.id] },
      rollback: { deletesRunIds: [run.id, queued.id], deletesCheckpoints: 3 },
    });
    gate.open();
    await worker.idle();
    await hp.runAll();
  });
});

describe('bad input', () => {
  it.each([
    [
      'an unknown strategy',
      { multitaskStrategy: 'replace' as 'reject' },
      'invalid_request',
      /reject, enqueue, interrupt, rollback/,
    ],
    ['an unknown assistant', { assistantId: 'nobody' }, 'assistant_not_found', /steps/],
    ['a function in the input', { input: { say: () => 1 } }, 'unsupported_value', /say/],
    ['input beside a command', { input: {}, command: { resume: 1 } }, 'invalid_request', /not both/],
    ['a negative delay', { afterSeconds: -1 }, 'invalid_request', /after_seconds/],
    ['metadata that cannot be searched', { metadata: { a: '\u0000' } }, 'unsupported_value', /metadata/],
  ])('is refused and changes nothing: %s', async (...[, request, code, message]) => {
    const threadId = await hp.newThread();

    const refused = createRun(hp, { threadId, assistantId: 'steps', input: { say: 'x' }, ...request });

    await expect(refused).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(await hp.db.prisma.run.count({ where: { threadId } })).toBe(0);
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });

  it('refuses an unknown thread by its id', async () => {
    const threadId = '0190a000-0000-7000-8000-000000000000';

    await expect(hp.send(threadId, 'steps', { input: {} })).rejects.toMatchObject({
      code: 'thread_not_found',
      message: `Thread with ID ${threadId} not found`,
    });
  });
});
