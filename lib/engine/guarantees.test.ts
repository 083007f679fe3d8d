// What the engine promises beyond LangGraph.js and no other file proves by name. Ids and answers: interrupts-everywhere. One
// answer commits: rivals. Atomic writes: crash-anywhere, failure. Branches: random-graphs, state.
import { describe, expect, test } from 'vitest';
import { Command, interrupt, MemorySaver, START, StateGraph } from './index';
import { collect, failureOf, freshThread, LogState } from './testing';

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
