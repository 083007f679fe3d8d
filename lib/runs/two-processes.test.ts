import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, MessagesAnnotation, START, StateGraph } from '#lib/engine';
import { patiently } from '#lib/store/patiently';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { heldRun } from '#lib/testing/held-run';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { asks, twoSteps } from '#lib/testing/test-graphs';
import { cancelRun } from './cancel-run';
import { waitForRun } from './events';
import { retryRun } from './retry-run';
import { watchRunEnd } from './run-end';
import { Worker } from './worker';

const gates: Record<string, Gate> = {};
const fault: { value?: Error } = {};
let db: TestDatabase;
let hp: TestHoldpoint;
let other: TestHoldpoint;

/** hears -> thinks; `hears` waits at the gate and says how many messages it was given, `thinks` fails if it is told to. */
function chat(gate: () => Gate | undefined) {
  return new StateGraph(Annotation.Root({ ...MessagesAnnotation.spec, heard: Annotation<number> }))
    .addNode('hears', async ({ messages }) => {
      await gate()?.pass();
      return { heard: messages.length };
    })
    .addNode('thinks', () => {
      if (fault.value) throw fault.value;
      return { messages: [{ role: 'assistant', content: 'hello' }] };
    })
    .addEdge(START, 'hears')
    .addEdge('hears', 'thinks')
    .compile();
}

beforeAll(async () => {
  const graphs = {
    steps: twoSteps(gates),
    deaf: twoSteps(gates, { isDeaf: true }),
    asks: asks({ value: 'Sure?' }),
    chat: chat(() => gates.chat),
  };
  db = await testDatabase();
  hp = await testHoldpoint(db, graphs);
  other = await testHoldpoint(await db.another(), graphs);
});

async function beginChat(gate: Gate) {
  gates.chat = gate;
  const threadId = await hp.newThread();
  const input = { messages: [{ role: 'user', content: 'hi' }] };
  const run = await hp.send(threadId, 'chat', { input });
  return { threadId, run };
}

/** As if its worker had been silent for too long. */
async function expireLease(runId: string): Promise<void> {
  await db.sql.$executeRaw`UPDATE runs SET due_at = now() - interval '1 second' WHERE id = ${runId}::uuid`;
}

describe('the queue of a thread', () => {
  it('does not overtake itself, with two processes that send and two that execute', async () => {
    const workers = [new Worker(hp), new Worker(other)];
    for (const worker of workers) worker.start();

    for (let round = 0; round < 8; round++) {
      const threadId = await hp.newThread();
      const words = ['a', 'b', 'c', 'd', 'e', 'f'];
      const runs = [];
      for (const [n, say] of words.entries())
        runs.push(await (n % 2 ? hp : other).send(threadId, 'steps', { input: { say } }));
      await Promise.all(runs.map((run) => waitForRun(db, { runId: run.id })));

      const log = words.flatMap((word) => [`first ${word}`, `second ${word}`]);
      expect(await hp.values(threadId, 'steps')).toMatchObject({ log });
    }
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  it('lets a run through a worker with one place while others wait for a person', async () => {
    const worker = new Worker(hp, { concurrency: 1 });
    const paused = [await hp.newThread(), await hp.newThread(), await hp.newThread()];
    for (const threadId of paused) await hp.send(threadId, 'asks', { input: { say: 'x' } });
    const run = await hp.send(await hp.newThread(), 'steps', { input: { say: 'y' } });

    worker.start();

    expect(await waitForRun(db, { runId: run.id })).toMatchObject({ status: 'success' });
    for (const threadId of paused) expect(await hp.openQuestions(threadId)).toHaveLength(1);
    await worker.stop();
  });

  it('keeps a paused thread paused when a run that waits behind its question is cancelled', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'asks', { input: { say: 'x' } });
    await hp.runAll();
    const [question] = await hp.openQuestions(threadId);
    const queued = await hp.send(threadId, 'asks', { input: { say: 'later' }, onPendingInterrupt: 'enqueue' });

    await cancelRun(other, { threadId, runId: queued.id, action: 'interrupt' });

    expect(await hp.threadStatus(threadId)).toBe('interrupted');
    expect(await hp.openQuestions(threadId)).toEqual([question]);
    expect(await hp.statusOf(queued.id)).toBe('interrupted');
  });
});

