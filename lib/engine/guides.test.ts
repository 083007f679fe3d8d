import { expect, test } from 'vitest';
import { Annotation, Command, END, interrupt, isInterrupted, MemorySaver, START, StateGraph } from './index';

const State = Annotation.Root({ foo: Annotation<string>, human_value: Annotation<unknown> });

async function collect<Chunk>(chunks: Promise<AsyncIterable<Chunk>>): Promise<Chunk[]> {
  const collected: Chunk[] = [];
  for await (const chunk of await chunks) collected.push(chunk);
  return collected;
}

/** The guides' graphs: one node that runs `ask` and counts how often it was entered. */
function oneNode(ask: () => unknown) {
  const entered = { count: 0 };
  const graph = new StateGraph(State)
    .addNode('node', () => {
      entered.count++;
      return ask() as { human_value: unknown };
    })
    .addEdge(START, 'node')
    .addEdge('node', END)
    .compile({ checkpointer: new MemorySaver() });
  return { graph, entered, config: { configurable: { thread_id: '1' } } };
}

const question = (value: unknown) => ({
  __interrupt__: [
    {
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      value,
      resumable: true,
      ns: [expect.stringMatching(/^node:[0-9a-f-]{36}$/)],
      when: 'during',
    },
  ],
});

test('a node pauses at its question and runs again from its start with the answer', async () => {
  const { graph, entered, config } = oneNode(() => ({ human_value: interrupt('what is your age?') }));

  expect(await collect(graph.stream({ foo: 'abc' }, config))).toEqual([question('what is your age?')]);
  expect(entered.count).toBe(1);

  const answer = new Command({ resume: 'some input from a human!!!' });
  expect(await collect(graph.stream(answer, config))).toEqual([
    { node: { human_value: 'some input from a human!!!' } },
  ]);
  expect(entered.count).toBe(2);
});

test('a node asks again until the answer is a valid age', async () => {
  const { graph, entered, config } = oneNode(() => {
    let text = 'What is your age?';
    for (;;) {
      const age = interrupt(text);
      if (typeof age === 'number' && Number.isInteger(age) && age >= 0) {
        return { human_value: `The human is ${age} years old.` };
      }
      text = `'${typeof age === 'object' ? JSON.stringify(age) : age} is not a valid age. What is your age?`;
    }
  });
  const answer = (resume: unknown) => collect(graph.stream(new Command({ resume }), config));

  const first = await collect(graph.stream({ foo: 'abc' }, config));
  expect(first).toEqual([question('What is your age?')]);
  const second = await answer(-20);
  expect(second).toEqual([question("'-20 is not a valid age. What is your age?")]);
  const third = await answer({ foo: 'bar' });
  expect(third).toEqual([question(`'{"foo":"bar"} is not a valid age. What is your age?`)]);
  const last = await answer(25);

  expect(last).toEqual([{ node: { human_value: 'The human is 25 years old.' } }]);
  expect(entered.count).toBe(4);
  const ids = [first, second, third].map(([chunk]) => (isInterrupted(chunk) ? chunk.__interrupt__[0]?.id : undefined));
  expect(new Set(ids).size).toBe(3);
});

test('a node validates an answer by going back to itself', async () => {
  const { graph, entered, config } = oneNode(() => {
    const age = interrupt('What is your age?');
    if (typeof age !== 'number' || age < 0) return new Command({ goto: 'node' });
    return new Command({ update: { human_value: age } });
  });

  expect(await collect(graph.stream({ foo: 'abc' }, config))).toEqual([question('What is your age?')]);
  const again = await collect(graph.stream(new Command({ resume: -20 }), config));
  expect(again).toEqual([{ node: {} }, question('What is your age?')]);
  expect(entered.count).toBe(3);
  expect(await collect(graph.stream(new Command({ resume: 5 }), config))).toEqual([{ node: { human_value: 5 } }]);
});

test('invoke leaves the question in the state and returns it', async () => {
  const { graph, config } = oneNode(() => ({ human_value: interrupt('what is your age?') }));

  expect(await graph.invoke({ foo: 'abc' }, config)).toEqual({ foo: 'abc', ...question('what is your age?') });
  const state = await graph.getState(config);

  expect(state.next).toEqual(['node']);
  expect(state.tasks).toMatchObject([{ name: 'node', path: ['__pregel_pull', 'node'] }]);
  expect(state.tasks[0]?.interrupts).toEqual(question('what is your age?').__interrupt__);
  expect(state.tasks[0]?.interrupts[0]?.ns).toEqual([`node:${state.tasks[0]?.id}`]);
  expect(await graph.invoke(new Command({ resume: 25 }), config)).toEqual({ foo: 'abc', human_value: 25 });
  expect((await graph.getState(config)).next).toEqual([]);
});
