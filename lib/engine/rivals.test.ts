import { expect, test } from 'vitest';
import { Command, interrupt, MemorySaver, START, StateGraph } from './index';
import { collect, failureOf, freshThread, idsOf, LogState } from './testing';

/** Nodes a and b ask side by side and then send an email each. */
function emailGraph() {
  const emails: string[] = [];
  const ask = (name: string) => async () => {
    const answer = interrupt<string, string>(`${name}?`);
    await new Promise((resolve) => setImmediate(resolve));
    emails.push(`${name}:${answer}`);
    return { log: `${name}:${answer}` };
  };
  const graph = new StateGraph(LogState)
    .addNode('a', ask('a'))
    .addNode('b', ask('b'))
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .compile({ checkpointer: new MemorySaver() });
  return { graph, emails, thread: freshThread() };
}

async function settle(...calls: Promise<unknown>[]) {
  const ends = await Promise.allSettled(calls);
  return {
    results: ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : [])),
    errors: ends.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : [])),
  };
}

test('of two answers to one question at the same time one counts, and the other is told; no node runs for it', async () => {
  const { graph, emails, thread } = emailGraph();
  const [a = ''] = idsOf(await graph.invoke({}, thread));

  const { results, errors } = await settle(
    graph.invoke(new Command({ resume: { [a]: 'yes' } }), thread),
    graph.invoke(new Command({ resume: { [a]: 'no' } }), thread),
  );

  expect(results).toHaveLength(1);
  expect(errors).toEqual([expect.objectContaining({ lc_error_code: 'CHECKPOINT_CONFLICT' })]);
  expect(emails).toHaveLength(1);
  expect((await graph.getState(thread)).values.log).toEqual(emails);
});

test('of two answers to different questions at the same time one counts; the other can be given again', async () => {
  const { graph, emails, thread } = emailGraph();
  const ids = idsOf(await graph.invoke({}, thread));

  const { errors } = await settle(...ids.map((id) => graph.invoke(new Command({ resume: { [id]: 'yes' } }), thread)));
  expect(errors).toHaveLength(1);
  expect(emails).toHaveLength(1);

  expect((await graph.invoke(new Command({ resume: 'later' }), thread)).log).toHaveLength(2);
  expect(emails).toHaveLength(2);
});

test('of two inputs at the same time one begins a run, and the other is told', async () => {
  const { graph, thread } = emailGraph();

  const { results, errors } = await settle(graph.invoke({ log: 'one' }, thread), graph.invoke({ log: 'two' }, thread));

  expect(results).toHaveLength(1);
  expect(errors).toEqual([expect.objectContaining({ lc_error_code: 'CHECKPOINT_CONFLICT' })]);
  expect((await graph.getState(thread)).values.log).toHaveLength(1);
});

test('a run whose thread was edited meanwhile is told, and the edit stays', async () => {
  const { graph, thread } = emailGraph();
  const [a = '', b = ''] = idsOf(await graph.invoke({}, thread));

  const run = graph.invoke(new Command({ resume: { [a]: 1, [b]: 2 } }), thread);
  await graph.updateState(thread, { log: 'edited' }, 'a');
  expect(await failureOf(run)).toMatchObject({ lc_error_code: 'CHECKPOINT_CONFLICT' });

  expect((await graph.getState(thread)).values.log).toEqual(['edited']);
  expect((await collect(graph.getStateHistory(thread))).map(({ metadata }) => metadata?.source)).toEqual([
    'update',
    'loop',
    'input',
  ]);
});