describe('a run whose messages have no ids', () => {
  it('has them once when another worker takes it over', async () => {
    const gate = new Gate();
    const { threadId, run } = await beginChat(gate);
    const silent = new Worker(hp);
    await silent.tick();
    await gate.reached;

    await expireLease(run.id);
    const heir = new Worker(other);
    expect(await heir.tick()).toBe(1);
    gate.open();
    await Promise.all([heir.idle(), silent.idle()]);

    const { messages, heard } = await hp.values(threadId, 'chat');
    expect({ messages, heard }).toMatchObject({ heard: 1, messages: [{ content: 'hi' }, { content: 'hello' }] });
    expect(await db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({ status: 'success', attempt: 2 });
  });

  it('has them once when it is tried again after it failed', async () => {
    const gate = new Gate();
    gate.open();
    fault.value = new Error('no answer');
    const { threadId, run } = await beginChat(gate);
    await hp.runAll();
    fault.value = undefined;

    const again = await retryRun(other, { threadId, runId: run.id });
    await other.runAll();

    expect(await hp.statusOf(again.id)).toBe('success');
    const { messages } = await hp.values(threadId, 'chat');
    expect(messages).toMatchObject([{ content: 'hi' }, { content: 'hello' }]);
  });
});

describe('a worker that loses its connections and then its run', () => {
  it('writes nothing of it any more, although its node goes on', async () => {
    const { run, threadId, gate, worker } = await heldRun(hp, { gates, word: 'cut off', graphId: 'deaf' });
    await other.db.sql.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    const heir = new Worker(other);
    // The holder renews its lease as soon as it is connected again, and the connections of the heir may be among those.
    do await patiently(() => expireLease(run.id));
    while ((await heir.tick().catch(() => 0)) === 0);
    const before = await patiently(() => db.prisma.run.findUniqueOrThrow({ where: { id: run.id } }));

    gate.open();
    await Promise.all([heir.idle(), worker.idle()]);

    expect(before).toMatchObject({ status: 'running', workerId: heir.id });
    expect(await hp.values(threadId, 'deaf')).toMatchObject({ log: ['first cut off', 'second cut off'] });
    const checkpoints = await db.prisma.checkpoint.findMany({ where: { threadId }, orderBy: { seq: 'asc' } });
    expect(checkpoints.slice(1).map(({ parentId }) => parentId)).toEqual(checkpoints.slice(0, -1).map(({ id }) => id));
  });
});

describe('a worker that stops', () => {
  it('hands its run over at the next superstep, and who takes it does not wait for the lease', async () => {
    const gate = new Gate();
    const { threadId, run } = await beginChat(gate);
    const queued = await hp.send(threadId, 'chat', {
      input: { messages: [{ role: 'user', content: 'still there?' }] },
    });
    const leaving = new Worker(hp, { leaseMs: 600_000 });
    leaving.start();
    await gate.reached;
    const successor = new Worker(other);
    successor.start();

    const stopped = leaving.stop();
    gate.open();
    await stopped;

    expect(await waitForRun(db, { runId: queued.id })).toMatchObject({ status: 'success' });
    expect(await db.prisma.run.findUnique({ where: { id: run.id } })).toMatchObject({
      ...{ status: 'success', attempt: 1, workerId: successor.id },
    });
    await successor.stop();
    const { messages } = await hp.values(threadId, 'chat');
    expect(messages).toMatchObject(['hi', 'hello', 'still there?', 'hello'].map((content) => ({ content })));
  });
});

describe('two runs that go on from the same checkpoint', () => {
  it('do not read each other’s values', async () => {
    const threadId = await hp.newThread();
    await hp.send(threadId, 'steps', { input: { say: 'root' } });
    await hp.runAll();
    const from = await db.prisma.checkpoint.findFirstOrThrow({ where: { threadId, ns: '' }, orderBy: { seq: 'desc' } });
    const kwargs = { config: { configurable: { checkpoint_id: from.id } } };

    const [left, right] = [
      await hp.send(threadId, 'steps', { input: { say: 'left' }, kwargs }),
      await other.send(threadId, 'steps', { input: { say: 'right' }, kwargs }),
    ];
    await hp.runAll();

    const root = ['first root', 'second root'];
    expect(await valuesAfter(left.id)).toMatchObject({ say: 'left', log: [...root, 'first left', 'second left'] });
    expect(await valuesAfter(right.id)).toMatchObject({ say: 'right', log: [...root, 'first right', 'second right'] });
  });

  async function valuesAfter(runId: string): Promise<unknown> {
    const end = await (await watchRunEnd(hp, { runId })).end();
    return JSON.parse(end?.values ?? 'null');
  }
});
