import {
  Annotation,
  type CompiledStateGraph,
  END,
  type InterruptOptions,
  interrupt,
  type LangGraphRunnableConfig,
  START,
  StateGraph,
} from '#lib/engine';
import { LATE_ANSWER, type OnExpire } from './thread-model';

export const GRAPH_ID = 'gated';

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  /** The name of the run whose input this is. */
  say: Annotation<string>,
  plan: Annotation<'plain' | 'ask' | 'both'>,
  isDeaf: Annotation<boolean>,
  onExpire: Annotation<OnExpire>,
});

/** Longer than any test: that it is over is said by moving the deadline into the past. */
const TIMEOUT_MS = 3_600_000;

export interface AtGate {
  node: string;
  isDeaf: boolean;
  config: LangGraphRunnableConfig;
}

/** Holds a node until somebody lets it go on, or makes it fail. */
export type Pass = (at: AtGate) => Promise<void>;

type NodeState = typeof State.State;

function deadline(onExpire: OnExpire): InterruptOptions {
  if (onExpire === 'none') return {};
  const action = onExpire === 'resume' ? { action: onExpire, value: LATE_ANSWER } : { action: onExpire };
  return { timeoutMs: TIMEOUT_MS, onExpire: action };
}

/**
 * first -> (nothing | ask | left and right at the same time) -> last, as the input's plan says. Every node has a gate; one that
 * asks comes to it when it has its answer.
 */
export function gatedGraph(pass: Pass): CompiledStateGraph {
  const works =
    (node: string) =>
    async ({ say, isDeaf }: NodeState, config: LangGraphRunnableConfig) => {
      await pass({ node, isDeaf, config });
      return { log: [`${node} ${say}`] };
    };
  const asks =
    (node: string) =>
    async ({ say, isDeaf, onExpire }: NodeState, config: LangGraphRunnableConfig) => {
      const answer = interrupt<string, string>(`${node} ${say}`, deadline(onExpire));
      await pass({ node, isDeaf, config });
      return { log: [`${node} ${say} ${answer}`] };
    };
  const route = ({ plan }: NodeState) => ({ plain: ['last'], ask: ['ask'], both: ['left', 'right'] })[plan];
  return new StateGraph(State)
    .addNode('first', works('first'))
    .addNode('ask', asks('ask'))
    .addNode('left', asks('left'))
    .addNode('right', asks('right'))
    .addNode('last', works('last'))
    .addEdge(START, 'first')
    .addConditionalEdges('first', route, ['last', 'ask', 'left', 'right'])
    .addEdge('ask', 'last')
    .addEdge('left', 'last')
    .addEdge('right', 'last')
    .addEdge('last', END)
    .compile();
}
