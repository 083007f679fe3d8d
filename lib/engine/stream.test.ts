import { expect, test } from 'vitest';
import {
  Annotation,
  Command,
  interrupt,
  MemorySaver,
  MessagesAnnotation,
  pushMessage,
  START,
  StateGraph,
} from './index';
import { collect, freshThread, LogState } from './testing';

/** START -> a -> b; b asks. */
function twoSteps() {
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ log: 'a' }), { metadata: { color: 'red' } })
    .addNode('b', () => ({ log: `b:${interrupt('b?')}` }))
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .compile({ checkpointer: new MemorySaver() });
  return { graph, thread: freshThread() };
}

const asked = { __interrupt__: [expect.objectContaining({ value: 'b?' })] };

test('values: the state after each superstep, and after a resume the state it starts from', async () => {
  const { graph, thread } = twoSteps();

  expect(await collect(graph.stream({ log: 'in' }, { ...thread, streamMode: 'values' }))).toEqual([
    { log: ['in'] },
    { log: ['in', 'a'] },
    asked,
  ]);
  expect(await collect(graph.stream(new Command({ resume: 1 }), { ...thread, streamMode: 'values' }))).toEqual([
    { log: ['in', 'a'] },
    { log: ['in', 'a', 'b:1'] },
  ]);
});

test('values: what finished siblings wrote follows the question', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => ({ log: 'a' }))
    .addNode('b', () => ({ log: `b:${interrupt('b?')}` }))
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  const chunks = await collect(graph.stream({}, { ...thread, streamMode: 'values' }));
  expect(chunks).toEqual([asked, { log: ['a'] }]);

  const resumed = await collect(graph.stream(new Command({ resume: 1 }), thread));
  expect(resumed).toEqual([{ a: { log: 'a' }, __metadata__: { cached: true } }, { b: { log: 'b:1' } }]);
});

test('values: the whole state, also what is no output, and nothing where nothing was written', async () => {
  const graph = new StateGraph(LogState, { output: Annotation.Root({ log: LogState.spec.log }) })
    .addNode('a', () => ({ value: 1 }))
    .addNode('b', () => {})
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .compile();

  expect(await collect(graph.stream({ log: 'in' }, { streamMode: 'values' }))).toEqual([
    { log: ['in'] },
    { log: ['in'], value: 1 },
  ]);
  expect(await collect(graph.stream({}, { streamMode: 'values' }))).toEqual([{ log: [], value: 1 }]);
});

test('updates: what each task changed, in the order of completion', async () => {
  const { graph, thread } = twoSteps();

  expect(await collect(graph.stream({}, thread))).toEqual([{ a: { log: 'a' } }, asked]);
});

test('tasks: the start and the result of each task', async () => {
  const { graph, thread } = twoSteps();

  const chunks = await collect(graph.stream({}, { ...thread, streamMode: 'tasks' }));

  const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(chunks).toEqual([
    { id, name: 'a', input: { log: [] }, triggers: ['branch:to:a'], interrupts: [], metadata: { color: 'red' } },
    { id, name: 'a', result: { log: 'a' }, interrupts: [] },
    { id, name: 'b', input: { log: ['a'] }, triggers: ['branch:to:b'], interrupts: [] },
    { id, name: 'b', result: {}, interrupts: asked.__interrupt__ },
  ]);
});

test('tasks: a task that fails says with what', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', () => {
      throw new Error('broken');
    })
    .addEdge(START, 'a')
    .compile();
  const chunks: unknown[] = [];
  const stream = await graph.stream({}, { streamMode: 'tasks' });
  await expect(
    (async () => {
      for await (const chunk of stream) chunks.push(chunk);
    })(),
  ).rejects.toThrow('broken');

  expect(chunks).toMatchObject([{ name: 'a' }, { name: 'a', error: { name: 'Error', message: 'broken' } }]);
});

