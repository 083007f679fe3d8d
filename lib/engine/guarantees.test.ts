// What the engine promises beyond LangGraph.js and no other file proves by name. Ids and answers: interrupts-everywhere. One
// answer commits: rivals. Atomic writes: crash-anywhere, failure. Branches: random-graphs, state.
import { describe, expect, test } from 'vitest';
import { Command, type Durability, interrupt, MemorySaver, START, StateGraph, type StateTask } from './index';
import { collect, failureOf, freshThread, LogState, untilAborted } from './testing';

function askingGraph() {
  return new StateGraph(LogState)
    .addNode('ask', () => ({ log: `ask:${interrupt('sure?')}` }))
    .addNode('work', () => ({ log: 'work' }))
    .addEdge(START, 'ask')
    .addEdge(START, 'work')
    .compile({ checkpointer: new MemorySaver() });
}

type Asking = ReturnType<typeof askingGraph>;
type Thread = ReturnType<typeof freshThread>;

/** What the history says: of each checkpoint how it came to be, and the questions that were never answered there. */
async function historyOf(graph: Asking, thread: Thread) {
  const history = await collect(graph.getStateHistory(thread));
  return history.map(({ metadata, tasks }) => [
    metadata?.source,
    tasks.flatMap(({ interrupts }) => interrupts.map(({ id }) => id)),
  ]);
}

describe('a question that is open', () => {
  test.each<[string, string, (graph: Asking, thread: Thread) => Promise<unknown>]>([
    ['new input', 'input', (graph, thread) => graph.invoke({ log: 'new' }, thread)],
    [
      'a Command without an answer',
      'input',
      (graph, thread) => graph.invoke(new Command({ update: { log: 'new' } }), thread),
    ],
    ['an edit', 'update', (graph, thread) => graph.updateState(thread, { log: 'new' }, 'ask')],
  ])('is superseded by %s, and the history shows both', async (_name, source, supersede) => {
    const graph = askingGraph();
    const thread = freshThread();
    const { __interrupt__: [question] = [] } = await graph.invoke({}, thread);
    const { id = '' } = question ?? {};
    const before = await historyOf(graph, thread);
    expect(before[0]).toEqual(['loop', [id]]);

    await supersede(graph, thread);

    const after = await historyOf(graph, thread);
    expect(after.slice(-before.length)).toEqual(before);
    expect(after.at(-before.length - 1)?.[0]).toBe(source);
    const error = await failureOf(graph.invoke(new Command({ resume: { [id]: 'yes' } }), thread));
    expect(error).toMatchObject({ lc_error_code: 'UNKNOWN_INTERRUPT', reason: 'not_pending' });
  });
});

/** A graph whose node `deaf` never ends, beside one that does. */
function deafGraph(saver = new MemorySaver()) {
  let begin: () => void = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const graph = new StateGraph(LogState)
    .addNode('deaf', () => {
      begin();
      return new Promise<object>(() => {});
    })
    .addNode('quick', () => ({ log: 'quick' }))
    .addEdge(START, 'deaf')
    .addEdge(START, 'quick')
    .compile({ checkpointer: saver });
  return { graph, begun, thread: freshThread() };
}

