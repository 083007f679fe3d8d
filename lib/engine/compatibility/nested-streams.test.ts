import { describe } from 'vitest';
import { differs, type Engine, logOf, same, thread } from '#lib/testing/both-engines';
import { Command, type StreamMode } from '../index';

interface Deep {
  /** What the innermost node does instead of its work. */
  readonly asks?: boolean;
  readonly fails?: boolean;
  readonly isStored?: boolean;
}

/** A graph in a graph in a graph, one that a node calls twice, and Sends; with writers everywhere. */
function deep(lg: Engine, { asks, fails, isStored = true }: Deep) {
  const chain = (names: readonly string[], work: Record<string, () => unknown> = {}) => {
    const graph = new lg.StateGraph(logOf(lg));
    for (const name of names) {
      graph.addNode(name, (_, { writer }) => {
        writer({ from: name });
        return { log: `${work[name]?.() ?? name}` };
      });
    }
    return graph;
  };
  const leaf = chain(['g'], {
    g: () => {
      if (fails) throw new Error('boom');
      return asks ? lg.interrupt('g?') : 'g';
    },
  }).addEdge(lg.START, 'g' as never);
  const child = chain(['in1', 'in2'])
    .addNode('leaf', leaf.compile())
    .addEdge(lg.START, 'in1' as never)
    .addEdge('in1' as never, 'leaf')
    .addEdge('leaf', 'in2' as never);
  const called = chain(['c'])
    .addEdge(lg.START, 'c' as never)
    .compile();
  return new lg.StateGraph(logOf(lg))
    .addNode('child', child.compile())
    .addNode('caller', async ({ log }) => {
      const first = await called.invoke({ log });
      const second = await called.invoke({ log: 'again' });
      return { log: [`${first.log.length}`, ...second.log] };
    })
    .addNode('w', (input, { writer }) => {
      writer({ from: 'w' });
      return { log: `w${(input as unknown as { n: number }).n}` };
    })
    .addEdge(lg.START, 'child')
    .addEdge('child', 'caller')
    .addConditionalEdges('caller', () => [1, 2].map((n) => new lg.Send('w', { n })), ['w'])
    .compile(isStored ? { checkpointer: new lg.MemorySaver() } : {});
}

/** The chunks, and what the stream failed with. */
async function told(chunks: Promise<AsyncIterable<unknown>>): Promise<unknown[]> {
  const all: unknown[] = [];
  try {
    for await (const chunk of await chunks) all.push(chunk);
  } catch (error) {
    all.push((error as Error).message);
  }
  return all;
}

const MODES = ['values', 'updates', 'custom', 'tasks', 'checkpoints', 'debug', 'messages'] as const;
const ALL = MODES.filter((mode) => mode !== 'messages');

describe.each([true, false])('streams of nested graphs, subgraphs: %s,', (subgraphs) => {
  const config = (streamMode: StreamMode | readonly StreamMode[]) => ({ ...thread, streamMode, subgraphs });

  for (const isStored of [true, false]) {
    for (const mode of [...MODES, ALL]) {
      same(`${isStored ? 'with' : 'without'} a checkpointer, in mode ${mode}`, (lg) =>
        told(deep(lg, { isStored }).stream({ log: 'in' }, config(mode))),
      );
    }
  }

  for (const mode of ['values', 'updates', 'custom', 'tasks'] as const) {
    same(`over a question and its answer, in mode ${mode}`, async (lg) => {
      const graph = deep(lg, { asks: true });
      return [
        await told(graph.stream({ log: 'in' }, config(mode))),
        await told(graph.stream(new lg.Command({ resume: 'x' }), config(mode))),
      ];
    });
  }

  same('over breakpoints before and after a node, in all modes', async (lg) => {
    const graph = deep(lg, {});
    return [
      await told(graph.stream({ log: 'in' }, { ...config(ALL), interruptBefore: ['caller'] })),
      await told(graph.stream(null, { ...config(ALL), interruptAfter: ['caller'] })),
      await told(graph.stream(null, config(ALL))),
    ];
  });

  same('of a run that fails, and is continued', async (lg) => {
    const graph = deep(lg, { fails: true });
    const modes = config(['values', 'updates', 'custom', 'checkpoints']);
    const chunks = [await told(graph.stream({ log: 'in' }, modes)), await told(graph.stream(null, modes))];
    // What failed is shown with its error, and with where its graph is; see below.
    const isShown = (key: string) => key !== 'error' && key !== 'state';
    return JSON.parse(JSON.stringify(chunks, (key, value: unknown) => (isShown(key) ? value : undefined)));
  });
});

describe('what is told otherwise in streams', () => {
  differs(
    'a task that failed is told, and listed, with its error, and with where its graph is',
    async (lg) => {
      const graph = deep(lg, { fails: true });
      const chunks = await told(graph.stream({}, { ...thread, streamMode: 'tasks' }));
      const [first] = await told(graph.stream(null, { ...thread, streamMode: 'checkpoints' }));
      const errors = chunks.map((chunk) => Reflect.get(Object(chunk), 'error')?.message);
      const [task] = Reflect.get(Object(first), 'tasks');
      return [errors.filter((message) => message !== undefined), 'state' in task];
    },
    {
      theirs: { result: [[], false] },
      ours: { result: [['boom'], true] },
    },
  );

  differs(
    'a question that has its answer is open no more in the checkpoint from which a run goes on',
    async (lg) => {
      const graph = deep(lg, { asks: true });
      await graph.invoke({}, thread);
      const [first] = await told(graph.stream(new Command({ resume: 'x' }), { ...thread, streamMode: 'checkpoints' }));
      return Reflect.get(Object(first), 'tasks').map(({ interrupts }: { interrupts: unknown[] }) => interrupts.length);
    },
    { theirs: { result: [1] }, ours: { result: [0] } },
  );
});
