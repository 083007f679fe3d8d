import {
  Annotation,
  type CompiledStateGraph,
  END,
  interrupt,
  type LangGraphRunnableConfig,
  START,
  StateGraph,
} from '#lib/engine';

export const GRAPH_ID = 'gated';

const State = Annotation.Root({
  log: Annotation<string[]>({ reducer: (a, b) => [...a, ...b], default: () => [] }),
  /** The name of the run whose input this is. */
  say: Annotation<string>,
  plan: Annotation<'plain' | 'ask' | 'both'>,
  isDeaf: Annotation<boolean>,
});

export interface AtGate {
  node: string;
  isDeaf: boolean;
  config: LangGraphRunnableConfig;
}

/** Holds a node until somebody lets it go on, or makes it fail. */
export type Pass = (at: AtGate) => Promise<void>;

type NodeState = typeof State.State;

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
    async ({ say, isDeaf }: NodeState, config: LangGraphRunnableConfig) => {
      const answer = interrupt<string, string>(`${node} ${say}`);
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
