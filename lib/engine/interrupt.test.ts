import { expect, test } from 'vitest';
import {
  Annotation,
  Command,
  END,
  GraphInterrupt,
  interrupt,
  MemorySaver,
  NodeInterrupt,
  Send,
  START,
  StateGraph,
} from './index';
import { failureOf, freshThread, idsOf, LogState } from './testing';

test('a loop over supersteps asks a new question each turn', async () => {
  const graph = new StateGraph(LogState)
    .addNode('ask', () => ({ log: interrupt<string, string>('more?') }))
    .addEdge(START, 'ask')
    .addConditionalEdges('ask', ({ log }) => (log.at(-1) === 'stop' ? END : 'ask'))
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const ids = [idsOf(await graph.invoke({}, thread))];
  for (const resume of ['a', 'b']) ids.push(idsOf(await graph.invoke(new Command({ resume }), thread)));

  expect(new Set(ids.flat()).size).toBe(3);
  expect(await graph.invoke(new Command({ resume: 'stop' }), thread)).toEqual({ log: ['a', 'b', 'stop'] });
});

test('each task of a fan-out has a question of its own', async () => {
  const graph = new StateGraph(LogState)
    .addNode('worker', (n: unknown) => ({ log: `${n}:${interrupt(`question ${n}`)}` }))
    .addConditionalEdges(START, () => [1, 2, 3].map((n) => new Send('worker', n)), ['worker'])
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const ids = idsOf(await graph.invoke({}, thread));
  expect((await graph.getState(thread)).next).toEqual(['worker', 'worker', 'worker']);

  await graph.invoke(new Command({ resume: { [ids[1] ?? '']: 'B' } }), thread);
  const state = await graph.getState(thread);
  expect(state.values.log).toEqual(['2:B']);
  expect(state.next).toEqual(['worker', 'worker']);

  const rest = { [ids[0] ?? '']: 'A', [ids[2] ?? '']: 'C' };
  expect(await graph.invoke(new Command({ resume: rest }), thread)).toEqual({ log: ['1:A', '2:B', '3:C'] });
});

test('a question that the node catches still stops the task', async () => {
  const graph = new StateGraph(LogState)
    .addNode('careless', () => {
      try {
        return { log: `answer ${interrupt('sure?')}` };
      } catch {
        return { log: 'went on without an answer' };
      }
    })
    .addEdge(START, 'careless')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(idsOf(await graph.invoke({}, thread))).toHaveLength(1);
  expect(await graph.invoke(new Command({ resume: 'yes' }), thread)).toEqual({ log: ['answer yes'] });
});

test('questions asked side by side in one node are all listed', async () => {
  const graph = new StateGraph(LogState)
    .addNode('ask', async () => ({
      log: await Promise.all(['a', 'b'].map(async (name) => `${name}:${interrupt(name)}`)),
    }))
    .addEdge(START, 'ask')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const [a = '', b = ''] = idsOf(await graph.invoke({}, thread));

  expect(idsOf(await graph.invoke(new Command({ resume: { [b]: 2 } }), thread))).toEqual([a]);
  expect(await graph.invoke(new Command({ resume: { [a]: 1 } }), thread)).toEqual({ log: ['a:1', 'b:2'] });
});

test('a task that failed and now asks no longer shows its failure', async () => {
  let isBroken = true;
  const graph = new StateGraph(LogState)
    .addNode('ask', () => {
      if (isBroken) throw new Error('broken');
      return { value: interrupt('question') };
    })
    .addEdge(START, 'ask')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await failureOf(graph.invoke({}, thread));
  expect((await graph.getState(thread)).tasks[0]).toHaveProperty('error.message', 'broken');

  isBroken = false;
  await graph.invoke(null, thread);

  const [task] = (await graph.getState(thread)).tasks;
  expect(task?.interrupts).toHaveLength(1);
  expect(task).not.toHaveProperty('error');
});

test('a NodeInterrupt stops without a question that could be answered, until the state allows to go on', async () => {
  const graph = new StateGraph(LogState)
    .addNode('gate', ({ value }) => {
      if (value !== 'open') throw new NodeInterrupt('closed');
      return { log: 'through' };
    })
    .addEdge(START, 'gate')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(await graph.invoke({}, thread)).toMatchObject({ __interrupt__: [{ value: 'closed' }] });
  expect(await graph.invoke(null, thread)).toMatchObject({ __interrupt__: [{ value: 'closed' }] });
  expect(await graph.invoke(new Command({ update: { value: 'open' } }), thread)).toEqual({
    log: ['through'],
    value: 'open',
  });
});

test('interrupt() says what is missing when it cannot work', async () => {
  const graph = new StateGraph(Annotation.Root({ value: Annotation<unknown> }))
    .addNode('ask', () => ({ value: interrupt('question') }))
    .addEdge(START, 'ask')
    .compile();

  expect(await failureOf(graph.invoke({}))).toHaveProperty('lc_error_code', 'MISSING_CHECKPOINTER');
  expect(() => interrupt('question')).toThrow('Called interrupt() outside the context of a graph');
  expect(new GraphInterrupt([])).toBeInstanceOf(Error);
});
