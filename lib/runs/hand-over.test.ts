import { expect, it } from 'vitest';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { type TestHoldpoint, testHoldpoint } from '#lib/testing/holdpoint';
import { settleThread } from './settle-thread';
import { inTransaction } from './transaction';
import { Worker } from './worker';

/** first -> second; `first` may ask before it comes to the gate. */
function gated(gate: Gate) {
  const State = Annotation.Root({
    log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
    asks: Annotation<boolean>,
  });
  return new StateGraph(State)
    .addNode('first', async ({ asks }) => {
      if (asks) interrupt('go on?');
      await gate.pass();
      return { log: ['first'] };
    })
    .addNode('second', () => ({ log: ['second'] }))
    .addEdge(START, 'first')
    .addEdge('first', 'second')
    .addEdge('second', END)
    .compile();
}

/** A worker takes what is due and leaves while its run is in the first node. */
async function handOver(hp: TestHoldpoint, gate: Gate): Promise<void> {
  const leaving = new Worker(hp);
  await leaving.tick();
  await gate.reached;
  const stopped = leaving.stop();
  gate.open();
  await stopped;
}

it('a run that is handed over half-way goes on from there, and its input is not applied twice', async () => {
  const gate = new Gate();
  const hp = await testHoldpoint(await testDatabase(), { graph: gated(gate) });
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, 'graph', { input: { log: ['input'] } });

  await handOver(hp, gate);
  const statusBetween = await hp.statusOf(run.id);
  await hp.runAll();

  expect(statusBetween).toBe('pending');
  expect(await hp.statusOf(run.id)).toBe('success');
  expect(await hp.values(threadId, 'graph')).toEqual({ log: ['input', 'first', 'second'] });
});

it('a run that is handed over half-way goes on before a message that waited for an answer', async () => {
  const gate = new Gate();
  const hp = await testHoldpoint(await testDatabase(), { graph: gated(gate) });
  const threadId = await hp.newThread();
  await hp.send(threadId, 'graph', { input: { log: ['a'], asks: true } });
  await hp.send(threadId, 'graph', { input: { log: ['waits'], asks: false }, onPendingInterrupt: 'enqueue' });
  const later = await hp.send(threadId, 'graph', { input: { log: ['later'], asks: false }, afterSeconds: 3_600 });
  await hp.runAll();
  await hp.db.prisma.run.update({ where: { id: later.id }, data: { availableAt: new Date() } });
  await inTransaction(hp.db, (tx) => settleThread(tx, threadId));

  await handOver(hp, gate);
  await hp.runAll();

  const { log } = await hp.values(threadId, 'graph');
  expect(log).toEqual(['a', 'later', 'first', 'second', 'waits', 'first', 'second']);
});
