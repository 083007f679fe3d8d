import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { HeldList, LONG_LIST } from './held-list';
import {
  Annotation,
  MemorySaver,
  type Message,
  MessagesAnnotation,
  messagesStateReducer,
  REMOVE_ALL_MESSAGES,
  RemoveMessage,
  START,
  StateGraph,
} from './index';
import { freshThread } from './testing';

const LONG = 3 * LONG_LIST;
const texts = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ role: 'user', content: `m${n}`, id: `m${n}` }));
const contentsOf = (messages: readonly Message[]) => messages.map(({ content }) => content);

type State = typeof MessagesAnnotation.State;

/** A chat whose only node does this, on a thread that has messages already. */
async function chat(node: (state: State) => object | undefined) {
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('node', node)
    .addEdge(START, 'node')
    .compile({ checkpointer: new MemorySaver() });
  const thread = freshThread();
  await graph.updateState(thread, { messages: texts(LONG) }, START);
  return { graph, thread };
}

describe('a long list of the state', () => {
  test('is made for none who do not look at it', async () => {
    const take = vi.spyOn(HeldList.prototype, 'take');
    const { graph, thread } = await chat(() => ({ messages: 'answer' }));

    const result = await graph.invoke({ messages: 'hello' }, thread);
    for await (const _ of await graph.stream(
      { messages: 'hello' },
      { ...thread, streamMode: ['values', 'updates', 'messages'] },
    ));
    const { values } = await graph.getState(thread);

    expect(take).not.toHaveBeenCalled();
    take.mockRestore();
    expect(contentsOf(result.messages).slice(LONG)).toEqual(['hello', 'answer']);
    expect(contentsOf(values.messages).slice(LONG)).toEqual(['hello', 'answer', 'hello', 'answer']);
  });

  test('is a property like the others to whoever has it', async () => {
    const seen: unknown[] = [];
    const { graph, thread } = await chat((state) => {
      seen.push(
        { ...state },
        JSON.parse(JSON.stringify(state)),
        structuredClone(state),
        Object.keys(state),
        inspect(state, { depth: 0 }),
      );
      state.messages = [];
      seen.push(state);
      return {};
    });

    const result = await graph.invoke({}, thread);

    expect(Object.keys(result)).toEqual(['messages']);
    expect(result.messages).toHaveLength(LONG);
    const plain = { messages: result.messages };
    expect(seen).toEqual([plain, plain, plain, ['messages'], '{ messages: [Array] }', { messages: [] }]);
  });

  test('is the same array for all nodes of a run, who see what is added to it', async () => {
    const seen: Message[][] = [];
    const graph = new StateGraph(MessagesAnnotation)
      .addNode('a', ({ messages }) => void seen.push(messages))
      .addNode('b', ({ messages }) => ({ messages: `b${seen.push(messages)}` }))
      .addNode('c', ({ messages }) => void seen.push(messages))
      .addEdge(START, 'a')
      .addEdge('a', 'b')
      .addEdge('b', 'c')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();
    await graph.updateState(thread, { messages: texts(LONG) }, 'c');

    await graph.invoke({ messages: 'hello' }, thread);

    const [a, b, c] = seen;
    expect(a).toBe(b);
    expect(c?.slice(0, -1)).toEqual(a);
    expect(c?.[0]).toBe(a?.[0]);
    expect(c?.at(-1)?.content).toBe('b2');
  });

  test.each<[string, (messages: Message[]) => unknown]>([
    ['an item', (messages) => Object.assign(messages[0] as Message, { content: 'damaged' })],
    ['its order', (messages) => messages.reverse()],
    ['its length', (messages) => messages.splice(1)],
  ])('stays as it is stored when a node, a caller or a reader changes %s', async (_what, damage) => {
    const { graph, thread } = await chat(({ messages }) => void damage(messages));

    damage((await graph.invoke({}, thread)).messages);
    damage((await graph.getState(thread)).values.messages);

    const { messages } = (await graph.getState(thread)).values;
    expect(contentsOf(messages)).toEqual(contentsOf(messagesStateReducer([], texts(LONG))));
  });

  test('that a node has made longer in its place is stored as it made it, once it is written', async () => {
    const { graph, thread } = await chat(({ messages }) => {
      messages.push({ type: 'human', content: 'pushed', id: 'pushed' });
      return { messages: { role: 'assistant', content: 'answer' } };
    });

    await graph.invoke({}, thread);

    const { messages } = (await graph.getState(thread)).values;
    expect(contentsOf(messages).slice(LONG)).toEqual(['pushed', 'answer']);
  });

  test('is an array to whoever asks what an input would make of it', async () => {
    const { graph } = await chat(() => undefined);
    const value = messagesStateReducer([], texts(LONG));

    const preview = graph.previewInput('messages', { value, write: 'hello' });

    expect(Array.isArray(preview)).toBe(true);
    expect(contentsOf(preview as Message[])).toEqual([...contentsOf(value), 'hello']);
  });

  test("is given to a reducer of an author's own as an array, which it may change", async () => {
    const given: unknown[] = [];
    const State = Annotation.Root({
      log: Annotation<number[]>({
        reducer: (log, more) => {
          given.push(Array.isArray(log));
          log.push(...more);
          return log;
        },
        default: () => [],
      }),
    });
    const graph = new StateGraph(State)
      .addNode('a', () => ({ log: [-1] }))
      .addEdge(START, 'a')
      .compile({ checkpointer: new MemorySaver() });
    const thread = freshThread();
    const numbers = Array.from({ length: LONG }, (_, n) => n);

    for (let run = 0; run < 3; run++) await graph.invoke(run === 0 ? { log: numbers } : {}, thread);

    expect((await graph.getState(thread)).values.log).toEqual([...numbers, -1, -1, -1]);
    expect(new Set(given)).toEqual(new Set([true]));
  });
});

const id = fc.nat({ max: LONG + 6 }).map((n) => `m${n}`);
const message = fc.record({ role: fc.constantFrom('user', 'assistant'), content: fc.string(), id });
const write = fc.oneof(
  { weight: 4, arbitrary: fc.array(message, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.string().map((content) => ({ role: 'user', content, id: `new ${content}` })) },
  { weight: 1, arbitrary: id.map((each) => [new RemoveMessage({ id: each })]) },
  { weight: 1, arbitrary: fc.array(message).map((rest) => [new RemoveMessage({ id: REMOVE_ALL_MESSAGES }), ...rest]) },
);

test('messages that a thread keeps are those that the reducer alone would make, however they are written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(write, { minLength: 1, maxLength: 3 }), { maxLength: 8 }),
      fc.boolean(),
      async (runs, looks) => {
        let writes: unknown[] = [];
        const { graph, thread } = await chat((state) => {
          if (looks) state.messages.slice();
          return writes.length > 0 ? { messages: writes.pop() } : {};
        });
        let expected = messagesStateReducer([], texts(LONG));
        for (const [first, ...others] of runs) {
          writes = others.slice(0, 1);
          const next = [first, ...writes].reduce<Message[] | undefined>(
            (list, each) => list && tried(() => messagesStateReducer(list, each as object)),
            expected,
          );
          const run = graph.invoke({ messages: first }, thread);
          if (!next) {
            await expect(run).rejects.toThrow('no message with id');
            return;
          }
          expect((await run).messages).toEqual(next);
          expected = next;
          expect((await graph.getState(thread)).values.messages).toEqual(expected);
        }
      },
    ),
    { numRuns: 150 },
  );
});

function tried<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
