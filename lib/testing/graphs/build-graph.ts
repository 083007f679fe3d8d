import {
  Annotation,
  type BaseCheckpointSaver,
  Command,
  type CompiledStateGraph,
  getConfig,
  interrupt,
  type LangGraphRunnableConfig,
  Overwrite,
  Send,
  StateGraph,
  task,
} from '#lib/engine';
import type { ErrorHandler, NodeResult } from '#lib/engine/state-graph';
import { type GraphPlan, graphsCalledBy, type NodePlan, type PlanValues } from './graph-plan';
import { chooseWay, type Destination, type Journal, type NodeRuntime, type Played, playNode } from './play-node';

export const PlanState = Annotation.Root({
  log: Annotation<string[]>({ reducer: (log, entries) => [...log, ...entries], default: () => [] }),
  sum: Annotation<string>({ reducer: (before, each) => `(${before} ${each})` }),
  last: Annotation<string>(),
});

export type PlanGraph = CompiledStateGraph<PlanValues, Partial<PlanValues>>;

/** What a graph of a plan is compiled with. */
export interface BuildOptions {
  readonly journal: Journal;
  readonly saver?: BaseCheckpointSaver | undefined;
  /** Told of every execution, with the id of its task. */
  readonly onEnter?: (taskId: string) => void;
}

/** The plan as a graph of the engine. */
export function buildGraph(plan: GraphPlan, options: BuildOptions): PlanGraph {
  const graph = declare(plan, options).compile({
    ...breakpointsOf(plan),
    ...(options.saver && { checkpointer: options.saver }),
  });
  return graph as unknown as PlanGraph; // the state above is what a plan speaks of
}

function declare(plan: GraphPlan, options: BuildOptions) {
  const graph = new StateGraph(PlanState);
  for (const node of plan.nodes) {
    graph.addNode(node.name, actionOf(node, options), {
      defer: node.isDeferred,
      ends: [node, ...(node.handler ? [node.handler] : [])].flatMap(endsOf),
      ...(node.handler && { errorHandler: handlerOf(node.handler, options) }),
      ...(node.attempts > 1 && {
        retryPolicy: { maxAttempts: node.attempts, initialInterval: 0, jitter: false },
      }),
    });
  }
  // The names of a plan are not known to the compiler.
  const open = graph as unknown as StateGraph<typeof PlanState, string>;
  for (const [source, target] of plan.edges) open.addEdge(source, target);
  for (const { sources, target } of plan.joins) open.addEdge([...sources], target);
  for (const branch of plan.branches) {
    open.addConditionalEdges(branch.source, (state) => chooseWay(branch, state).map(toTarget));
  }
  return open;
}

function breakpointsOf({ breakpoints: { before, after } }: GraphPlan) {
  return { interruptBefore: [...before], interruptAfter: [...after] };
}

function endsOf({ result }: NodePlan): string[] {
  return result.form === 'parent' ? [] : result.goto.map((each) => each.node);
}

function handlerOf(plan: NodePlan, options: BuildOptions): ErrorHandler {
  return async (input: PlanValues, _failure, config) => {
    options.onEnter?.(taskIdOf(config));
    const call = { plan, input, step: Number(config.metadata?.langgraph_step) };
    return toReturned(plan, await playNode(call, runtimeOf([], options)));
  };
}

function memoryOf({ isStored, isKept }: GraphPlan): { checkpointer?: boolean } {
  if (!isStored) return { checkpointer: false };
  return isKept ? { checkpointer: true } : {};
}

function actionOf(node: NodePlan, options: BuildOptions) {
  const graphs = graphsCalledBy(node).map((graph) =>
    declare(graph, options).compile({ ...breakpointsOf(graph), ...memoryOf(graph) }),
  );
  const [only] = graphs;
  if (node.subgraph && only) return only;
  return async (input: PlanValues, config: LangGraphRunnableConfig) => {
    options.onEnter?.(taskIdOf(config));
    const call = { plan: node, input, step: Number(config.metadata?.langgraph_step) };
    return toReturned(node, await playNode(call, runtimeOf(graphs, options)));
  };
}

function runtimeOf(
  graphs: readonly { invoke(input: object): Promise<PlanValues> }[],
  { journal, onEnter }: BuildOptions,
): NodeRuntime {
  return {
    journal,
    ask: (question) => interrupt(question),
    call: async (index, input) => {
      const graph = graphs[index];
      if (!graph) throw new Error(`There is no graph ${index} to call.`);
      return graph.invoke(input);
    },
    // Calls of one name are told apart by their order.
    keep: (_name, run) => {
      const kept = task('kept', () => {
        onEnter?.(taskIdOf(getConfig()));
        return run();
      });
      return kept();
    },
    wait: async (turns) => {
      for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

function taskIdOf({ configurable }: LangGraphRunnableConfig): string {
  return configurable.checkpoint_ns?.split(':').at(-1) ?? '';
}

type Update = typeof PlanState.Update;

function toReturned({ result }: NodePlan, { update, isOverwrite, goto }: Played): NodeResult<Update> {
  const written: Update = isOverwrite ? { ...update, log: new Overwrite(update.log ?? []) } : update;
  const { log, ...rest } = written;
  switch (result.form) {
    case 'update':
      return Object.keys(written).length > 0 ? written : undefined;
    case 'command':
      return new Command({ update: written, goto: goto.map(toTarget) });
    case 'list':
      return [new Command({ update: log === undefined ? {} : { log }, goto: goto.map(toTarget) }), rest];
    case 'parent':
      return new Command({ graph: Command.PARENT, update: written, goto: goto.map(toTarget) });
    default:
      return result.form satisfies never;
  }
}

export function toTarget(destination: Destination): string | Send {
  return typeof destination === 'string' ? destination : new Send(destination.node, destination.args);
}
