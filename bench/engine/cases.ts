import { expectEqual } from '../expect-equal';
import type { EngineCase } from './engine-case';

const INVOKES = 50;
const CHAIN = 10;
const STEPS = 1000;
const SENDS = 100;
const TURNS = 200;
const STREAM_MODES = ['values', 'updates', 'messages'] as const;

const configOf = (thread: string, n: number) => ({ configurable: { thread_id: `${thread}-${n}` } });

const oneNode: EngineCase = {
  name: 'one node',
  unit: 'invoke',
  asks: { none: 20, memory: 15 },
  prepare({ Annotation, END, START, StateGraph }, saver) {
    const graph = new StateGraph(Annotation.Root({ value: Annotation<number>() }))
      .addNode('node', ({ value }) => ({ value: value + 1 }))
      .addEdge(START, 'node')
      .addEdge('node', END)
      .compile({ checkpointer: saver });
    return {
      units: INVOKES,
      async run(thread) {
        for (let n = 0; n < INVOKES; n++) {
          expectEqual('the value', (await graph.invoke({ value: n }, configOf(thread, n))).value, n + 1);
        }
      },
    };
  },
};

const chain: EngineCase = {
  name: `chain of ${CHAIN} nodes`,
  unit: 'invoke',
  asks: { none: 20, memory: 15 },
  prepare({ Annotation, END, START, StateGraph }, saver) {
    const builder = new StateGraph(Annotation.Root({ value: Annotation<number>() }));
    // The type of a builder grows with each node; the names of a loop are unknown to it.
    const graph = builder as unknown as StringGraph;
    const names = Array.from({ length: CHAIN }, (_, n) => `node${n}`);
    for (const name of names) graph.addNode(name, ({ value }) => ({ value: value + 1 }));
    [START, ...names].forEach((name, n) => {
      graph.addEdge(name, names[n] ?? END);
    });
    const compiled = builder.compile({ checkpointer: saver });
    return {
      units: INVOKES,
      async run(thread) {
        for (let n = 0; n < INVOKES; n++) {
          expectEqual('the value', (await compiled.invoke({ value: n }, configOf(thread, n))).value, n + CHAIN);
        }
      },
    };
  },
};

interface StringGraph {
  addNode(name: string, node: (state: { value: number }) => object): unknown;
  addEdge(source: string, target: string): unknown;
}

/** The same with nodes that are waited for, as those that ask a model are. */
const asyncChain: EngineCase = {
  name: 'chain of 3 async nodes',
  unit: 'invoke',
  asks: { none: 1, memory: 1 },
  prepare({ Annotation, END, START, StateGraph }, saver) {
    const graph = new StateGraph(Annotation.Root({ value: Annotation<number>() }))
      .addNode('one', async ({ value }) => ({ value: value + 1 }))
      .addNode('two', async ({ value }) => ({ value: value + 1 }))
      .addNode('three', async ({ value }) => ({ value: value + 1 }))
      .addEdge(START, 'one')
      .addEdge('one', 'two')
      .addEdge('two', 'three')
      .addEdge('three', END)
      .compile({ checkpointer: saver });
    return {
      units: INVOKES,
      async run(thread) {
        for (let n = 0; n < INVOKES; n++) {
          expectEqual('the value', (await graph.invoke({ value: n }, configOf(thread, n))).value, n + 3);
        }
      },
    };
  },
};

/** Read to its end, in the modes of a chat screen. */
const stream: EngineCase = {
  name: 'stream of a nested graph',
  unit: 'stream',
  asks: { none: 1, memory: 1 },
  prepare({ END, MessagesAnnotation, START, StateGraph }, saver) {
    const child = new StateGraph(MessagesAnnotation)
      .addNode('model', ({ messages }) => ({ messages: [{ role: 'ai', content: `Answer ${messages.length}.` }] }))
      .addEdge(START, 'model')
      .addEdge('model', END)
      .compile();
    const graph = new StateGraph(MessagesAnnotation)
      .addNode('child', child)
      .addEdge(START, 'child')
      .addEdge('child', END)
      .compile({ checkpointer: saver });
    return {
      units: INVOKES,
      async run(thread) {
        for (let n = 0; n < INVOKES; n++) {
          const input = { messages: [{ role: 'human', content: 'Question?' }] };
          const options = { ...configOf(thread, n), streamMode: STREAM_MODES, subgraphs: true };
          let updates = 0;
          for await (const [, mode] of await graph.stream(input, options)) if (mode === 'updates') updates++;
          expectEqual('the updates', updates, 2);
        }
      },
    };
  },
};

