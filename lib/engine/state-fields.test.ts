import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import {
  Command,
  interrupt,
  MemorySaver,
  type Message,
  MessagesValue,
  Overwrite,
  ReducedValue,
  START,
  StateGraph,
  StateSchema,
  UntrackedValue,
} from './index';
import { failureOf, freshThread } from './testing';

const State = new StateSchema({
  name: z.string().default('nobody'),
  log: new ReducedValue(
    z.array(z.string()).default(() => []),
    {
      inputSchema: z.union([z.string(), z.array(z.string())]),
      reducer: (log, entry) => log.concat(entry),
    },
  ),
  messages: MessagesValue,
  cache: new UntrackedValue(z.number()),
});

const graph = new StateGraph(State)
  .addNode('a', (state) => {
    expectTypeOf(state).toEqualTypeOf<{ name: string; log: string[]; messages: Message[]; cache: number }>();
    return { log: `a of ${state.name}`, messages: 'hello', cache: 5 };
  })
  .addNode('b', ({ cache }) => ({ log: [`${cache} ${interrupt<string, string>('?')}`] }))
  .addEdge(START, 'a')
  .addEdge('a', 'b')
  .compile({ checkpointer: new MemorySaver() });

test('a state is declared by fields, some of which combine their writes, and some of which are not kept', async () => {
  const thread = freshThread();
  const paused = await graph.invoke({ log: 'in' }, thread);

  expect(paused).toMatchObject({ name: 'nobody', log: ['in', 'a of nobody'], cache: 5 });
  expect(paused.messages).toMatchObject([{ type: 'human', content: 'hello' }]);
  expect((await graph.getState(thread)).values).not.toHaveProperty('cache');
  const { log } = await graph.invoke(new Command({ resume: 'yes' }), thread);
  expect(log).toEqual(['in', 'a of nobody', 'undefined yes']);
});

test('an input is checked field by field, and an Overwrite replaces', async () => {
  expect(await failureOf(graph.invoke({ log: 5 as unknown as string, name: 'x' }, freshThread()))).toMatchObject({
    lc_error_code: 'INVALID_INPUT',
    message: expect.stringContaining('log'),
  });
  const replacing = new StateGraph(State)
    .addNode('a', () => ({ log: new Overwrite(['fresh']) }))
    .addEdge(START, 'a')
    .compile();
  expect((await replacing.invoke({ log: 'old' })).log).toEqual(['fresh']);
});

test('the fields tell their JSON Schema', () => {
  expect(graph.getInputJsonSchema()).toMatchObject({
    properties: {
      name: { type: 'string' },
      log: { anyOf: [{ type: 'string' }, { type: 'array' }] },
      messages: { type: 'array' },
    },
  });
});
