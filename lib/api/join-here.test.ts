import { expect, it, vi } from 'vitest';
import { Annotation, END, interrupt, START, StateGraph } from '#lib/engine';
import { Gate } from '#lib/testing/gate';
import { statementsOf } from '#lib/testing/statements-of';
import { testApi } from '#lib/testing/test-api';

let gate = new Gate();
const State = Annotation.Root({
  log: Annotation<unknown[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  any: Annotation<unknown>,
  say: Annotation<string>,
});

/** Whoever asks for the run's end can do so before it comes. */
async function pass(): Promise<undefined> {
  await gate.pass();
}

const values = {
  date: new Date(0),
  map: new Map([['a', new Set([1])]]),
  missing: undefined,
  tagged: { $holdpoint: 'date', type: 'Date' },
  nothing: null,
  text: '\u0000',
};

const nested = new StateGraph(State)
  .addNode('inner', () => ({ log: [interrupt({ question: 'Inside?', at: new Date(0) })] }))
  .addEdge(START, 'inner')
  .addEdge('inner', END)
  .compile();

const ask =
  (...questions: unknown[]) =>
  async () => {
    await pass();
    return { log: questions.map((question) => interrupt(question, { responseSchema: { type: 'string' } })) };
  };

const { call } = await testApi({
  values: graphOf(async () => {
    await pass();
    return { any: values, log: [1, 2] };
  }),
  empty: graphOf(pass),
  careless: new StateGraph(State)
    .addNode('first', () => ({ log: [1] }))
    .addNode('second', async ({ log }) => {
      await pass();
      // Nobody is told of it, so it is not stored.
      log.push('not stored');
      return { say: 'done' };
    })
    .addEdge(START, 'first')
    .addEdge('first', 'second')
    .compile(),
  fails: graphOf(async () => {
    await pass();
    throw new TypeError('out of paper');
  }),
  asks: graphOf(ask('How old?')),
  several: new StateGraph(State)
    .addNode('left', ask('Left?'))
    .addNode('right', ask('Right?'))
    .addEdge(START, 'left')
    .addEdge(START, 'right')
    .compile(),
  nested: new StateGraph(State)
    .addNode('before', pass)
    .addNode('outer', nested)
    .addEdge(START, 'before')
    .addEdge('before', 'outer')
    .compile(),
  hurries: graphOf(async () => {
    await pass();
    return { log: [interrupt('Now or never?', { timeoutMs: 60_000 })] };
  }),
});

function graphOf(node: () => Promise<object | undefined>) {
  return new StateGraph(State).addNode('node', node).addEdge(START, 'node').addEdge('node', END).compile();
}

/** How the same end looks to one who waited for it here, and to one who asks the database. */
async function joined(graph: string, statements: string[] = []) {
  gate = new Gate();
  const { thread_id: threadId } = await (await call('POST', '/threads', {})).json();
  const body = { assistant_id: graph, input: { say: 'x', log: [0] } };
  const { run_id: runId } = await (await call('POST', `/threads/${threadId}/runs`, body)).json();
  await gate.reached;
  const join = async () => (await call('GET', `/threads/${threadId}/runs/${runId}/join`)).json();
  let here: unknown;
  statements.push(
    ...(await statementsOf(async () => {
      const waiting = join();
      gate.open();
      here = await waiting;
    })),
  );
  return { here, later: await join() };
}

it.each(['values', 'empty', 'fails', 'asks', 'several', 'nested', 'careless'])(
  'who waits for the end of a run of %s is told the same without a look at the database',
  async (graph) => {
    const statements: string[] = [];
    const { here, later } = await joined(graph, statements);

    expect(here).toEqual(later);
    expect(statements).toEqual([]);
  },
);

it('the moment of a deadline is the one that is stored', async () => {
  const { here, later } = await joined('hurries');

  expect(here).toMatchObject({ __interrupt__: [{ expires_at: expect.any(String) }] });
  expect(here).toEqual(later);
});

it('a run that is stopped while its node goes on has ended for whoever waits', async () => {
  gate = new Gate();
  const { thread_id: threadId } = await (await call('POST', '/threads', {})).json();
  const body = { assistant_id: 'empty', input: { say: 'x' } };
  const { run_id: runId } = await (await call('POST', `/threads/${threadId}/runs`, body)).json();
  await gate.reached;
  const ended = vi.fn();
  const joining = call('GET', `/threads/${threadId}/runs/${runId}/join`).then((response) => response.json());
  void joining.then(ended);

  // What is put into the state at the beginning is on its way.
  await expect.poll(() => valuesOf(threadId)).toEqual({ say: 'x', log: [] });
  await call('POST', `/threads/${threadId}/runs/${runId}/cancel`);
  await expect.poll(() => ended).toHaveBeenCalled();
  gate.open();

  expect(await joining).toEqual({ log: [], say: 'x' });
});

async function valuesOf(threadId: string): Promise<unknown> {
  return (await (await call('GET', `/threads/${threadId}/state`)).json()).values;
}
