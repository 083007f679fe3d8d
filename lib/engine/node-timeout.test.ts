import { afterEach, expect, test, vi } from 'vitest';
import {
  isNodeTimeoutError,
  type LangGraphRunnableConfig,
  MemorySaver,
  type NodeOptions,
  NodeTimeoutError,
  pushMessage,
  START,
  StateGraph,
  task,
} from './index';
import { failureOf, freshThread, LogState, untilAborted } from './testing';

const inner = new StateGraph(LogState)
  .addNode('inside', ({ log }) => ({ log: `inside ${log}` }))
  .addEdge(START, 'inside')
  .compile();

const AGAIN = { retryPolicy: { maxAttempts: 5, initialInterval: 1, jitter: false } };

/**
 * A node whose first attempt does not hear its signal: it goes on when the next one has begun, and only when it has come to
 * its end does that one go on.
 */
function deafAtFirst(work: (attempt: string) => Promise<{ log: string }>, options: NodeOptions) {
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  let late: Promise<unknown> | undefined;
  const first = async () => {
    await begun;
    return work('first');
  };
  const graph = new StateGraph(LogState)
    .addNode(
      'slow',
      async () => {
        if (!late) {
          const own = first();
          late = own.catch(() => undefined);
          return own;
        }
        begin();
        await late;
        return work('second');
      },
      options,
    )
    .addEdge(START, 'slow')
    .compile({ checkpointer: new MemorySaver() });
  return { graph, thread: freshThread() };
}

test('a node that ran out of time is tried again if its policy says so, and its first attempt is not heard', async () => {
  const { graph, thread } = deafAtFirst(async (attempt) => ({ log: attempt }), { timeout: 100, ...AGAIN });

  expect(await graph.invoke({}, thread)).toEqual({ log: ['second'] });
});

test('a graph that a node starts after its time was up stores nothing', async () => {
  const { graph, thread } = deafAtFirst(
    async (attempt) => {
      const { log } = await inner.invoke({ log: attempt });
      return { log: log.at(-1) ?? '' };
    },
    { timeout: 100, ...AGAIN },
  );

  expect(await graph.invoke({}, thread)).toEqual({ log: ['inside second'] });
});

test('a limit is a number of milliseconds, or an object that names it', async () => {
  const build = (timeout: NodeOptions['timeout']) =>
    new StateGraph(LogState)
      .addNode('slow', (_state, { signal }) => untilAborted(signal), { timeout })
      .addEdge(START, 'slow')
      .compile();

  expect(await failureOf(build(5).invoke({}))).toMatchObject({ lc_error_code: 'NODE_TIMEOUT' });
  expect(await failureOf(build({ runTimeout: 5 }).invoke({}))).toMatchObject({ lc_error_code: 'NODE_TIMEOUT' });
});

test.each([
  [0],
  [-5],
  [Number.NaN],
  [{ runTimeout: 0 }],
  [{ idleTimeout: 0 }],
  [{}],
  [{ runTimeout: 5, idle: 5 }],
  [{ runTimeout: 1, refreshOn: 'never' }],
])('a graph with the limit %j is refused', (timeout) => {
  const build = () =>
    // A word that the engine does not know is refused rather than ignored.
    new StateGraph(LogState)
      .addNode('slow', () => ({}), { timeout: timeout as NodeOptions['timeout'] })
      .addEdge(START, 'slow')
      .compile();

  expect(build).toThrow(/Node "slow" has the timeout/);
});

/** Works in steps of 40 ms, by a clock that only this test moves. */
async function afterWorking(
  beat: (config: LangGraphRunnableConfig) => void,
  timeout: NonNullable<NodeOptions['timeout']>,
): Promise<unknown> {
  vi.useFakeTimers();
  const steps = [1, 2, 3, 4, 5];
  const work = async (_: object, config: LangGraphRunnableConfig) => {
    for (const _step of steps) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      beat(config);
    }
    return { log: 'done' };
  };
  const graph = new StateGraph(LogState).addNode('works', work, { timeout }).addEdge(START, 'works').compile();
  const result = graph.invoke({}).catch((error: unknown) => error);
  for (const _step of steps) await vi.advanceTimersByTimeAsync(40);
  return result;
}

afterEach(() => {
  vi.useRealTimers();
});

const SIGNS: [string, (config: LangGraphRunnableConfig) => void][] = [
  ['a heartbeat', (config) => config.heartbeat()],
  ['a chunk', (config) => config.writer('still here')],
  ['a message', (config) => pushMessage('still here', config)],
  ['a nested graph', () => void inner.invoke({})],
  ['a task', () => void task('t', () => 1)()],
];

test.each(SIGNS)('%s keeps a node from being idle', async (_, beat) => {
  expect(await afterWorking(beat, { idleTimeout: 60 })).toEqual({ log: ['done'] });
});

test('a node without a sign of progress is stopped, and says so', async () => {
  const error = await afterWorking(() => {}, { idleTimeout: 60, runTimeout: 10_000 });

  expect(error).toBeInstanceOf(NodeTimeoutError);
  expect(error).toMatchObject({ node: 'works', kind: 'idle', timeout: 60, idleTimeout: 60, runTimeout: 10_000 });
  expect((error as NodeTimeoutError).elapsed).toBeGreaterThanOrEqual(60);
  expect(isNodeTimeoutError(error)).toBe(true);
});

test('with refreshOn heartbeat nothing else counts, and progress does not prolong a run timeout', async () => {
  const chunks = await afterWorking((config) => config.writer('x'), { idleTimeout: 60, refreshOn: 'heartbeat' });
  const beats = await afterWorking((config) => config.heartbeat(), { runTimeout: 60 });

  expect(chunks).toMatchObject({ kind: 'idle' });
  expect(beats).toMatchObject({ kind: 'run', timeout: 60 });
});
