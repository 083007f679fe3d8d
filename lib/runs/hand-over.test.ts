import { expect, it } from 'vitest';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';
import { testDatabase } from '#lib/testing/database';
import { Gate } from '#lib/testing/gate';
import { testHoldpoint } from '#lib/testing/holdpoint';
import { settleThread } from './settle-thread';
import { inTransaction } from './transaction';
import { Worker } from './worker';

it('a run that is handed over half-way goes on from there, and its input is not applied twice', async () => {
  const gate = new Gate();
  const State = Annotation.Root({
    log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  });
  const slow = new StateGraph(State)
    .addNode('first', async () => {
      await gate.pass();
      return { log: ['first'] };
    })
    .addNode('second', () => ({ log: ['second'] }))
    .addEdge(START, 'first')
    .addEdge('first', 'second')
    .addEdge('second', END)
    .compile();
  const hp = await testHoldpoint(await testDatabase(), { slow });
  const threadId = await hp.newThread();
  const run = await hp.send(threadId, 'slow', { input: { log: ['input'] } });
  const leaving = new Worker(hp);
  await leaving.tick();
  await gate.reached;

  const stopped = leaving.stop();
  gate.open();
  await stopped;
  const statusBetween = await hp.statusOf(run.id);
  await hp.runAll();

  expect(statusBetween).toBe('pending');
  expect(await hp.statusOf(run.id)).toBe('success');
  expect(await hp.values(threadId, 'slow')).toEqual({ log: ['input', 'first', 'second'] });
});

it('a run that is handed over half-way goes on before a message that waited for an answer', async () => {
  const gate = new Gate();
  const State = Annotation.Root({
    log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
    asks: Annotation<boolean>,
  });
  const graph = new StateGraph(State)
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
  const hp = await testHoldpoint(await testDatabase(), { graph });
  const threadId = await hp.newThread();
  await hp.send(threadId, 'graph', { input: { log: ['a'], asks: true } });
  await hp.send(threadId, 'graph', { input: { log: ['waits'], asks: false }, onPendingInterrupt: 'enqueue' });
  const later = await hp.send(threadId, 'graph', { input: { log: ['later'], asks: false }, afterSeconds: 3_600 });
  await hp.runAll();
  await hp.db.prisma.run.update({ where: { id: later.id }, data: { availableAt: new Date() } });
  await inTransaction(hp.db, (tx) => settleThread(tx, threadId));
  const leaving = new Worker(hp);
  await leaving.tick();
  await gate.reached;

  const stopped = leaving.stop();
  gate.open();
  await stopped;
  await hp.runAll();

  const { log } = await hp.values(threadId, 'graph');
  expect(log).toEqual(['a', 'later', 'first', 'second', 'waits', 'first', 'second']);
});
