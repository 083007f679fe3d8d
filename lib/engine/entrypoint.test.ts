import { expect, test } from 'vitest';
import {
  Annotation,
  Command,
  entrypoint,
  getPreviousState,
  interrupt,
  MemorySaver,
  START,
  StateGraph,
  type StateSnapshot,
  task,
} from './index';
import { collect, failureOf, freshThread, LogState } from './testing';

const questionsOf = (state: StateSnapshot<unknown>) => state.tasks.flatMap((each) => each.interrupts);

test('an entrypoint goes from a value to a value', async () => {
  const double = entrypoint('double', async (n: number) => n * 2);

  expect(await double.invoke(3)).toBe(6);
  expect(await collect(double.stream(3))).toEqual([{ double: 6 }]);
  expect(await collect(double.stream(3, { streamMode: 'values' }))).toEqual([6]);
  expect(await entrypoint('nothing', () => {}).invoke('x')).toBeUndefined();
  expect(await entrypoint('list', (n: number) => [n]).invoke(0)).toEqual([0]);
});

test('what a task returned is kept when its workflow runs again after an answer', async () => {
  const ran: string[] = [];
  const write = task('write', async (topic: string) => {
    ran.push('write');
    return `about ${topic}`;
  });
  const review = entrypoint({ name: 'review', checkpointer: new MemorySaver() }, async (topic: string) => {
    ran.push('review');
    const essay = await write(topic);
    return { essay, verdict: interrupt(essay) };
  });
  const thread = freshThread();

  expect(await collect(review.stream('cats', thread))).toEqual([
    { write: 'about cats' },
    { __interrupt__: [expect.objectContaining({ value: 'about cats' })] },
  ]);
  expect((await review.getState(thread)).next).toEqual(['review']);
  expect(await collect(review.stream(new Command({ resume: 'good' }), thread))).toEqual([
    { write: 'about cats', __metadata__: { cached: true } },
    { review: { essay: 'about cats', verdict: 'good' } },
  ]);
  expect(ran).toEqual(['review', 'write', 'review']);
  expect((await review.getState(thread)).values).toEqual({ essay: 'about cats', verdict: 'good' });
});

test('tasks that ask side by side are answered one by one, and none runs without need', async () => {
  const ran: string[] = [];
  const ask = task('ask', async (name: string) => {
    ran.push(name);
    return `${name}: ${interrupt(name)}`;
  });
  const workflow = entrypoint({ name: 'both', checkpointer: new MemorySaver() }, (names: string[]) =>
    Promise.all(names.map((name) => ask(name))),
  );
  const thread = freshThread();
  await workflow.invoke(['a', 'b', 'c'], thread);
  const asked = questionsOf(await workflow.getState(thread));
  expect(asked.map(({ value }) => value)).toEqual(['a', 'b', 'c']);

  await workflow.invoke(new Command({ resume: { [asked[1]?.id ?? '']: 'second' } }), thread);
  const left = questionsOf(await workflow.getState(thread));

  expect(left.map(({ id }) => id)).toEqual([asked[0]?.id, asked[2]?.id]);
  expect(ran).toEqual(['a', 'b', 'c', 'b']);
  const answers = { [asked[0]?.id ?? '']: 'first', [asked[2]?.id ?? '']: 'third' };
  expect(await workflow.invoke(new Command({ resume: answers }), thread)).toEqual([
    'a: first',
    'b: second',
    'c: third',
  ]);
  expect(ran).toEqual(['a', 'b', 'c', 'b', 'a', 'c']);
});

test('a question that a workflow swallows still pauses it, also one of a task that nobody awaits', async () => {
  const ask = task('ask', () => interrupt<string, string>('sure?'));
  const workflow = entrypoint({ name: 'careless', checkpointer: new MemorySaver() }, async () => {
    ask().catch(() => 'ignored');
    return 'done';
  });
  const thread = freshThread();

  expect(await workflow.invoke(1, thread)).toMatchObject({ __interrupt__: [{ value: 'sure?' }] });
  expect(await workflow.invoke(new Command({ resume: 'yes' }), thread)).toBe('done');
});

test('a task is tried again as its policy says, and its failure is the caller’s to handle', async () => {
  let attempts = 0;
  const flaky = task(
    { name: 'flaky', retry: { maxAttempts: 3, initialInterval: 1, jitter: false } },
    (fails: number) => {
      attempts++;
      if (attempts <= fails) throw new Error(`attempt ${attempts}`);
      return attempts;
    },
  );
  const calls = entrypoint('calls', async (fails: number) => {
    try {
      return await flaky(fails);
    } catch (error) {
      return `gave up: ${(error as Error).message}`;
    }
  });

  expect(await calls.invoke(2)).toBe(3);
  attempts = 0;
  expect(await calls.invoke(9)).toBe('gave up: attempt 3');
});

test('a workflow that failed goes on without doing its finished tasks again', async () => {
  const ran: string[] = [];
  const pay = task('pay', async (amount: number) => {
    ran.push('pay');
    return { receipt: amount };
  });
  const workflow = entrypoint({ name: 'pays', checkpointer: new MemorySaver() }, async (amount: number) => {
    const paid = await pay(amount);
    ran.push('mail');
    if (ran.length < 3) throw new Error('mail is down');
    return paid;
  });
  const thread = freshThread();

  expect(await failureOf(workflow.invoke(5, thread))).toMatchObject({ message: 'mail is down' });
  expect(await workflow.invoke(null, thread)).toEqual({ receipt: 5 });
  expect(ran).toEqual(['pay', 'mail', 'mail']);
});

