import { expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import {
  Annotation,
  type AnnotationRoot,
  type BaseStore,
  Command,
  type CompiledStateGraph,
  END,
  entrypoint,
  type Item,
  interrupt,
  type LangGraphRunnableConfig,
  type Message,
  type MessagesAnnotation,
  type Overwrite,
  type SearchItem,
  START,
  StateGraph,
  type StreamMode,
  task,
} from './index';

const State = Annotation.Root({
  name: Annotation<string>,
  count: Annotation<number>(),
  log: Annotation<string[], string | string[]>({ reducer: (log, entry) => log.concat(entry), default: () => [] }),
});

test('a state and its updates have the types that were declared', () => {
  expectTypeOf<typeof State.State>().toEqualTypeOf<{ name: string; count: number; log: string[] }>();
  expectTypeOf<typeof State.Update>().toEqualTypeOf<{
    name?: string | Overwrite<string>;
    count?: number | Overwrite<number>;
    log?: string | string[] | Overwrite<string[]>;
  }>();
  expectTypeOf(State).toExtend<AnnotationRoot<typeof State.spec>>();
  expectTypeOf<typeof MessagesAnnotation.State>().toEqualTypeOf<{ messages: Message[] }>();
});

test('nodes, edges and results know the state', async () => {
  const graph = new StateGraph(State)
    .addNode('a', (state, config) => {
      expectTypeOf(state).toEqualTypeOf<{ name: string; count: number; log: string[] }>();
      expectTypeOf(config).toEqualTypeOf<LangGraphRunnableConfig>();
      return { log: 'one', count: 1 };
    })
    .addNode('b', async () => new Command({ update: { log: ['two'] }, goto: END }))
    .addNode('c', () => {})
    .addEdge(START, 'a')
    .addEdge('a', 'b')
    .addConditionalEdges('b', ({ count }) => (count > 1 ? 'c' : END), ['c', END])
    .compile();

  const result = await graph.invoke({ name: 'n' });
  expectTypeOf(result.log).toEqualTypeOf<string[]>();
  expectTypeOf(result.name).toEqualTypeOf<string>();
  expectTypeOf(graph).toExtend<CompiledStateGraph>();
});

test('a question with a schema has the answer that the schema makes', () => {
  const ask = () => {
    expectTypeOf(interrupt('sure?', { responseSchema: z.boolean() })).toEqualTypeOf<boolean>();
    expectTypeOf(interrupt('n?', { responseSchema: z.coerce.number(), timeoutMs: 5 })).toEqualTypeOf<number>();
    expectTypeOf(interrupt('?')).toEqualTypeOf<unknown>();
    expectTypeOf(interrupt<string, { ok: boolean }>('?')).toEqualTypeOf<{ ok: boolean }>();
    expectTypeOf(interrupt('?', { responseSchema: { type: 'boolean' } })).toEqualTypeOf<unknown>();
    const name: string = interrupt('name?');
    return name;
  };
  const node = (_: object, config: LangGraphRunnableConfig) =>
    expectTypeOf(config.interrupt('sure?', { responseSchema: z.boolean() })).toEqualTypeOf<boolean>();
  expectTypeOf(ask).returns.toEqualTypeOf<string>();
  expectTypeOf(node).toBeFunction();
});

test('a Command has the types of what it is made of, and a node’s must fit the state', () => {
  const command = new Command({ update: { log: 'x' }, goto: 'b' });
  expectTypeOf(command.update).toEqualTypeOf<{ log: string } | undefined>();
  expectTypeOf(command).toEqualTypeOf<Command<unknown, { log: string }, 'b'>>();

  const graph = new StateGraph(State)
    .addNode('a', () => command)
    .addNode('b', async (): Promise<Command> => new Command({ update: { anything: 1 }, goto: END }))
    .addNode('c', () => [new Command({ goto: 'b' }), { count: 1 }])
    .addNode('d', () => new Command({ update: [['count', 1]] }));
  // @ts-expect-error count is a number
  graph.addNode('e', () => new Command({ update: { count: 'one' } }));
  // @ts-expect-error the state has no such key
  graph.addNode('f', () => new Command({ update: [['counter', 1]] }));
});

test('workflows and tasks keep the types of their functions', () => {
  const count = task('count', async (text: string, by: number) => text.length * by);
  expectTypeOf(count).toEqualTypeOf<(text: string, by: number) => Promise<number>>();

  const workflow = entrypoint('w', async (text: string) => ({ length: await count(text, 1) }));
  expectTypeOf(workflow.invoke).parameter(0).toEqualTypeOf<string | Command | null>();
  expectTypeOf(workflow.invoke).returns.resolves.toEqualTypeOf<{ length: number }>();

  const final = entrypoint('f', (n: number) => entrypoint.final({ value: `${n}`, save: n }));
  expectTypeOf(final.invoke).returns.resolves.toEqualTypeOf<string>();
  // @ts-expect-error the input is a text
  expectTypeOf(() => workflow.invoke(1)).toBeFunction();
});

test('stores answer each operation of a batch with its own type', () => {
  const call = (store: BaseStore) =>
    store.batch([
      { namespace: ['a'], key: 'k' },
      { namespacePrefix: ['a'] },
      { namespace: ['a'], key: 'k', value: null },
      { matchConditions: [], limit: 1, offset: 0 },
    ]);
  expectTypeOf(call).returns.resolves.toEqualTypeOf<readonly [Item | null, SearchItem[], undefined, string[][]]>();
});

test('breakpoints name nodes of the graph', () => {
  const graph = new StateGraph(State).addNode('a', () => ({ count: 1 })).addEdge(START, 'a');
  expectTypeOf(() => graph.compile({ interruptBefore: ['a'], interruptAfter: '*' })).toBeFunction();
  // @ts-expect-error there is no node "x"
  expectTypeOf(() => graph.compile({ interruptBefore: ['x'] })).toBeFunction();
  // @ts-expect-error nor is there one here
  expectTypeOf(() => graph.compile({ interruptAfter: ['x'] })).toBeFunction();
});

test('what does not fit is refused by the compiler', () => {
  const graph = new StateGraph(State).addNode('a', () => ({ count: 1 }));
  // @ts-expect-error there is no node "x"
  graph.addEdge(START, 'x');
  // @ts-expect-error count is a number
  graph.addNode('b', () => ({ count: 'one' }));
  // @ts-expect-error name is a string
  const call = () => graph.addEdge(START, 'a').compile().invoke({ name: 5 });
  expectTypeOf(call).toBeFunction();
});

test('an object schema gives the types of its output to nodes and of its input to callers', async () => {
  const graph = new StateGraph(z.object({ age: z.number(), name: z.string().default('nobody') }))
    .addNode('a', (state) => {
      expectTypeOf(state).toEqualTypeOf<{ age: number; name: string }>();
      return { age: state.age + 1 };
    })
    .addEdge(START, 'a')
    .compile();

  const result = await graph.invoke({ age: 1 });
  expectTypeOf(result.name).toEqualTypeOf<string>();
  expectTypeOf(graph).toExtend<CompiledStateGraph>();
});

test('a state may also be a plain type with channels declared by hand', async () => {
  interface Counter {
    count: number;
  }
  const graph = new StateGraph<Counter>({ channels: { count: null } })
    .addNode('a', ({ count }) => ({ count: count + 1 }))
    .addEdge(START, 'a')
    .compile();

  expectTypeOf((await graph.invoke({ count: 1 })).count).toEqualTypeOf<number>();
});

test('the shape of stream chunks follows from the options', async () => {
  const graph = new StateGraph(State)
    .addNode('a', () => {})
    .addEdge(START, 'a')
    .compile();
  const modes: StreamMode[] = ['values', 'updates'];

  type Chunk<Stream> = Stream extends AsyncIterable<infer Each> ? Each : never;
  const plain = await graph.stream({});
  const values = await graph.stream({}, { streamMode: 'values' });
  const several = await graph.stream({}, { streamMode: modes });
  const nested = await graph.stream({}, { streamMode: modes, subgraphs: true });
  expectTypeOf<Chunk<typeof plain>>().toEqualTypeOf<Record<string, unknown>>();
  expectTypeOf<Chunk<typeof values>>().toEqualTypeOf<Record<string, unknown>>();
  expectTypeOf<Chunk<typeof several>>().toEqualTypeOf<[mode: StreamMode, chunk: unknown]>();
  expectTypeOf<Chunk<typeof nested>>().toEqualTypeOf<[namespace: string[], mode: StreamMode, chunk: unknown]>();
});
