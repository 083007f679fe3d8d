import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Annotation, type CompiledStateGraph, END, interrupt, START, StateGraph } from '#lib/engine';
import { collect } from '#lib/engine/testing';
import { askOne } from '#lib/testing/ask-one';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks } from '#lib/testing/test-graphs';
import { answerInterrupt } from './answer-interrupt';
import { cancelRun } from './cancel-run';
import type { CreateRunRequest } from './create-run';
import type { DueTimer } from './due-timer';
import { followRun } from './events';
import { interruptDeadlines } from './expire-interrupts';
import { retryRun } from './retry-run';
import { Worker } from './worker';

const HOUR_MS = 3_600_000;
const EVEN = z.number().refine((n) => n % 2 === 0, 'must be even');
let gate: Gate;
let db: TestDatabase;
let hp: TestHoldpoint;
let deadlines: DueTimer;
let graphs: Record<string, CompiledStateGraph>;

/** `left` asks with a deadline, `right` without one; what goes on after the answer to `right` waits at the gate. */
function sides(): CompiledStateGraph {
  const Log = Annotation.Root({
    log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
    say: Annotation<string>,
  });
  return new StateGraph(Log)
    .addNode('left', () => ({
      log: [`left ${interrupt('left?', { timeoutMs: HOUR_MS, onExpire: { action: 'error' } })}`],
    }))
    .addNode('right', async () => {
      const answer = interrupt('right?');
      await gate.pass();
      return { log: [`right ${answer}`] };
    })
    .addEdge(START, 'left')
    .addEdge(START, 'right')
    .addEdge('left', END)
    .addEdge('right', END)
    .compile();
}

beforeAll(async () => {
  graphs = {
    plain: asks({ value: 'Sure?' }),
    resume: asks({ value: 'Sure?', timeoutMs: HOUR_MS, onExpire: { action: 'resume', value: { ok: false } } }),
    error: asks({ value: 'Sure?', timeoutMs: HOUR_MS, onExpire: { action: 'error' } }),
    stay: asks({ value: 'Sure?', timeoutMs: HOUR_MS }),
    number: asks({ value: 'How many?', responseSchema: { type: 'number' } }),
    even: asks({ value: 'How many?', responseSchema: EVEN }),
    sides: sides(),
  };
  db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  deadlines = interruptDeadlines(hp);
});

const asked = (graphId: string, request: Partial<CreateRunRequest> = {}) =>
  askOne(hp, graphId, { input: { say: 'hi' }, ...request });

async function askedInThePast(graphId: string, request: Partial<CreateRunRequest> = {}) {
  const paused = await asked(graphId, request);
  await passDeadline(paused.threadId);
  return paused;
}

async function passDeadline(threadId: string): Promise<void> {
  await db.prisma.$executeRaw`
    UPDATE interrupts SET expires_at = expires_at - interval '2 hours' WHERE thread_id = ${threadId}::uuid`;
}

const onExpire = (on_expire: unknown) => ({ timeout_ms: HOUR_MS, on_expire });
const questionById = (id: string) => db.prisma.interrupt.findUniqueOrThrow({ where: { id } });
const decisionsOn = (interruptId: string) =>
  db.prisma.decision.findMany({ where: { interruptId }, orderBy: { id: 'asc' } });
const runsOf = (threadId: string) => db.prisma.run.findMany({ where: { threadId }, orderBy: { seq: 'asc' } });

