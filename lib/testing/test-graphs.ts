import {
  Annotation,
  type CompiledStateGraph,
  END,
  type InterruptOptions,
  interrupt,
  START,
  StateGraph,
} from '#lib/engine';
import type { Gate } from './gate';

const Log = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  say: Annotation<string>,
});

/**
 * first -> second; `second` waits at the gate that `gates` holds for what was said, and does not care for its signal if it is
 * deaf. Each node logs its name and the input.
 */
export function twoSteps(gates: Record<string, Gate> = {}, { isDeaf = false } = {}): CompiledStateGraph {
  return new StateGraph(Log)
    .addNode('first', ({ say }) => ({ log: [`first ${say}`] }))
    .addNode('second', async ({ say }, config) => {
      await gates[say]?.pass(isDeaf ? undefined : config.signal);
      return { log: [`second ${say}`] };
    })
    .addEdge(START, 'first')
    .addEdge('first', 'second')
    .addEdge('second', END)
    .compile();
}

/** Asks each of its questions in turn, in one node, and logs the answers. */
export function asks(...questions: ({ value: unknown } & InterruptOptions)[]): CompiledStateGraph {
  return new StateGraph(Log)
    .addNode('ask', () => {
      const answers = questions.map(({ value, ...options }) => interrupt(value, options));
      return { log: answers.map((answer) => JSON.stringify(answer)) };
    })
    .addEdge(START, 'ask')
    .addEdge('ask', END)
    .compile();
}

/** Fails at every answer but `good`. */
export function asksForGood(): CompiledStateGraph {
  return new StateGraph(Log)
    .addNode('ask', () => {
      const answer = interrupt('Good?');
      if (answer !== 'good') throw new Error(`${JSON.stringify(answer)} is not good`);
      return { log: ['good'] };
    })
    .addEdge(START, 'ask')
    .addEdge('ask', END)
    .compile();
}

/** Asks `left?` and `right?` in parallel, then logs both answers; `entered` counts how often each node began. */
export function asksInParallel(entered: Record<string, number> = {}): CompiledStateGraph {
  const ask = (side: string) => () => {
    entered[side] = (entered[side] ?? 0) + 1;
    return { log: [`${side} ${JSON.stringify(interrupt(`${side}?`))}`] };
  };
  return new StateGraph(Log)
    .addNode('left', ask('left'))
    .addNode('right', ask('right'))
    .addEdge(START, 'left')
    .addEdge(START, 'right')
    .addEdge('left', END)
    .addEdge('right', END)
    .compile();
}

/** Throws what it is told to throw until it is told otherwise. */
export function throws(fault: { value: unknown }): CompiledStateGraph {
  return new StateGraph(Log)
    .addNode('first', ({ say }) => ({ log: [`first ${say}`] }))
    .addNode('second', ({ say }) => {
      if (fault.value !== undefined) throw fault.value;
      return { log: [`second ${say}`] };
    })
    .addEdge(START, 'first')
    .addEdge('first', 'second')
    .addEdge('second', END)
    .compile();
}
