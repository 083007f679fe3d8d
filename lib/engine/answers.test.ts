import { expect, test } from 'vitest';
import { z } from 'zod';
import { Command, END, type Interrupt, interrupt, isInterrupted, MemorySaver, START, StateGraph } from './index';
import { collect, failureOf, freshThread, idsOf, LogState } from './testing';

/** Nodes a and b ask side by side; `entered` counts their executions. */
function twoQuestions() {
  const entered: Record<string, number> = { a: 0, b: 0, after: 0 };
  const ask = (name: string) => () => {
    entered[name] = (entered[name] ?? 0) + 1;
    return { log: `${name}:${JSON.stringify(interrupt(`question ${name}`))}` };
  };
  const graph = new StateGraph(LogState)
    .addNode('a', ask('a'))
    .addNode('b', ask('b'))
    .addNode('after', () => {
      entered.after = (entered.after ?? 0) + 1;
      return { log: 'after' };
    })
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .addEdge(['a', 'b'], 'after')
    .compile({ checkpointer: new MemorySaver() });
  return { graph, entered, thread: freshThread() };
}

function oneQuestion(options?: Parameters<typeof interrupt>[1]) {
  const graph = new StateGraph(LogState)
    .addNode('ask', () => ({ value: interrupt('question', options) }))
    .addEdge(START, 'ask')
    .compile({ checkpointer: new MemorySaver() });
  return { graph, thread: freshThread() };
}

test.each([[false], [0], [''], [null], [{}], [[]]])('%j is an answer, alone and by id', async (value) => {
  const alone = oneQuestion();
  await alone.graph.invoke({}, alone.thread);
  expect((await alone.graph.invoke(new Command({ resume: value }), alone.thread)).value).toEqual(value);

  const byId = oneQuestion();
  const [id = ''] = idsOf(await byId.graph.invoke({}, byId.thread));
  expect((await byId.graph.invoke(new Command({ resume: { [id]: value } }), byId.thread)).value).toEqual(value);
});

test('answering one of several questions runs only its task; the others wait untouched', async () => {
  const { graph, entered, thread } = twoQuestions();
  const [a = '', b = ''] = idsOf(await graph.invoke({}, thread));

  const result = await graph.invoke(new Command({ resume: { [b]: 1 } }), thread);

  expect(idsOf(result)).toEqual([a]);
  expect(result.log).toEqual(['b:1']);
  expect(entered).toEqual({ a: 1, b: 2, after: 0 });
  const state = await graph.getState(thread);
  expect(state.next).toEqual(['a']);
  expect(state.tasks.map((task) => task.interrupts.map(({ id }) => id))).toEqual([[a], []]);
  expect(state.tasks[1]?.result).toEqual({ log: 'b:1' });

  const last = await graph.invoke(new Command({ resume: { [a]: 2 } }), thread);
  expect(last).toEqual({ log: ['a:2', 'b:1', 'after'] });
  expect(entered).toEqual({ a: 2, b: 2, after: 1 });
});

test('several questions are answered at once by a map', async () => {
  const { graph, thread } = twoQuestions();
  const [a = '', b = ''] = idsOf(await graph.invoke({}, thread));

  expect(await graph.invoke(new Command({ resume: { [a]: 'x', [b]: 'y' } }), thread)).toEqual({
    log: ['a:"x"', 'b:"y"', 'after'],
  });
});

test.each([
  ['one value for several questions', 5, 'ambiguous'],
  ['an empty map', {}, 'empty_map'],
  ['an unknown id', { ['0'.repeat(32)]: 1 }, 'not_pending'],
])('%s is refused and changes nothing', async (_name, resume, reason) => {
  const { graph, entered, thread } = twoQuestions();
  const ids = idsOf(await graph.invoke({}, thread));
  const before = await graph.getState(thread);

  const error = await failureOf(graph.invoke(new Command({ resume }), thread));

  expect(error).toMatchObject({ lc_error_code: 'UNKNOWN_INTERRUPT', reason, pendingIds: ids });
  expect(await graph.getState(thread)).toEqual(before);
  expect(entered).toEqual({ a: 1, b: 1, after: 0 });
});

