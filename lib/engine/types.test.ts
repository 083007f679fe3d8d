import { expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import {
  Annotation,
  type AnnotationRoot,
  Command,
  type CompiledStateGraph,
  END,
  type LangGraphRunnableConfig,
  type Message,
  type MessagesAnnotation,
  type Overwrite,
  START,
  StateGraph,
  type StreamMode,
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
