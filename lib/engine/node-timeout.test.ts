import { expect, test } from 'vitest';
import { MemorySaver, type NodeOptions, START, StateGraph } from './index';
import { failureOf, freshThread, LogState } from './testing';

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

test.each([[0], [-5], [Number.NaN], [{ runTimeout: 0 }], [{ idleTimeout: 5 }]])(
  'a graph with the limit %j is refused',
  (timeout) => {
    const build = () =>
      // What LangGraph knows and this engine does not is refused rather than ignored.
      new StateGraph(LogState)
        .addNode('slow', () => ({}), { timeout: timeout as NodeOptions['timeout'] })
        .addEdge(START, 'slow')
        .compile();

    expect(build).toThrow(/Node "slow" has the timeout/);
  },
);

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
