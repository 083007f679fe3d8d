import { expect, test } from 'vitest';
import {
  Command,
  END,
  interrupt,
  isNodeError,
  MemorySaver,
  type NodeError,
  type NodeOptions,
  START,
  StateGraph,
  task,
} from './index';
import { collect, failureOf, freshThread, LogState } from './testing';

/** a fails, and leads to b; its handler may go to c. */
function failing(options: NodeOptions, ran: string[] = []) {
  return new StateGraph(LogState)
    .addNode(
      'a',
      () => {
        ran.push('a');
        throw new TypeError('boom');
      },
      { ends: ['c'], ...options },
    )
    .addNode('b', () => ({ log: 'b' }))
    .addNode('c', () => ({ log: 'c' }))
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .compile({ checkpointer: new MemorySaver() });
}

test('an error handler takes over from a node that failed, and says itself where to go', async () => {
  const told: NodeError[] = [];
  const graph = failing({
    errorHandler: (state, error) => {
      told.push(error);
      return { log: `handled with ${state.value}` };
    },
  });
  const thread = freshThread();

  expect(await graph.invoke({ value: 1 }, thread)).toEqual({ log: ['handled with 1'], value: 1 });
  expect(told).toEqual([{ node: 'a', error: new TypeError('boom') }]);
  expect(isNodeError(told[0])).toBe(true);
  expect((await graph.getState(thread)).next).toEqual([]);

  const goes = failing({ errorHandler: () => new Command({ update: { log: 'h' }, goto: 'c' }) });
  expect(await goes.invoke({}, freshThread())).toEqual({ log: ['h', 'c'] });
});

test('a handler is called after the last attempt, and is told of in the stream under a name of its own', async () => {
  const ran: string[] = [];
  const retryPolicy = { maxAttempts: 2, initialInterval: 1, jitter: false, retryOn: () => true };
  const graph = failing({ retryPolicy, errorHandler: () => ({ log: 'h' }) }, ran);

  expect(await collect(graph.stream({}, freshThread()))).toEqual([{ __error_handler__a: { log: 'h' } }]);
  expect(ran).toEqual(['a', 'a']);
});

test('a handler may ask, and when it is answered the node does not run again', async () => {
  const ran: string[] = [];
  const graph = failing(
    {
      errorHandler: (_, { error }) => ({
        log: [
          `${error.name}: ${error.message}`,
          interrupt<string, string>('go on?'),
          interrupt<string, string>('sure?'),
        ],
      }),
    },
    ran,
  );
  const thread = freshThread();
  await graph.invoke({}, thread);
  const [task] = (await graph.getState(thread)).tasks;

  expect(task?.interrupts).toMatchObject([{ value: 'go on?', ns: [expect.stringMatching(/^a:/)] }]);
  await graph.invoke(new Command({ resume: 'yes' }), thread);
  expect(await graph.invoke(new Command({ resume: 'quite' }), thread)).toEqual({
    log: ['TypeError: boom', 'yes', 'quite'],
  });
  expect(ran).toEqual(['a']);
});

test('of several tasks of a handler that ask, each is answered alone', async () => {
  const ran: string[] = [];
  const ask = task('ask', async (question: string) => {
    ran.push(question);
    return interrupt<string, string>(question);
  });
  const graph = failing({ errorHandler: async () => ({ log: await Promise.all([ask('one'), ask('two')]) }) });
  const thread = freshThread();
  await graph.invoke({}, thread);
  const interrupts = (await graph.getState(thread)).tasks.flatMap((each) => each.interrupts);
  const second = interrupts.find(({ value }) => value === 'two')?.id ?? '';

  await graph.invoke(new Command({ resume: { [second]: 2 } }), thread);

  expect(ran).toEqual(['one', 'two', 'two']);
  expect(await graph.invoke(new Command({ resume: 1 }), thread)).toEqual({ log: [1, 2] });
});

test('a handler that fails fails the run; continuing it calls the handler with the first error', async () => {
  const ran: string[] = [];
  const messages: string[] = [];
  const graph = failing(
    {
      errorHandler: (_, { error }) => {
        messages.push(error.message);
        if (messages.length === 1) throw new Error('the handler failed too');
        return { log: 'second try' };
      },
    },
    ran,
  );
  const thread = freshThread();

  expect(await failureOf(graph.invoke({}, thread))).toMatchObject({ message: 'the handler failed too' });
  expect(await graph.invoke(null, thread)).toEqual({ log: ['second try'] });
  expect([ran, messages]).toEqual([['a'], ['boom', 'boom']]);
});

test('what a node is asked or told to do is no failure', async () => {
  const handled: string[] = [];
  const errorHandler = (_: unknown, { node }: NodeError) => void handled.push(node);
  const child = new StateGraph(LogState)
    .addNode('up', () => new Command({ graph: Command.PARENT, goto: 'c' }), { errorHandler })
    .addEdge(START, 'up')
    .compile();
  const graph = new StateGraph(LogState)
    .addNode('asks', () => ({ log: interrupt<string, string>('?') }), { errorHandler })
    .addNode('child', child, { errorHandler, ends: ['c'] })
    .addNode('c', () => ({ log: 'c' }))
    .addEdge(START, 'asks')
    .addEdge('asks', 'child')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  expect(await graph.invoke(new Command({ resume: 'a' }), thread)).toEqual({ log: ['a', 'c'] });
  expect(handled).toEqual([]);
});

test('siblings of a node whose failure is handled finish and count', async () => {
  const graph = new StateGraph(LogState)
    .addNode(
      'bad',
      () => {
        throw new Error('no');
      },
      { errorHandler: () => ({ log: 'handled' }) },
    )
    .addNode('good', async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { log: 'good' };
    })
    .addEdge(START, 'bad')
    .addEdge(START, 'good')
    .compile();

  expect(await graph.invoke({})).toEqual({ log: ['handled', 'good'] });
});

test('node defaults count for every node that has none of its own, also one added later', async () => {
  let tries = 0;
  const fails = () => {
    tries++;
    throw new Error('no');
  };
  const retryPolicy = { maxAttempts: 3, initialInterval: 1, jitter: false };
  const graph = new StateGraph(LogState)
    .setNodeDefaults({ retryPolicy, errorHandler: (_, { node }) => ({ log: `default for ${node}` }) })
    .addNode('a', fails)
    .addNode('b', fails, { retryPolicy: { maxAttempts: 1 }, errorHandler: () => ({ log: 'own' }) })
    .addEdge(START, 'a')
    .addEdge(START, 'b')
    .addEdge('a', END)
    .compile();

  expect(await graph.invoke({})).toEqual({ log: ['default for a', 'own'] });
  expect(tries).toBe(4);
});