const loop: EngineCase = {
  name: `loop of ${STEPS.toLocaleString('en')} supersteps`,
  unit: 'superstep',
  asks: { none: 20, memory: 15 },
  prepare({ Annotation, END, START, StateGraph }, saver) {
    const graph = new StateGraph(Annotation.Root({ value: Annotation<number>() }))
      .addNode('node', ({ value }) => ({ value: value + 1 }))
      .addEdge(START, 'node')
      .addConditionalEdges('node', ({ value }) => (value < STEPS ? 'node' : END))
      .compile({ checkpointer: saver });
    return {
      units: STEPS,
      async run(thread) {
        const config = { ...configOf(thread, 0), recursionLimit: STEPS + 10 };
        expectEqual('the value', (await graph.invoke({ value: 0 }, config)).value, STEPS);
      },
    };
  },
};

const fanOut: EngineCase = {
  name: `fan-out of ${SENDS} Sends, and join`,
  unit: 'invoke',
  asks: { none: 20, memory: 15 },
  prepare({ Annotation, END, Send, START, StateGraph }, saver) {
    const State = Annotation.Root({
      found: Annotation<number[], number | number[]>({ reducer: (all, more) => all.concat(more), default: () => [] }),
      sum: Annotation<number>(),
    });
    const graph = new StateGraph(State)
      .addNode('worker', (state) => ({ found: (state as unknown as { n: number }).n })) // what the Send carries
      .addNode('join', ({ found }) => ({ sum: found.reduce((sum, n) => sum + n, 0) }))
      .addConditionalEdges(START, () => Array.from({ length: SENDS }, (_, n) => new Send('worker', { n })), ['worker'])
      .addEdge('worker', 'join')
      .addEdge('join', END)
      .compile({ checkpointer: saver });
    return {
      units: 5,
      async run(thread) {
        for (let n = 0; n < 5; n++) {
          const { sum } = await graph.invoke({ sum: 0 }, configOf(thread, n));
          expectEqual('the sum', sum, (SENDS * (SENDS - 1)) / 2);
        }
      },
    };
  },
};

const question: EngineCase = {
  name: 'interrupt and resume',
  unit: 'cycle',
  asks: { memory: 10 },
  prepare({ Annotation, Command, END, interrupt, isInterrupted, START, StateGraph }, saver) {
    const graph = new StateGraph(Annotation.Root({ value: Annotation<unknown>() }))
      .addNode('ask', () => ({ value: interrupt('What is your age?') }))
      .addEdge(START, 'ask')
      .addEdge('ask', END)
      .compile({ checkpointer: saver });
    return {
      units: INVOKES,
      async run(thread) {
        for (let n = 0; n < INVOKES; n++) {
          const config = configOf(thread, n);
          expectEqual('the pause', isInterrupted(await graph.invoke({ value: 0 }, config)), true);
          // LangGraph.js takes no answer that is falsy.
          const answer = n + 1;
          expectEqual('the answer', (await graph.invoke(new Command({ resume: answer }), config)).value, answer);
        }
      },
    };
  },
};

/** Without a saver the caller keeps the messages and gives them all with every turn. */
const chat: EngineCase = {
  name: `chat that grows to ${TURNS} turns`,
  unit: 'turn',
  asks: { none: 1, memory: 1 },
  prepare({ END, MessagesAnnotation, START, StateGraph }, saver) {
    const graph = new StateGraph(MessagesAnnotation)
      .addNode('model', ({ messages }) => ({ messages: [{ role: 'ai', content: `Answer ${messages.length}.` }] }))
      .addEdge(START, 'model')
      .addEdge('model', END)
      .compile({ checkpointer: saver });
    return {
      units: TURNS,
      async run(thread) {
        let kept: object[] = [];
        for (let n = 0; n < TURNS; n++) {
          const turn = { role: 'human', content: `Question ${n}?` };
          const { messages } = await graph.invoke({ messages: saver ? [turn] : [...kept, turn] }, configOf(thread, 0));
          kept = messages;
        }
        expectEqual('the messages', kept.length, 2 * TURNS);
      },
    };
  },
};

export const cases: EngineCase[] = [oneNode, chain, loop, fanOut, question, chat, asyncChain, stream];
