import { expect, test, vi } from 'vitest';
import { type BaseCheckpointSaver, Command, interrupt, isInterrupted, MemorySaver, START, StateGraph } from './index';
import { failureOf, freshThread, LogState, note, untilAborted } from './testing';

/** Node `bad` fails until `repair` is called; `good` finishes and leads on to `downstream`; `ask` asks. */
function failingGraph() {
  const entered: Record<string, number> = {};
  let isBroken = true;
  const count = (name: string) => {
    entered[name] = (entered[name] ?? 0) + 1;
  };
  const graph = new StateGraph(LogState)
    .addNode('bad', async () => {
      count('bad');
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (isBroken) throw new Error('broken', { cause: new TypeError('the cause') });
      return { log: 'bad' };
    })
    .addNode('good', () => {
      count('good');
      return { log: 'good' };
    })
    .addNode('ask', () => {
      count('ask');
      return { log: `ask:${interrupt('question')}` };
    })
    .addNode('downstream', note('downstream'))
    .addEdge(START, 'bad')
    .addEdge(START, 'good')
    .addEdge(START, 'ask')
    .addEdge('good', 'downstream')
    .compile({ checkpointer: new MemorySaver() });
  return { graph, entered, thread: freshThread(), repair: () => (isBroken = false) };
}

test('a failing node leaves the results, ways on and questions of its siblings saved', async () => {
  const { graph, entered, thread, repair } = failingGraph();

  expect(await failureOf(graph.invoke({}, thread))).toHaveProperty('message', 'broken');
  const state = await graph.getState(thread);
  expect(state.next).toEqual(['ask', 'bad']);
  expect(state.values.log).toEqual(['good']);
  expect(state.tasks.map((task) => task.name)).toEqual(['ask', 'bad', 'good']);
  expect(state.tasks[0]?.interrupts).toHaveLength(1);
  expect(state.tasks[1]?.error).toMatchObject({
    name: 'Error',
    message: 'broken',
    stack: expect.stringContaining('failure.test.ts'),
    cause: { name: 'TypeError', message: 'the cause' },
  });

  repair();
  await graph.invoke(null, thread);
  expect(entered).toEqual({ bad: 2, good: 1, ask: 1 });
  expect(await graph.invoke(new Command({ resume: 'yes' }), thread)).toEqual({
    log: ['ask:yes', 'bad', 'good', 'downstream'],
  });
  expect(entered).toEqual({ bad: 2, good: 1, ask: 2 });
});

test('a sibling that is stopped because another failed runs again', async () => {
  let isBroken = true;
  const graph = new StateGraph(LogState)
    .addNode('bad', () => {
      if (isBroken) throw new Error('broken');
    })
    .addNode('slow', async (_state, { signal }) => (isBroken ? untilAborted(signal) : { log: 'slow' }))
    .addNode('after', note('after'))
    .addEdge(START, 'bad')
    .addEdge(START, 'slow')
    .addEdge('slow', 'after')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(await failureOf(graph.invoke({}, thread))).toHaveProperty('message', 'broken');
  expect((await graph.getState(thread)).tasks[1]).toMatchObject({ name: 'slow', error: { name: 'AbortError' } });
  isBroken = false;
  expect((await graph.invoke(null, thread)).log).toEqual(['slow', 'after']);
});

test('several failures are thrown together', async () => {
  const fail = (name: string) => () => {
    throw new Error(name);
  };
  const graph = new StateGraph(LogState)
    .addNode('a', fail('a'))
    .addNode('b', fail('b'))
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .compile();

  const error = await failureOf(graph.invoke({}));

  expect(error).toBeInstanceOf(AggregateError);
  expect(error).toHaveProperty('errors', [new Error('a'), new Error('b')]);
});

test.each([
  ['a text', 'just text', 'just text'],
  ['undefined', undefined, 'undefined'],
  ['an object', { message: 'from an object' }, 'from an object'],
])('%s may be thrown as well as an Error', async (_name, thrown, message) => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => {
      throw thrown;
    })
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(await failureOf(graph.invoke({}, thread))).toMatchObject({ name: 'Error', message, cause: thrown });
  expect((await graph.getState(thread)).tasks[0]?.error).toEqual({
    name: 'Error',
    message,
    stack: expect.any(String),
    ...(thrown !== undefined && { cause: expect.anything() }),
  });
});

test('a node is tried again as its retry policy says, and only then', async () => {
  const build = (message: string) => {
    const attempts: string[] = [];
    const graph = new StateGraph(LogState)
      .addNode(
        'flaky',
        () => {
          attempts.push(message);
          if (attempts.length < 3) throw new Error(message);
          return { log: 'done' };
        },
        { retryPolicy: { initialInterval: 1, jitter: false, retryOn: (error) => String(error).includes('again') } },
      )
      .addEdge(START, 'flaky')
      .compile();
    return { graph, attempts };
  };

  const retried = build('try again');
  expect((await retried.graph.invoke({})).log).toEqual(['done']);
  const refused = build('never');
  expect(await failureOf(refused.graph.invoke({}))).toHaveProperty('message', 'never');
  expect([retried.attempts.length, refused.attempts.length]).toEqual([3, 1]);
});

test('of several retry policies each is for the errors that it names', async () => {
  const failures = ['slow', 'busy', 'busy'];
  const policyFor = (word: string, maxAttempts: number) => ({
    ...{ maxAttempts, initialInterval: 1, jitter: false },
    retryOn: (error: unknown) => String(error).includes(word),
  });
  const graph = new StateGraph(LogState)
    .addNode(
      'flaky',
      () => {
        const failure = failures.shift();
        if (failure) throw new Error(failure);
        return { log: 'done' };
      },
      { retryPolicy: [policyFor('slow', 2), policyFor('busy', 4)] },
    )
    .addEdge(START, 'flaky')
    .compile();

  expect((await graph.invoke({})).log).toEqual(['done']);
});

test('a run that died in the middle of a superstep continues with what was finished', async () => {
  const { graph, entered, thread, repair } = failingGraph();
  const saver = graph.checkpointer as BaseCheckpointSaver;
  const original = saver.putWrites.bind(saver);
  const dead = vi.spyOn(saver, 'putWrites').mockImplementation(async (config, writes, taskId) => {
    if (writes.some(([channel]) => channel === '__error__')) throw new Error('the process died');
    await original(config, writes, taskId);
  });

  await failureOf(graph.invoke({}, thread));
  dead.mockRestore();
  repair();
  const result = await graph.invoke(null, thread);

  expect(isInterrupted(result) && result.__interrupt__).toHaveLength(1);
  expect(result.log).toEqual(['bad', 'good']);
  expect(entered).toEqual({ bad: 2, good: 1, ask: 1 });
});
