// Guarantee: the answer, who gave it, when, and what was asked are recorded and readable from the thread's history.
import { expect, test } from 'vitest';
import {
  Command,
  type GivenAnswer,
  interrupt,
  MemorySaver,
  START,
  StateGraph,
  type StateSnapshot,
  task,
} from './index';
import { collect, failureOf, freshThread, LogState } from './testing';

type Thread = ReturnType<typeof freshThread>;

/** A graph of one node. */
function graphOf(node: () => unknown, saver?: MemorySaver) {
  return new StateGraph(LogState)
    .addNode('ask', async () => ({ log: String(await node()) }))
    .addEdge(START, 'ask')
    .compile(saver && { checkpointer: saver });
}

type Graph = ReturnType<typeof graphOf>;

const answersIn = ({ tasks }: Pick<StateSnapshot, 'tasks'>): GivenAnswer[] =>
  tasks.flatMap(({ answers = [] }) => answers);

/** What the history tells, the oldest first: question, answer and author. */
async function told(graph: Graph, thread: Thread) {
  const history = await collect(graph.getStateHistory(thread));
  return history
    .reverse()
    .flatMap((state) => answersIn(state).map(({ question, answer, by }) => [question, answer, by]));
}

const answer = (graph: Graph, resume: unknown, options: Thread & { actor?: string }) =>
  graph.invoke(new Command({ resume }), options);

test('an answer is in the history beside its question, with who gave it and when', async () => {
  const graph = graphOf(() => interrupt('sure?'), new MemorySaver());
  const thread = freshThread();
  const { __interrupt__: [asked] = [] } = await graph.invoke({}, thread);
  const before = new Date().toISOString();

  await answer(graph, false, { ...thread, actor: 'ann' });

  const states = await collect(graph.getStateHistory(thread));
  const [given, ...others] = states.flatMap(answersIn);
  expect(others).toEqual([]);
  expect(given).toEqual({ id: asked?.id, question: 'sure?', answer: false, at: expect.any(String), by: 'ann' });
  expect(given && given.at >= before).toBe(true);
  const where = states.find((state) => answersIn(state).length > 0);
  expect(where?.tasks).toMatchObject([{ name: 'ask', interrupts: [], result: { log: 'false' } }]);
});

test('an answer of nobody in particular is recorded, too', async () => {
  const graph = graphOf(() => interrupt('sure?'), new MemorySaver());
  const thread = freshThread();
  await graph.invoke({}, thread);

  await answer(graph, null, thread);

  const [given] = (await collect(graph.getStateHistory(thread))).flatMap(answersIn);
  expect(given).toMatchObject({ question: 'sure?', answer: null });
  expect(given).not.toHaveProperty('by');
});

test('all answers of a node that asks several times are told, while it waits and afterwards', async () => {
  const graph = graphOf(() => [interrupt('one?'), interrupt('two?')], new MemorySaver());
  const thread = freshThread();
  await graph.invoke({}, thread);
  await answer(graph, 1, { ...thread, actor: 'ann' });

  const waiting = await graph.getState(thread);
  expect(waiting.tasks).toMatchObject([
    { interrupts: [{ value: 'two?' }], answers: [{ question: 'one?', answer: 1 }] },
  ]);

  await answer(graph, 2, { ...thread, actor: 'bob' });
  expect(await told(graph, thread)).toEqual([
    ['one?', 1, 'ann'],
    ['two?', 2, 'bob'],
  ]);
});

test('an answer is told by the task that asked, and no other', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ log: `a:${interrupt('a?')}` }))
    .addNode('b', () => ({ log: `b:${interrupt('b?')}` }))
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const { __interrupt__: [first] = [] } = await graph.invoke({}, thread);

  await graph.invoke(new Command({ resume: { [first?.id ?? '']: 'yes' } }), thread);

  const { tasks } = await graph.getState(thread);
  expect(tasks).toMatchObject([{ name: 'a', answers: [{ question: 'a?', answer: 'yes' }] }, { name: 'b' }]);
  expect(tasks[1]).not.toHaveProperty('answers');
});