test.each([
  ['a thread that does not exist', false],
  ['a finished thread', true],
])('%s has nothing to resume', async (_name, isStarted) => {
  const graph = new StateGraph(LogState)
    .addNode('n', () => ({ log: 'n' }))
    .addEdge(START, 'n')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  if (isStarted) await graph.invoke({}, thread);

  const error = await failureOf(graph.invoke(new Command({ resume: 'x' }), thread));

  expect(error).toMatchObject({ lc_error_code: 'UNKNOWN_INTERRUPT', reason: 'not_pending', pendingIds: [] });
});

test('an answer never answers the next question, whatever continues the thread', async () => {
  const graph = new StateGraph(LogState)
    .addNode('ask', () => ({ log: [interrupt<string, string>('first'), interrupt<string, string>('second')] }))
    .addEdge(START, 'ask')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const first = await graph.invoke({}, thread);

  const second = await graph.invoke(new Command({ resume: 'one' }), thread);
  const continued = await graph.invoke(null, thread);

  expect(continued).toEqual(second);
  const state = await graph.getState(thread);
  expect(state.next).toEqual(['ask']);
  expect(state.tasks[0]?.interrupts.map(({ value }) => value)).toEqual(['second']);
  expect(idsOf(second)).not.toEqual(idsOf(first));
  expect((await graph.invoke(new Command({ resume: 'two' }), thread)).log).toEqual(['one', 'two']);
});

test('a question that was answered cannot be answered again, not even at its checkpoint', async () => {
  const { graph, thread } = oneQuestion();
  const [id = ''] = idsOf(await graph.invoke({}, thread));
  const asked = (await graph.getState(thread)).config;
  await graph.invoke(new Command({ resume: 'yes' }), thread);

  for (const config of [thread, asked]) {
    for (const resume of ['no', { [id]: 'no' }]) {
      const error = await failureOf(graph.invoke(new Command({ resume }), config));
      expect(error).toMatchObject({ lc_error_code: 'UNKNOWN_INTERRUPT', reason: 'not_pending' });
    }
  }
  expect((await graph.getState(thread)).values.value).toBe('yes');
});

test('replaying the checkpoint of an answered question asks anew on a branch', async () => {
  const { graph, thread } = oneQuestion();
  const [first] = idsOf(await graph.invoke({}, thread));
  const asked = (await graph.getState(thread)).config;
  await graph.invoke(new Command({ resume: 'yes' }), thread);

  const [again] = idsOf(await graph.invoke(null, asked));
  expect(again).toBeDefined();
  expect(again).not.toBe(first);
  expect((await graph.getState(thread)).metadata?.source).toBe('fork');
  expect((await graph.invoke(new Command({ resume: 'no' }), thread)).value).toBe('no');
});

test('an answer must fit the schema of its question, which waits until one does', async () => {
  const responseSchema = z.object({ amount: z.number().min(1) });
  const { graph, thread } = oneQuestion({ responseSchema });
  const result = await graph.invoke({}, thread);
  const [question]: Interrupt[] = isInterrupted(result) ? result.__interrupt__ : [];
  expect(question?.response_schema).toMatchObject({ type: 'object', required: ['amount'] });

  for (const bad of [{ amount: 0 }, 'text']) {
    const error = await failureOf(graph.invoke(new Command({ resume: bad }), thread));
    expect(error).toMatchObject({ lc_error_code: 'INVALID_RESUME_VALUE', interruptId: question?.id });
    expect(error).toHaveProperty('issues.0.path', typeof bad === 'string' ? [] : ['amount']);
    const state = await graph.getState(thread);
    expect(state.next).toEqual(['ask']);
    expect(state.tasks[0]?.interrupts).toEqual([question]);
    expect(state.tasks[0]?.error?.name).toBe('InvalidResumeError');
  }
  expect((await graph.invoke(new Command({ resume: { amount: 5 } }), thread)).value).toEqual({ amount: 5 });
  expect((await graph.getState(thread)).tasks).toEqual([]);
});