test('an attempt that is tried again in the same run does not repeat its tasks, with or without a checkpointer', async () => {
  for (const checkpointer of [undefined, new MemorySaver()]) {
    let paid = 0;
    let tried = 0;
    const pay = task('pay', () => ++paid);
    const retry = { maxAttempts: 2, initialInterval: 1, jitter: false };
    const workflow = entrypoint({ name: 'tries', retry, ...(checkpointer && { checkpointer }) }, async (_: string) => {
      await pay();
      if (++tried === 1) throw new Error('once');
      return paid;
    });

    expect(await workflow.invoke('go', freshThread())).toBe(1);
  }
});

test('the next call on a thread finds what the last one returned, or kept instead', async () => {
  const sum = entrypoint(
    { name: 'sum', checkpointer: new MemorySaver() },
    (n: number) => (getPreviousState<number>() ?? 0) + n,
  );
  const thread = freshThread();
  expect([await sum.invoke(1, thread), await sum.invoke(2, thread), await sum.invoke(3, thread)]).toEqual([1, 3, 6]);

  const kept = entrypoint({ name: 'kept', checkpointer: new MemorySaver() }, (n: number) =>
    entrypoint.final({ value: getPreviousState<number>() ?? 0, save: 2 * n }),
  );
  expect([await kept.invoke(3, thread), await kept.invoke(1, thread)]).toEqual([0, 6]);
});

test('a task called in a node of a graph is kept like any other', async () => {
  let ran = 0;
  const count = task('count', () => ++ran);
  const graph = new StateGraph(LogState)
    .addNode('a', async () => ({ log: `${await count()} ${interrupt('ok?')}` }))
    .addEdge(START, 'a')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({}, thread);

  expect(await graph.invoke(new Command({ resume: 'yes' }), thread)).toEqual({ log: ['1 yes'] });
});

test('tasks call tasks and graphs, and a question at any depth has its own answer', async () => {
  const asking = new StateGraph(Annotation.Root({ answer: Annotation<string> }))
    .addNode('ask', () => ({ answer: interrupt<string, string>('deep?') }))
    .addEdge(START, 'ask')
    .compile();
  const ran: string[] = [];
  const before = task('before', () => void ran.push('before'));
  const inner = task('inner', async () => {
    await before();
    return (await asking.invoke({})).answer;
  });
  const outer = task('outer', async () => `${await inner()} and ${interrupt('shallow?')}`);
  const workflow = entrypoint({ name: 'deep', checkpointer: new MemorySaver() }, () => outer());
  const thread = freshThread();

  expect(await workflow.invoke(1, thread)).toMatchObject({ __interrupt__: [{ value: 'deep?' }] });
  expect(await workflow.invoke(new Command({ resume: 'down' }), thread)).toMatchObject({
    __interrupt__: [{ value: 'shallow?' }],
  });
  expect(await workflow.invoke(new Command({ resume: 'up' }), thread)).toBe('down and up');
  expect(ran).toEqual(['before']);
});

test('a new input on a thread that waits at a question begins again, with nothing kept', async () => {
  const ran: unknown[] = [];
  const note = task('note', (n: number) => ran.push(n));
  const workflow = entrypoint({ name: 'w', checkpointer: new MemorySaver() }, async (n: number) => {
    await note(n);
    return interrupt(n);
  });
  const thread = freshThread();
  await workflow.invoke(1, thread);
  await workflow.invoke(2, thread);

  expect(questionsOf(await workflow.getState(thread)).map(({ value }) => value)).toEqual([2]);
  expect(ran).toEqual([1, 2]);
});

test('a task is called inside a graph only', async () => {
  await expect(task('alone', () => 1)()).rejects.toThrow('outside the context of a graph');
  expect(() => task('a|b', () => 1)).toThrow('cannot name a task');
});

test('a workflow is drawn as one node', () => {
  expect(entrypoint('w', (n: number) => n).getGraph().edges).toEqual([
    { source: '__start__', target: 'w' },
    { source: 'w', target: '__end__' },
  ]);
});

test('a workflow is a node of a graph, and its question is listed there', async () => {
  const ran: string[] = [];
  const note = task('note', () => void ran.push('note'));
  const workflow = entrypoint('inner', async ({ log }: { log: string[] }) => {
    await note();
    return { log: `${log.length} ${interrupt('inner?')}` };
  });
  const graph = new StateGraph(LogState)
    .addNode('w', workflow)
    .addNode('after', () => ({ log: 'after' }))
    .addEdge(START, 'w')
    .addEdge('w', 'after')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.invoke({ log: 'in' }, thread);

  const [waiting] = (await graph.getState(thread, { subgraphs: true })).tasks;
  expect(waiting).toMatchObject({ interrupts: [{ value: 'inner?' }], state: { next: ['inner'] } });
  expect(await graph.invoke(new Command({ resume: 'x' }), thread)).toEqual({ log: ['in', '1 x', 'after'] });
  expect(ran).toEqual(['note']);
});

test('a workflow’s history is replayed, and its result can be edited', async () => {
  const sum = entrypoint(
    { name: 'sum', checkpointer: new MemorySaver() },
    (n: number) => (getPreviousState<number>() ?? 0) + n,
  );
  const thread = freshThread();
  await sum.invoke(1, thread);
  await sum.invoke(2, thread);
  const [, before] = await collect(sum.getStateHistory(thread));
  expect(await sum.invoke(null, before?.config)).toBe(3);

  await sum.updateState(thread, 10, 'sum');

  expect((await sum.getState(thread)).values).toBe(10);
  expect(await sum.invoke(5, thread)).toBe(15);
});
