import { setTimeout as sleep } from 'node:timers/promises';
import {
  Annotation,
  type CompiledStateGraph,
  interrupt,
  type LangGraphRunnableConfig,
  MessagesAnnotation,
  START,
  StateGraph,
} from '#lib/engine';
import type { Journal } from './journal';

/** Nodes of each superstep, in order. What ends in a question mark asks; `deaf` does not care for its signal. */
export const LEVELS = {
  line: [['a'], ['b'], ['c'], ['d']],
  fan: [['open'], ['left', 'middle', 'right'], ['join']],
  question: [['prepare'], ['ask?'], ['after']],
  questions: [['prepare'], ['left?', 'plain', 'right?'], ['join']],
  stubborn: [['a'], ['deaf'], ['c']],
} as const satisfies Record<string, readonly (readonly string[])[]>;

export type GraphName = keyof typeof LEVELS;

export const GRAPH_NAMES = Object.keys(LEVELS) as GraphName[]; // the object's own keys

/** How long each node of a graph takes, in milliseconds. */
export type Pace = Record<string, number>;

const strings = () => Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] });

/**
 * `inputs`, `answers` and `pace` come from clients, `lines` are the journal lines of committed tasks, and `messages` repeats inputs and
 * lines in the way chats do.
 */
const State = Annotation.Root({
  ...MessagesAnnotation.spec,
  inputs: strings(),
  lines: strings(),
  answers: strings(),
  pace: Annotation<Pace>,
});

export interface ChaosValues {
  inputs: string[];
  lines: string[];
  answers: string[];
  messages: { type: string; content: string; id: string }[];
}

export function chaosGraphs(journal: Journal): Record<GraphName, CompiledStateGraph> {
  const graphs = Object.entries(LEVELS).map(([name, levels]) => [name, chaosGraph(journal, levels)]);
  return Object.fromEntries(graphs) as Record<GraphName, CompiledStateGraph>; // one for each key of LEVELS
}

function chaosGraph(journal: Journal, levels: readonly (readonly string[])[]): CompiledStateGraph {
  // Node names are only known here, so the builder cannot check them.
  const builder = new StateGraph(State) as StateGraph<typeof State, string>;
  for (const name of levels.flat()) builder.addNode(name, chaosNode(journal, name));
  levels.forEach((level, depth) => {
    for (const node of level) {
      if (depth === 0) builder.addEdge(START, node);
      else builder.addEdge([...(levels[depth - 1] ?? [])], node);
    }
  });
  return builder.compile();
}

function chaosNode(journal: Journal, name: string) {
  return async ({ pace }: typeof State.State, config: LangGraphRunnableConfig): Promise<typeof State.Update> => {
    const line = journal.enter(name, config);
    const signal = name === 'deaf' ? undefined : config.signal;
    await sleep(pace[name], undefined, { signal });
    const answers = name.endsWith('?') ? [interrupt<string, string>(name, { responseSchema: { type: 'string' } })] : [];
    return { lines: [line], answers, messages: [{ role: 'assistant', content: line }] };
  };
}