test('a plain JSON Schema is carried along and validates nothing', async () => {
  const { graph, thread } = oneQuestion({ responseSchema: { type: 'integer' } });
  const result = await graph.invoke({}, thread);

  expect(isInterrupted(result) && result.__interrupt__[0]?.response_schema).toEqual({ type: 'integer' });
  expect((await graph.invoke(new Command({ resume: 'not a number' }), thread)).value).toBe('not a number');
});

test('a node that fails after its answer keeps the answer for the next attempt', async () => {
  let failures = 2;
  const answers: unknown[] = [];
  const graph = new StateGraph(LogState)
    .addNode(
      'ask',
      () => {
        answers.push(interrupt('question'));
        if (failures-- > 0) throw new Error('flaky');
        return { value: answers.at(-1) };
      },
      { retryPolicy: { maxAttempts: 2, initialInterval: 1, jitter: false } },
    )
    .addEdge(START, 'ask')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  expect(await failureOf(graph.invoke(new Command({ resume: 'yes' }), thread))).toHaveProperty('message', 'flaky');
  expect((await graph.getState(thread)).tasks[0]).toMatchObject({ interrupts: [], error: { message: 'flaky' } });
  expect((await graph.invoke(null, thread)).value).toBe('yes');
  expect(answers).toEqual(['yes', 'yes', 'yes']);
});

test('a resume may bring an update and a way on; they do not disturb other questions', async () => {
  const { graph, thread } = twoQuestions();
  const [a = '', b = ''] = idsOf(await graph.invoke({}, thread));

  const first = await graph.invoke(new Command({ resume: { [a]: 1 }, update: { value: 'first' } }), thread);
  expect(idsOf(first)).toEqual([b]);
  expect(first.value).toBe('first');
  const last = await graph.invoke(new Command({ resume: { [b]: 2 }, update: { value: 'second' } }), thread);

  expect(last).toEqual({ log: ['a:1', 'b:2', 'after'], value: 'second' });
});

test('a Command with goto runs that node beside the one that is resumed', async () => {
  const graph = new StateGraph(LogState)
    .addNode('ask', () => ({ log: `ask:${interrupt('question')}` }))
    .addNode('other', () => ({ log: 'other' }))
    .addEdge(START, 'ask')
    .addConditionalEdges('ask', () => END, ['other', END])
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  const chunks = await collect(graph.stream(new Command({ resume: 1, goto: 'other' }), thread));

  expect(chunks).toEqual([{ ask: { log: 'ask:1' } }, { other: { log: 'other' } }]);
  expect((await graph.getState(thread)).values.log).toEqual(['ask:1', 'other']);
});

test('an answer reaches a node behind a join also when its Command leads there once more', async () => {
  const graph = new StateGraph(LogState)
    .addNode('x', () => ({}))
    .addNode('y', () => ({}))
    .addNode('both', () => ({ log: `both:${interrupt('?')}` }))
    .addEdge(START, 'x')
    .addEdge(START, 'y')
    .addEdge(['x', 'y'], 'both')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  expect(await graph.invoke(new Command({ resume: 1, goto: 'both' }), thread)).toEqual({ log: ['both:1'] });
});

test('an update without a resume leaves the question pending under a new id', async () => {
  const { graph, thread } = oneQuestion();
  const [before] = idsOf(await graph.invoke({}, thread));

  const result = await graph.invoke(new Command({ update: { log: 'note' } }), thread);

  expect(result.log).toEqual(['note']);
  expect(idsOf(result)).toHaveLength(1);
  expect(idsOf(result)).not.toEqual([before]);
});

test('new input drops a pending question', async () => {
  const { graph, thread } = oneQuestion();
  const [before = ''] = idsOf(await graph.invoke({ log: 'first' }, thread));

  const result = await graph.invoke({ log: 'second' }, thread);

  expect(result.log).toEqual(['first', 'second']);
  expect(idsOf(result)).not.toEqual([before]);
  expect(await failureOf(graph.invoke(new Command({ resume: { [before]: 1 } }), thread))).toHaveProperty(
    'reason',
    'not_pending',
  );
});