test('the answer to a nested graph is told by it and by every task around it', async () => {
  const leaf = graphOf(() => interrupt('deep?'));
  const child = new StateGraph(LogState).addNode('leaf', leaf).addEdge(START, 'leaf').compile();
  const graph = new StateGraph(LogState)
    .addNode('child', child)
    .addEdge(START, 'child')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const { __interrupt__: [asked] = [] } = await graph.invoke({}, thread);

  await graph.invoke(new Command({ resume: 'up' }), { ...thread, actor: 'ann' });

  const namespaces = ['', ...(asked?.ns ?? []).map((_, i, ns) => ns.slice(0, i + 1).join('|'))].slice(0, 3);
  for (const ns of namespaces) {
    const at = { configurable: { ...thread.configurable, checkpoint_ns: ns } };
    const given = (await collect(graph.getStateHistory(at))).flatMap(answersIn);
    expect(given).toMatchObject([{ id: asked?.id, question: 'deep?', answer: 'up', by: 'ann' }]);
  }
});

test('the answer to a task that a node calls is told by the node', async () => {
  const approve = task('approve', () => interrupt('approve?'));
  const graph = graphOf(() => approve(), new MemorySaver());
  const thread = freshThread();
  await graph.invoke({}, thread);

  await answer(graph, 'ok', { ...thread, actor: 'ann' });

  expect(await told(graph, thread)).toEqual([['approve?', 'ok', 'ann']]);
});

test('the answer to an error handler is told by its node', async () => {
  const graph = new StateGraph(LogState)
    .addNode(
      'bad',
      () => {
        throw new Error('no');
      },
      { errorHandler: () => ({ log: `${interrupt('repair?')}` }) },
    )
    .addEdge(START, 'bad')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  await graph.invoke(new Command({ resume: 'yes' }), { ...thread, actor: 'ann' });

  expect((await collect(graph.getStateHistory(thread))).flatMap(answersIn)).toMatchObject([
    { question: 'repair?', answer: 'yes', by: 'ann' },
  ]);
});

test('an answer that does not fit its schema was not given', async () => {
  const schema = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: (value: unknown) => (value === 'yes' ? { value } : { issues: [{ message: 'yes only' }] }),
    },
  } as const;
  const graph = graphOf(() => interrupt('sure?', { responseSchema: schema }), new MemorySaver());
  const thread = freshThread();
  await graph.invoke({}, thread);

  expect(await failureOf(answer(graph, 'no', thread))).toMatchObject({ lc_error_code: 'INVALID_RESUME_VALUE' });
  expect(await told(graph, thread)).toEqual([]);

  await answer(graph, 'yes', thread);
  expect(await told(graph, thread)).toEqual([['sure?', 'yes', undefined]]);
});

test('what was answered before a replay stays told there, and the branch tells its own', async () => {
  const graph = graphOf(() => interrupt('sure?'), new MemorySaver());
  const thread = freshThread();
  await graph.invoke({}, thread);
  const asked = await graph.getState(thread);
  await answer(graph, 'first', { ...thread, actor: 'ann' });

  await graph.invoke(null, asked.config);
  await answer(graph, 'second', { ...thread, actor: 'bob' });

  expect(await told(graph, thread)).toEqual([
    ['sure?', 'first', 'ann'],
    ['sure?', 'second', 'bob'],
  ]);
  expect(answersIn(await graph.getState(asked.config))).toMatchObject([{ answer: 'first' }]);
});

test('the stream of checkpoints tells no answer of another checkpoint', async () => {
  const graph = graphOf(() => interrupt('sure?'), new MemorySaver());
  const thread = freshThread();
  await graph.invoke({}, thread);

  const chunks = await collect(graph.stream(new Command({ resume: 1 }), { ...thread, streamMode: 'checkpoints' }));

  expect(JSON.stringify(chunks)).not.toContain('answers');
});
