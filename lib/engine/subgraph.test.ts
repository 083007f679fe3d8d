import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  Command,
  interrupt,
  MemorySaver,
  type RunnableConfig,
  Send,
  START,
  StateGraph,
  type StateSnapshot,
} from './index';
import { collect, failureOf, freshThread, idsOf, LogState } from './testing';

type Entered = Record<string, number>;

function count(entered: Entered, name: string): void {
  entered[name] = (entered[name] ?? 0) + 1;
}

/** A graph of two nodes, of which the second asks. */
function askingChild(entered: Entered, checkpointer?: boolean) {
  return new StateGraph(LogState)
    .addNode('c1', () => {
      count(entered, 'c1');
      return { value: 'from c1' };
    })
    .addNode('c2', () => {
      count(entered, 'c2');
      return { value: `c2:${interrupt('child?')}` };
    })
    .addEdge(START, 'c1')
    .addEdge('c1', 'c2')
    .compile({ ...(checkpointer !== undefined && { checkpointer }), name: 'child' });
}

test('a question in a nested graph bubbles up and is answered at the root', async () => {
  const entered: Entered = {};
  const graph = new StateGraph(LogState)
    .addNode('child', askingChild(entered))
    .addNode('after', ({ value }) => ({ log: `after ${value}` }))
    .addEdge(START, 'child')
    .addEdge('child', 'after')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const result = await graph.invoke({}, thread);

  const state = await graph.getState(thread, { subgraphs: true });
  const [task] = state.tasks;
  expect(task?.interrupts.map(({ id }) => id)).toEqual(idsOf(result));
  expect(task?.interrupts[0]?.ns).toEqual([`child:${task?.id}`, expect.stringMatching(/^c2:/)]);
  const child = task?.state as StateSnapshot;
  expect(child).toMatchObject({ next: ['c2'], values: { value: 'from c1' } });
  expect(child.tasks[0]?.interrupts.map(({ id }) => id)).toEqual(idsOf(result));
  expect((await graph.getState(thread)).tasks[0]?.state).toEqual({
    configurable: { thread_id: thread.configurable.thread_id, checkpoint_ns: `child:${task?.id}` },
  });

  const last = await graph.invoke(new Command({ resume: 'yes' }), thread);
  expect(last).toEqual({ log: ['after c2:yes'], value: 'c2:yes' });
  expect(entered).toEqual({ c1: 1, c2: 2 });
});

test('questions two levels down and side by side are all listed and answered one by one', async () => {
  const entered: Entered = {};
  const ask = (name: string) => () => {
    count(entered, name);
    return { log: `${name}:${interrupt(name)}` };
  };
  const inner = new StateGraph(LogState)
    .addNode('x', ask('x'))
    .addNode('y', ask('y'))
    .addEdge(START, 'x')
    .addEdge(START, 'y')
    .compile();
  const middle = new StateGraph(LogState).addNode('inner', inner).addEdge(START, 'inner').compile();
  const graph = new StateGraph(LogState)
    .addNode('middle', middle)
    .addEdge(START, 'middle')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const [x = '', y = ''] = idsOf(await graph.invoke({}, thread));

  expect(idsOf(await graph.invoke(new Command({ resume: { [y]: 2 } }), thread))).toEqual([x]);
  expect(entered).toEqual({ x: 1, y: 2 });
  const tasks = (await graph.getState(thread)).tasks;
  expect(tasks[0]?.interrupts.map(({ id }) => id)).toEqual([x]);

  expect(await graph.invoke(new Command({ resume: 1 }), thread)).toEqual({ log: ['x:1', 'y:2'] });
  expect(entered).toEqual({ x: 2, y: 2 });
});

test('a graph invoked inside a node goes on where it stopped, and a second call has a place of its own', async () => {
  const entered: Entered = {};
  const child = askingChild(entered);
  const graph = new StateGraph(LogState)
    .addNode('parent', async () => {
      count(entered, 'parent');
      const first = await child.invoke({});
      const second = await child.invoke({});
      return { log: [String(first.value), String(second.value)] };
    })
    .addEdge(START, 'parent')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  await graph.invoke(new Command({ resume: 'one' }), thread);
  const last = await graph.invoke(new Command({ resume: 'two' }), thread);

  expect(last.log).toEqual(['c2:one', 'c2:two']);
  expect(entered).toEqual({ parent: 3, c1: 2, c2: 4 });
});

test('graphs that a node invokes side by side both bring their questions up', async () => {
  const quick = askingChild({});
  const slow = new StateGraph(LogState)
    .addNode('wait', () => new Promise<object>((resolve) => setTimeout(resolve, 5, {})))
    .addNode('quick', quick)
    .addEdge(START, 'wait')
    .addEdge('wait', 'quick')
    .compile();
  const graph = new StateGraph(LogState)
    .addNode('parent', async (_state, config) => {
      const results = await Promise.all([quick.invoke({}, config), slow.invoke({}, config)]);
      return { log: results.map(({ value }) => String(value)) };
    })
    .addEdge(START, 'parent')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const [first = '', second = ''] = idsOf(await graph.invoke({}, thread));

  expect(first).not.toBe(second);
  const last = await graph.invoke(new Command({ resume: { [first]: 1, [second]: 2 } }), thread);
  expect(last.log).toEqual(['c2:1', 'c2:2']);
});