test('checkpoints and debug: every checkpoint as a snapshot', async () => {
  const { graph, thread } = twoSteps();

  const chunks = await collect(graph.stream({}, { ...thread, streamMode: ['checkpoints', 'debug'] }));

  const ofMode = (mode: string) => chunks.filter(([each]) => each === mode).map(([, chunk]) => chunk);
  const snapshots = ofMode('checkpoints');
  expect(snapshots).toMatchObject([
    { metadata: { source: 'input', step: -1 }, next: ['__start__'], values: { log: [] } },
    { metadata: { source: 'loop', step: 0 }, next: ['a'], tasks: [{ name: 'a' }] },
    { metadata: { source: 'loop', step: 1 }, next: ['b'], parentConfig: { configurable: expect.anything() } },
  ]);
  expect(ofMode('debug').map((chunk) => (chunk as { type: string; step: number }).type)).toEqual([
    'checkpoint',
    'checkpoint',
    'task',
    'task_result',
    'checkpoint',
    'task',
    'task_result',
  ]);
  expect(ofMode('debug')[2]).toEqual({
    type: 'task',
    step: 1,
    timestamp: expect.stringMatching(/Z$/),
    payload: expect.objectContaining({ name: 'a' }),
  });
});

test('custom: whatever a node writes, while it runs', async () => {
  const graph = new StateGraph(LogState)
    .addNode('a', (_state, { writer }) => {
      writer('half');
      writer({ done: true });
    })
    .addEdge(START, 'a')
    .compile();

  expect(await collect(graph.stream({}, { streamMode: ['custom', 'updates'] }))).toEqual([
    ['custom', 'half'],
    ['custom', { done: true }],
    ['updates', { a: {} }],
  ]);
});

test('messages: pieces as they are pushed, and whole messages that were not streamed before', async () => {
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('model', () => {
      for (const content of ['Hel', 'lo']) pushMessage({ type: 'AIMessageChunk', id: 'm1', content });
      return {
        messages: [
          { type: 'ai', id: 'm1', content: 'Hello' },
          { type: 'ai', id: 'm2', content: 'Bye' },
        ],
      };
    })
    .addEdge(START, 'model')
    .compile();

  const chunks = await collect(
    graph.stream({ messages: 'hi' }, { streamMode: 'messages', metadata: { user: 'u' }, tags: ['t'] }),
  );

  expect(chunks.map(([message]) => [message.id, message.type, message.content])).toEqual([
    ['m1', 'AIMessageChunk', 'Hel'],
    ['m1', 'AIMessageChunk', 'lo'],
    ['m2', 'ai', 'Bye'],
  ]);
  expect(chunks[0]?.[1]).toMatchObject({
    langgraph_node: 'model',
    langgraph_step: 1,
    langgraph_triggers: ['branch:to:model'],
    langgraph_checkpoint_ns: expect.stringMatching(/^model:/),
    user: 'u',
    tags: ['t'],
  });
});

test('the ids of messages are minted once: in the chunk, in every read, and in the end', async () => {
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('model', () => ({ messages: { role: 'assistant', content: 'answer' } }))
    .addNode('gate', () => {
      interrupt('go on?');
    })
    .addEdge(START, 'model')
    .addEdge(START, 'gate')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const chunks = await collect(graph.stream({ messages: 'question' }, { ...thread, streamMode: 'updates' }));
  const idsNow = async () => (await graph.getState(thread)).values.messages.map(({ id }) => id);

  const ids = [await idsNow(), await idsNow()];
  await graph.invoke(new Command({ resume: true }), thread);
  ids.push(await idsNow());

  expect(ids[0]).toHaveLength(2);
  expect(ids[1]).toEqual(ids[0]);
  expect(ids[2]).toEqual(ids[0]);
  expect(chunks.find((chunk) => 'model' in chunk)).toMatchObject({ model: { messages: [{ id: ids[0]?.[1] }] } });
});

test('a consumer that leaves does not stop the run', async () => {
  const { graph, thread } = twoSteps();

  for await (const chunk of await graph.stream({}, thread)) {
    expect(chunk).toEqual({ a: { log: 'a' } });
    break;
  }
  await expect.poll(async () => (await graph.getState(thread)).tasks[0]?.interrupts.length).toBe(1);
});
