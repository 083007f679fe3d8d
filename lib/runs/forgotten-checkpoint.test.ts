import { beforeAll, describe, expect, it } from 'vitest';
import { Annotation, END, START, StateGraph } from '#lib/engine';
import { type TestDatabase, testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { Worker } from './worker';

const State = Annotation.Root({
  said: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
});

let db: TestDatabase;

beforeAll(async () => {
  db = await testDatabase();
});

type Gates = Record<string, Gate>;

function node(name: string, gates: Gates) {
  return async () => {
    await gates[name]?.pass();
    return { log: [name] };
  };
}

const graphs = {
  one: (gates: Gates) =>
    new StateGraph(State)
      .addNode('first', node('first', gates))
      .addEdge(START, 'first')
      .addEdge('first', END)
      .compile(),
  three: (gates: Gates) =>
    new StateGraph(State)
      .addNode('first', node('first', gates))
      .addNode('second', node('second', gates))
      .addNode('third', node('third', gates))
      .addEdge(START, 'first')
      .addEdge('first', 'second')
      .addEdge('second', 'third')
      .addEdge('third', END)
      .compile(),
};

/** Lets a run come to a node, makes the database forget all its checkpoints, as a crash may do, and lets it go on. */
async function forgetAt(node: string, graph: keyof typeof graphs) {
  const gate = new Gate();
  const gates: Gates = { [node]: gate };
  const hp = await testHoldpoint(db, { graph: graphs[graph](gates) });
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, 'graph', { input: { said: ['hello'] } });
  const worker = new Worker(hp);
  await worker.tick();
  await gate.reached;
  // What the node waits behind is stored at the same time.
  await expect.poll(() => db.prisma.checkpoint.count({ where: { runId: run.id } })).toBeGreaterThan(1);
  await db.prisma.checkpoint.deleteMany({ where: { runId: run.id } });
  await db.prisma.channelValue.deleteMany({ where: { runId: run.id } });
  delete gates[node];
  gate.open();
  await worker.idle();
  const status = await hp.statusOf(run.id);
  await hp.runAll();
  return { status, finally: await hp.statusOf(run.id), values: await hp.values(threadId, 'graph'), threadId };
}

describe('a run whose input in the state was not flushed when the database crashed', () => {
  it.each([
    ['a superstep', 'three', ['first', 'second', 'third']],
    ['its end', 'one', ['first']],
  ] as const)('stores it once more with %s', async (_what, graph, log) => {
    const { status, values, threadId } = await forgetAt('first', graph);

    expect(status).toBe('success');
    expect(values).toEqual({ said: ['hello'], log });
    expect(await db.prisma.checkpoint.count({ where: { threadId } })).toBe(2 + log.length);
  });
});

it('a run whose checkpoint is gone for good begins again from what is there', async () => {
  const { status, finally: end, values } = await forgetAt('second', 'three');

  expect(status).toBe('pending');
  expect(end).toBe('success');
  expect(values).toEqual({ said: ['hello'], log: ['first', 'second', 'third'] });
});