describe('a deadline', () => {
  it('is counted from when the question is stored, by the clock of the database', async () => {
    const { question } = await asked('resume');

    expect(question.expiresAt?.getTime()).toBe(question.createdAt.getTime() + HOUR_MS);
    expect(question.onExpire).toEqual({ action: 'resume', value: { ok: false } });
    expect(await deadlines.tick()).toBe(0);
    expect(await questionById(question.id)).toMatchObject({ outcome: 'pending', expiredAt: null });
  });

  it('that passes gives the answer which the question has for that case, and says that nobody else did', async () => {
    const { threadId, question } = await askedInThePast('resume');

    expect(await deadlines.tick()).toBe(1);
    await hp.runAll();

    const [, run] = await runsOf(threadId);
    expect(run).toMatchObject({ status: 'success', createdBy: 'deadline', kind: 'resume' });
    expect(await hp.values(threadId, 'resume')).toMatchObject({ log: ['{"ok":false}'] });
    expect(await questionById(question.id)).toMatchObject({
      ...{ outcome: 'expired', decidedBy: 'deadline', answer: { ok: false }, answerRunId: run?.id },
      expiredAt: expect.any(Date),
    });
    expect(await decisionsOn(question.id)).toMatchObject([
      { kind: 'expire', actor: 'deadline', value: { ok: false }, question: 'Sure?', detail: { action: 'resume' } },
    ]);
    expect(await hp.threadStatus(threadId)).toBe('idle');
  });

  it('that passes may end the wait with a run that has timed out', async () => {
    const { threadId, question } = await askedInThePast('error');
    const waiting = await hp.send(threadId, 'plain', { input: { say: 'later' }, onPendingInterrupt: 'enqueue' });

    expect(await deadlines.tick()).toBe(1);

    const failed = (await runsOf(threadId)).at(-1);
    expect(failed).toMatchObject({
      ...{ status: 'timeout', stopReason: 'timeout', createdBy: 'deadline' },
      error: { code: 'INTERRUPT_EXPIRED', message: 'Nobody answered "Sure?" in time.' },
    });
    expect(await questionById(question.id)).toMatchObject({
      outcome: 'expired',
      answerRunId: failed?.id,
      answer: null,
    });
    expect(await decisionsOn(question.id)).toMatchObject([{ kind: 'expire', detail: { action: 'error' } }]);
    const events = await collect(followRun(db, { runId: failed?.id ?? '' }));
    expect(events.map(({ event }) => event)).toEqual(['error', 'end']);
    await hp.runAll();
    expect(await hp.statusOf(waiting.id)).toBe('interrupted');
  });

  it('that ends the wait leaves the thread in error, and a retry asks again, overdue', async () => {
    const { threadId, question } = await askedInThePast('error');
    await deadlines.tick();
    expect(await hp.threadStatus(threadId)).toBe('error');
    const [, failed] = await runsOf(threadId);

    await retryRun(hp, { threadId, runId: failed?.id ?? '' });
    await hp.runAll();

    expect(await questionById(question.id)).toMatchObject({ outcome: 'pending', answerRunId: null });
    expect(await deadlines.tick()).toBe(0);
    await answerInterrupt(hp, { interruptId: question.id, value: 'late' });
    await hp.runAll();
    expect(await hp.values(threadId, 'error')).toMatchObject({ log: ['"late"'] });
  });

  it('that passes may leave the question open, marked once', async () => {
    const { threadId, question } = await askedInThePast('stay');

    expect([await deadlines.tick(), await deadlines.tick()]).toEqual([1, 0]);

    expect(await questionById(question.id)).toMatchObject({ outcome: 'pending', expiredAt: expect.any(Date) });
    expect(await decisionsOn(question.id)).toMatchObject([{ kind: 'expire', detail: { action: 'stay' } }]);
    expect(await hp.threadStatus(threadId)).toBe('interrupted');
    await answerInterrupt(hp, { interruptId: question.id, value: 1, actor: 'Ada' });
    await hp.runAll();
    expect(await questionById(question.id)).toMatchObject({ outcome: 'answered', decidedBy: 'Ada' });
  });

  it('passes once, in however many processes', async () => {
    const processes = [
      hp,
      ...(await Promise.all([1, 2, 3].map(async () => testHoldpoint(await db.another(), graphs)))),
    ];
    const paused = [];
    for (const graphId of ['resume', 'error', 'stay', 'resume', 'error', 'stay'])
      paused.push(await askedInThePast(graphId));

    const counts = await Promise.all(processes.map((server) => interruptDeadlines(server).tick()));

    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(paused.length);
    for (const { threadId, question } of paused) {
      expect(await decisionsOn(question.id)).toHaveLength(1);
      expect(await runsOf(threadId)).toHaveLength(question.graphId === 'stay' ? 1 : 2);
    }
  });

  it.each(['resume', 'error'])('and a person who answers at the same moment: one wins (%s)', async (graphId) => {
    const other = await testHoldpoint(await db.another(), graphs);
    for (let round = 0; round < 5; round++) {
      const { threadId, question } = await askedInThePast(graphId);

      const [answer, expired] = await Promise.allSettled([
        answerInterrupt(other, { interruptId: question.id, value: 'mine', actor: 'Ada' }),
        deadlines.tick(),
      ]);

      expect(expired).toMatchObject({ status: 'fulfilled', value: answer.status === 'fulfilled' ? 0 : 1 });
      if (answer.status === 'rejected') {
        expect(answer.reason).toMatchObject({ code: 'interrupt_not_pending', details: { outcome: 'expired' } });
        expect(answer.reason.message).toContain('expired at');
      }
      expect(await decisionsOn(question.id)).toHaveLength(1);
      expect(await runsOf(threadId)).toHaveLength(2);
    }
  });

  it('whose answer does not fit the question ends the wait, and says why', async () => {
    const config = { interrupt_deadline: onExpire({ action: 'resume', value: 'none' }) };
    const { threadId } = await askedInThePast('number', { kwargs: { config } });

    expect(await deadlines.tick()).toBe(1);

    expect((await runsOf(threadId)).at(-1)).toMatchObject({
      status: 'timeout',
      error: { message: expect.stringMatching(/^Nobody answered "How many\?" in time, and the value .* does not fit/) },
    });
  });

  it('whose answer the node itself refuses does not come again', async () => {
    const config = { interrupt_deadline: onExpire({ action: 'resume', value: 3 }) };
    const { threadId, question } = await askedInThePast('even', { kwargs: { config } });

    expect(await deadlines.tick()).toBe(1);
    await hp.runAll();

    expect(await questionById(question.id)).toMatchObject({ outcome: 'pending', expiredAt: expect.any(Date) });
    expect(await hp.threadStatus(threadId)).toBe('error');
    expect(await deadlines.tick()).toBe(0);
  });

  it('whose run is cancelled before it began leaves the question to a person', async () => {
    const { threadId, question } = await askedInThePast('resume');
    await deadlines.tick();
    const [, run] = await runsOf(threadId);

    await cancelRun(hp, { threadId, runId: run?.id ?? '', action: 'interrupt' });

    expect(await questionById(question.id)).toMatchObject({ outcome: 'pending', answer: null });
    expect(await deadlines.tick()).toBe(0);
  });

  it('that ends the wait while another answer is worked on is not undone by that', async () => {
    gate = new Gate();
    const { threadId, question: left } = await asked('sides');
    const right = (await hp.openQuestions(threadId)).find(({ node }) => node === 'right');
    await answerInterrupt(hp, { interruptId: right?.id ?? '', value: 'yes' });
    const worker = new Worker(hp);
    await worker.tick();
    await gate.reached;
    await passDeadline(threadId);

    await deadlines.tick();
    gate.open();
    await worker.idle();

    expect(left.node).toBe('left');
    expect(await questionById(left.id)).toMatchObject({ outcome: 'expired' });
    expect(await hp.openQuestions(threadId)).toEqual([]);
    expect(await hp.threadStatus(threadId)).toBe('error');
  });

  it('that ends the wait drops what else the thread asks', async () => {
    gate = new Gate();
    const { threadId } = await askedInThePast('sides');

    await deadlines.tick();

    const questions = await db.prisma.interrupt.findMany({ where: { threadId }, orderBy: { node: 'asc' } });
    const [, failed] = await runsOf(threadId);
    expect(questions).toMatchObject([
      { node: 'left', outcome: 'expired' },
      { node: 'right', outcome: 'superseded', supersededBy: failed?.id, decidedBy: 'deadline' },
    ]);
  });

  it('is kept by a started timer, which learns of it when the question is asked', async () => {
    const quick = asks({ value: 'Sure?', timeoutMs: 30, onExpire: { action: 'resume', value: 'nobody' } });
    const server = await testHoldpoint(await db.another(), { quick });
    const timer = interruptDeadlines(server);
    timer.start();
    const threadId = await server.newThread();
    const run = await server.send(threadId, 'quick', { input: { say: 'hi' } });
    const answered = new Promise<void>((resolve) => {
      server.db.hub.subscribe((note) => {
        if (note.k === 'run' && note.t === threadId && note.r !== run.id) resolve();
      });
    });
    await server.runAll();

    await answered;
    await timer.stop();
    await server.runAll();

    expect(await server.values(threadId, 'quick')).toMatchObject({ log: ['"nobody"'] });
  });
});