test('a nested graph without a checkpointer starts over, but its question keeps its id and can be answered', async () => {
  const entered: Entered = {};
  const graph = new StateGraph(LogState)
    .addNode('child', askingChild(entered, false))
    .addEdge(START, 'child')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  expect((await graph.invoke(new Command({ resume: 'yes' }), thread)).value).toBe('c2:yes');
  expect(entered).toEqual({ c1: 2, c2: 2 });
});

test('a nested graph with checkpointer: true keeps its state from call to call', async () => {
  const child = new StateGraph(LogState)
    .addNode('note', ({ log }) => ({ log: `c${log.length}` }))
    .addEdge(START, 'note')
    .compile({ checkpointer: true });
  const seen: string[][] = [];
  const graph = new StateGraph(LogState)
    .addNode('parent', async () => {
      seen.push((await child.invoke({})).log);
    })
    .addEdge(START, 'parent')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);
  await graph.invoke({}, thread);

  expect(seen).toEqual([['c0'], ['c0', 'c1']]);
});

test('Command.PARENT applies its update and goto in the parent, beside the static edges', async () => {
  const child = new StateGraph(LogState)
    .addNode('handoff', () => new Command({ graph: Command.PARENT, update: { log: 'handed over' }, goto: 'other' }))
    .addEdge(START, 'handoff')
    .compile();
  const graph = new StateGraph(LogState)
    .addNode('child', child, { ends: ['other'] })
    .addNode('other', () => ({ log: 'other' }))
    .addNode('next', () => ({ log: 'next' }))
    .addEdge(START, 'child')
    .addEdge('child', 'next')
    .compile({ checkpointer: new MemorySaver() });

  expect(await graph.invoke({}, freshThread())).toEqual({ log: ['handed over', 'next', 'other'] });
});

test('chunks of nested graphs are streamed with their namespace when asked for', async () => {
  const entered: Entered = {};
  const graph = new StateGraph(LogState)
    .addNode('child', askingChild(entered))
    .addEdge(START, 'child')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();

  const plain = await collect(graph.stream({}, thread));
  expect(plain).toHaveLength(1);
  const nested = await collect(
    graph.stream(new Command({ resume: 'yes' }), { ...thread, streamMode: ['updates'], subgraphs: true }),
  );

  const ns = [expect.stringMatching(/^child:/)];
  expect(nested).toEqual([
    [ns, 'updates', { c2: { value: 'c2:yes' } }],
    [[], 'updates', { child: { log: [], value: 'c2:yes' } }],
  ]);
});

test('the nested graph of a Send runs once for each Send', async () => {
  const child = new StateGraph(LogState)
    .addNode('ask', ({ value }) => ({ value: `${value}=${interrupt(value)}` }))
    .addEdge(START, 'ask')
    .compile();
  const graph = new StateGraph(LogState)
    .addNode('child', async (state: { value: unknown }) => ({ log: String((await child.invoke(state)).value) }))
    .addConditionalEdges(START, () => ['a', 'b'].map((value) => new Send('child', { value })), ['child'])
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const [a = '', b = ''] = idsOf(await graph.invoke({}, thread));

  await graph.invoke(new Command({ resume: { [b]: 2 } }), thread);
  expect((await graph.invoke(new Command({ resume: { [a]: 1 } }), thread)).log).toEqual(['a=1', 'b=2']);
});

test('an edit of a nested state replaces the question that waited there', async () => {
  const entered: Entered = {};
  const graph = new StateGraph(LogState)
    .addNode('child', askingChild(entered))
    .addEdge(START, 'child')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);
  const [task] = (await graph.getState(thread)).tasks;

  await graph.updateState(task?.state as RunnableConfig, { value: 'edited' }, 'c2');

  expect((await graph.getState(thread)).tasks[0]?.interrupts).toEqual([]);
  expect(await graph.invoke(null, thread)).toEqual({ log: [], value: 'edited' });
});

test('an answer that does not fit a nested question fails the run, even when the node around it catches errors', async () => {
  const child = new StateGraph(LogState)
    .addNode('ask', () => ({ value: interrupt('age?', { responseSchema: z.number() }) }))
    .addEdge(START, 'ask')
    .compile();
  const graph = new StateGraph(LogState)
    .addNode('careful', async () => child.invoke({}).catch(() => ({ value: 'caught' })))
    .addEdge(START, 'careful')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  const ids = idsOf(await graph.invoke({}, thread));

  const error = await failureOf(graph.invoke(new Command({ resume: 'old' }), thread));

  expect(error).toMatchObject({ lc_error_code: 'INVALID_RESUME_VALUE', interruptId: ids[0] });
  expect((await graph.getState(thread)).tasks[0]?.interrupts.map(({ id }) => id)).toEqual(ids);
  expect((await graph.invoke(new Command({ resume: 5 }), thread)).value).toBe(5);
});
