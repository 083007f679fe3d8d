import { expect, test, vi } from 'vitest';
import {
  type BaseCheckpointSaver,
  Command,
  GraphDrained,
  interrupt,
  isInterrupted,
  MemorySaver,
  NodeTimeoutError,
  START,
  StateGraph,
} from './index';
import { collect, failureOf, freshThread, LogState } from './testing';

const note = (name: string) => () => ({ log: name });
const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

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

test('a signal ends the stream at once, and what a deaf node returns later is dropped', async () => {
  const controller = new AbortController();
  let start = () => {};
  const started = new Promise<void>((resolve) => {
    start = resolve;
  });
  let release: (value: { log: string }) => void = () => {};
  const graph = new StateGraph(LogState)
    .addNode('first', note('first'))
    .addNode('deaf', () => {
      start();
      return new Promise<{ log: string }>((resolve) => {
        release = resolve;
      });
    })
    .addEdge(START, 'first')
    .addEdge('first', 'deaf')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const reason = new Error('cancelled by Ada');
  const running = failureOf(collect(graph.stream({}, { ...thread, signal: controller.signal })));
  await started;

  controller.abort(reason);
  expect(await running).toBe(reason);
  release({ log: 'late' });
  await new Promise((resolve) => setImmediate(resolve));

  const state = await graph.getState(thread);
  expect(state).toMatchObject({ values: { log: ['first'] }, next: ['deaf'] });
});

test('a signal that is already aborted stores nothing', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', note('a'))
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const signal = AbortSignal.abort(new Error('too late'));

  expect(await failureOf(graph.invoke({}, { ...thread, signal }))).toHaveProperty('message', 'too late');
  expect(await graph.getState(thread)).toEqual({ values: {}, next: [], tasks: [], config: thread });
});

test('a drained run stops between two supersteps and continues exactly there', async () => {
  const entered: string[] = [];
  const graph = new StateGraph(LogState)
    .addNode('a', () => {
      entered.push('a');
      return { log: 'a' };
    })
    .addNode('b', () => {
      entered.push('b');
      return { log: 'b' };
    })
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const draining = { configurable: { ...thread.configurable, __pregel_drain: () => entered.length > 0 } };

  expect(await failureOf(graph.invoke({}, draining))).toBeInstanceOf(GraphDrained);
  expect((await graph.getState(thread)).next).toEqual(['b']);
  expect(await graph.invoke(null, thread)).toEqual({ log: ['a', 'b'] });
  expect(entered).toEqual(['a', 'b']);
});

test('what a node returns after its superstep ran out of time is dropped', async () => {
  let release: (value: { log: string }) => void = () => {};
  const graph = new StateGraph(LogState)
    .addNode(
      'deaf',
      () =>
        new Promise<{ log: string }>((resolve) => {
          release = resolve;
        }),
    )
    .addEdge(START, 'deaf')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  expect(await failureOf(graph.invoke({}, { ...thread, stepTimeout: 5 }))).toHaveProperty(
    'lc_error_code',
    'STEP_TIMEOUT',
  );
  release({ log: 'late' });
  await new Promise((resolve) => setImmediate(resolve));

  expect((await graph.getState(thread)).tasks).toMatchObject([{ name: 'deaf', interrupts: [] }]);
  expect((await graph.getState(thread)).values.log).toEqual([]);
});

test('a nested graph drains with its parent, even when the node around it catches errors', async () => {
  const entered: string[] = [];
  const step = (name: string) => () => {
    entered.push(name);
    return { log: name };
  };
  const inner = new StateGraph(LogState)
    .addSequence({ x: step('x'), y: step('y') })
    .addEdge(START, 'x')
    .compile();
  const graph = new StateGraph(LogState)
    .addNode('careful', async () => inner.invoke({}).catch(() => ({ log: 'caught' })))
    .addEdge(START, 'careful')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const draining = { configurable: { ...thread.configurable, __pregel_drain: () => entered.includes('x') } };

  expect(await failureOf(graph.invoke({}, draining))).toBeInstanceOf(GraphDrained);
  expect((await graph.getState(thread)).tasks).toMatchObject([{ name: 'careful', interrupts: [] }]);
  expect(await graph.invoke(null, thread)).toEqual({ log: ['x', 'y'] });
  expect(entered).toEqual(['x', 'y']);
});

test('a time limit on a node, a superstep or a call ends it', async () => {
  const build = (timeout?: number) =>
    new StateGraph(LogState)
      .addNode('slow', (_state, { signal }) => untilAborted(signal), timeout === undefined ? {} : { timeout })
      .addEdge(START, 'slow')
      .compile();

  expect(await failureOf(build(5).invoke({}))).toBeInstanceOf(NodeTimeoutError);
  expect(await failureOf(build().invoke({}, { stepTimeout: 5 }))).toHaveProperty('lc_error_code', 'STEP_TIMEOUT');
  expect(await failureOf(build().invoke({}, { timeout: 5 }))).toHaveProperty('lc_error_code', 'RUN_TIMEOUT');
});

function saverThatFails(method: 'put' | 'putWrites', atCall: number) {
  const saver = new MemorySaver();
  const original = saver[method].bind(saver) as (...args: unknown[]) => Promise<never>;
  let calls = 0;
  vi.spyOn(saver, method).mockImplementation(async (...args: unknown[]) => {
    calls++;
    if (calls === atCall) throw new RangeError('disk full');
    return original(...args);
  });
  return saver;
}

test.each([
  ['put', 1],
  ['put', 2],
  ['putWrites', 1],
  ['putWrites', 2],
  ['putWrites', 3],
] as const)(
  'when %s fails at call %i, the run stops with the error of the saver, and can be continued',
  async (method, at) => {
    const entered: string[] = [];
    const inner = new StateGraph(LogState).addNode('x', note('x')).addEdge(START, 'x').compile();
    const graph = new StateGraph(LogState)
      .addNode('careful', async (_state, config) => {
        entered.push('careful');
        try {
          return { log: (await inner.invoke({}, config)).log };
        } catch {
          return { log: 'caught' };
        }
      })
      .addNode('after', note('after'))
      .addEdge(START, 'careful')
      .addEdge('careful', 'after')
      .compile({ checkpointer: saverThatFails(method, at) });
    const thread = freshThread();

    expect(await failureOf(graph.invoke({ log: 'in' }, thread))).toEqual(new RangeError('disk full'));

    const state = await graph.getState(thread);
    expect(state.tasks.every((task) => task.error === undefined)).toBe(true);
    const input = state.metadata === undefined ? { log: 'in' } : null;
    expect((await graph.invoke(input, thread)).log).toEqual(['in', 'x', 'after']);
  },
);

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

test('the input is stored before any node runs, with the id of the run', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => {
      throw new Error('broken');
    })
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const config = { configurable: { ...thread.configurable, run_id: 'run-1' } };

  await failureOf(graph.invoke({ log: 'in' }, config));

  const history = await collect(graph.getStateHistory(thread));
  expect(history.map(({ metadata }) => metadata)).toEqual([
    { source: 'loop', step: 0, parents: {}, run_id: 'run-1' },
    { source: 'input', step: -1, parents: {}, run_id: 'run-1' },
  ]);
});

test('an input that was stored but not applied is not lost when the next one arrives', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', note('a'))
    .addEdge(START, 'a')
    .compile({ checkpointer: saverThatFails('putWrites', 1) });
  const thread = freshThread();
  await failureOf(graph.invoke({ log: 'first' }, thread));

  expect((await graph.invoke({ log: 'second' }, thread)).log).toEqual(['first', 'second', 'a']);
});