describe('a run that is stopped', () => {
  const errorsIn = ({ tasks }: { tasks: StateTask[] }) => tasks.map(({ name, error }) => [name, error]);

  test.each<Durability>(['sync', 'async', 'exit'])(
    'leaves a trace with the cause, stored as %s',
    async (durability) => {
      const { graph, begun, thread } = deafGraph();
      const stop = new AbortController();
      const reason = new Error('cancelled by Ada');
      const running = failureOf(graph.invoke({}, { ...thread, signal: stop.signal, durability }));
      await begun;
      await new Promise((resolve) => setImmediate(resolve));

      stop.abort(reason);

      expect(await running).toBe(reason);
      const state = await graph.getState(thread);
      expect(state).toMatchObject({ values: { log: ['quick'] }, next: ['deaf'] });
      const error = {
        name: 'AbortError',
        message: expect.stringContaining('"deaf"'),
        cause: { message: reason.message },
      };
      expect(errorsIn(state)).toMatchObject([
        ['deaf', error],
        ['quick', undefined],
      ]);
      const [newest] = await collect(graph.getStateHistory(thread));
      expect(errorsIn(newest ?? { tasks: [] })).toEqual(errorsIn(state));
    },
  );

  test.each([
    ['the whole run', { timeout: 20 }, 'RUN_TIMEOUT'],
    ['a superstep', { stepTimeout: 20 }, 'STEP_TIMEOUT'],
  ])('because the time of %s was up says so', async (_name, options, code) => {
    const { graph, thread } = deafGraph();

    expect(await failureOf(graph.invoke({}, { ...thread, ...options }))).toHaveProperty('lc_error_code', code);

    expect(errorsIn(await graph.getState(thread))).toMatchObject([
      ['deaf', { name: 'AbortError', cause: { code } }],
      ['quick', undefined],
    ]);
  });

  test('keeps the error of a node that had failed by itself, and the question of one that waits', async () => {
    const stop = new AbortController();
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const graph = new StateGraph(LogState)
      .addNode('asks', () => ({ log: `${interrupt('sure?')}` }))
      .addNode('bad', async () => {
        await begun;
        throw new Error('broken');
      })
      .addNode('deaf', () => {
        begin();
        return new Promise<object>(() => {});
      })
      .addEdge(START, 'asks')
      .addEdge(START, 'bad')
      .addEdge(START, 'deaf')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();
    const running = failureOf(graph.invoke({}, { ...thread, signal: stop.signal }));
    await begun;
    await new Promise((resolve) => setImmediate(resolve));

    stop.abort(new Error('enough'));
    await running;

    const { tasks } = await graph.getState(thread);
    expect(tasks).toMatchObject([
      { name: 'asks', interrupts: [{ value: 'sure?' }] },
      { name: 'bad', error: { message: 'broken' } },
      { name: 'deaf', error: { name: 'AbortError', cause: { message: 'enough' } } },
    ]);
    expect(tasks[0]).not.toHaveProperty('error');
  });

  test('shows no trace any more once what was stopped is done', async () => {
    const stop = new AbortController();
    const gate = { isOpen: false };
    const graph = new StateGraph(LogState)
      .addNode('slow', () =>
        gate.isOpen ? { log: 'slow' } : new Promise<object>(() => stop.abort(new Error('enough'))),
      )
      .addEdge(START, 'slow')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();
    await failureOf(graph.invoke({}, { ...thread, signal: stop.signal }));
    expect(errorsIn(await graph.getState(thread))).toMatchObject([['slow', { name: 'AbortError' }]]);

    gate.isOpen = true;
    await graph.invoke(null, thread);

    const history = await collect(graph.getStateHistory(thread));
    expect(history.flatMap(errorsIn).filter(([, error]) => error !== undefined)).toEqual([]);
  });

  test('leaves a node alone that waits for an answer and was not executed', async () => {
    const stop = new AbortController();
    const graph = new StateGraph(LogState)
      .addNode('waits', () => ({ log: `${interrupt('waits?')}` }))
      .addNode('asks', () => {
        interrupt('asks?');
        return new Promise<object>(() => stop.abort(new Error('enough')));
      })
      .addEdge(START, 'waits')
      .addEdge(START, 'asks')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();
    const { __interrupt__: questions = [] } = await graph.invoke({}, thread);
    const asked = questions.find(({ value }) => value === 'asks?')?.id ?? '';

    const answer = new Command({ resume: { [asked]: 'yes' } });
    await failureOf(graph.invoke(answer, { ...thread, signal: stop.signal }));

    expect(errorsIn(await graph.getState(thread))).toMatchObject([
      ['asks', { name: 'AbortError' }],
      ['waits', undefined],
    ]);
  });

  test('by somebody else who uses its thread writes nothing more', async () => {
    let finish: (update: object) => void = () => {};
    let begin: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const graph = new StateGraph(LogState)
      .addNode('slow', () => {
        begin();
        return new Promise<object>((resolve) => {
          finish = resolve;
        });
      })
      .addEdge(START, 'slow')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();
    const running = failureOf(graph.invoke({}, thread));
    await begun;
    await graph.updateState(thread, { log: 'edited' }, 'slow');
    const before = await collect(graph.getStateHistory(thread));

    finish({ log: 'slow' });

    expect(await running).toHaveProperty('lc_error_code', 'CHECKPOINT_CONFLICT');
    expect(await collect(graph.getStateHistory(thread))).toEqual(before);
  });
});

test('a node that was stopped because another failed says so', async () => {
  const graph = new StateGraph(LogState)
    .addNode('bad', async () => {
      throw new Error('broken');
    })
    .addNode('listens', (_state, { signal }) => untilAborted(signal))
    .addEdge(START, 'bad')
    .addEdge(START, 'listens')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await failureOf(graph.invoke({}, thread));

  expect((await graph.getState(thread)).tasks).toMatchObject([
    { name: 'bad', error: { message: 'broken' } },
    { name: 'listens', error: { name: 'AbortError', cause: { message: 'Node "bad" failed.' } } },
  ]);
});

test('a timeout is recorded as what it was, with the node that it stopped', async () => {
  const graph = new StateGraph(LogState)
    .addNode('slow', () => new Promise<object>(() => {}), { timeout: 5 })
    .addEdge(START, 'slow')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await failureOf(graph.invoke({}, thread));

  const [task] = (await graph.getState(thread)).tasks;
  expect(task?.error).toMatchObject({ name: 'NodeTimeoutError', message: expect.stringContaining('"slow"') });
});
