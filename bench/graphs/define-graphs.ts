import { setTimeout as sleep } from 'node:timers/promises';
import type { LangGraphRunnableConfig } from '#lib/engine';

type Engine = Pick<typeof import('#lib/engine'), 'Annotation' | 'END' | 'START' | 'StateGraph' | 'interrupt'>;

/** Graphs that do next to nothing, so that what is measured is the server around them; one definition for every server. */
export function defineGraphs({ Annotation, END, START, StateGraph, interrupt }: Engine) {
  const State = Annotation.Root({
    value: Annotation<unknown>(),
    ms: Annotation<number>(),
    left: Annotation<number>(),
    log: Annotation<unknown[]>({ reducer: (log, more) => log.concat(more), default: () => [] }),
  });
  type Values = typeof State.State;

  const oneNode = (name: string, node: (values: Values, config: LangGraphRunnableConfig) => object | Promise<object>) =>
    new StateGraph(State).addNode('node', node).addEdge(START, 'node').addEdge('node', END).compile({ name });

  const echo = oneNode('echo', ({ value }) => ({ value }));

  const ask = oneNode('ask', () => ({ value: interrupt('What is your age?') }));

  const pause = oneNode('pause', async ({ ms, value }, { signal }) => {
    await sleep(ms, undefined, { signal });
    return { value, log: [value] };
  });

  const stream = oneNode('stream', async ({ value }, { writer }) => {
    for (let n = 0; n < Number(value); n++) writer?.({ token: n });
    return { value };
  });

  /** `left` supersteps of `ms` milliseconds each. */
  const steps = new StateGraph(State)
    .addNode('node', async ({ left, ms }) => {
      if (ms > 0) await sleep(ms);
      return { left: left - 1 };
    })
    .addEdge(START, 'node')
    .addConditionalEdges('node', ({ left }: Values) => (left > 0 ? 'node' : END))
    .compile({ name: 'steps' });

  return { echo, ask, pause, stream, steps };
}
