import type { CheckpointListOptions, GetStateOptions, RunnableConfig, StateSnapshot } from '#lib/engine';

/** A compiled LangGraph.js graph, as far as it is used here. It is the user's own copy of the library, of whatever 1.x version. */
export interface LangGraphGraph {
  readonly lg_is_pregel: true;
  readonly name?: string;
  readonly channels: Record<string, LangGraphChannel>;
  /** The StateGraph it was compiled from; a functional graph has none. */
  readonly builder?: Record<string, unknown>;
  checkpointer?: unknown;
  withConfig(config: object): LangGraphGraph;
  stream(input: unknown, options: object): Promise<AsyncIterable<[string[], string, unknown]>>;
  getState(config: RunnableConfig, options?: GetStateOptions): Promise<StateSnapshot>;
  getStateHistory(config: RunnableConfig, options?: CheckpointListOptions): AsyncIterable<StateSnapshot>;
  updateState(config: RunnableConfig, values: unknown, asNode?: string): Promise<RunnableConfig>;
  getGraph(config?: { xray?: boolean | number }): LangGraphDrawing;
  /** The graphs that are nodes of this one, by the names of the nodes. */
  getSubgraphsAsync(): AsyncIterable<[name: string, graph: LangGraphGraph]>;
}

export interface LangGraphChannel {
  lc_graph_name?: string;
  /** The reducer of a channel that has one. */
  operator?: (value: unknown, write: unknown) => unknown;
  /** Makes what a channel holds before anybody has written it. */
  initialValueFactory?: () => unknown;
}

export interface LangGraphDrawing {
  toJSON(): { nodes: DrawnNode[]; edges: DrawnEdge[] };
  drawMermaid(): string;
}

export interface DrawnNode {
  id: string | number;
  type: string;
  data?: unknown;
}

export interface DrawnEdge {
  source: string | number;
  target: string | number;
  data?: string;
  conditional?: boolean;
}

/** The classes of the user's LangChain and LangGraph: values of a class from any other copy would not be recognised there. */
export interface LangGraphRuntime {
  readonly messages: Record<string, unknown>;
  readonly Command: new (fields: object) => object;
  readonly Send: new (node: string, args: unknown, options?: object) => object;
  readonly getJsonSchemaFromSchema?: (schema: unknown) => Record<string, unknown> | undefined;
}

export function isLangGraphGraph(value: unknown): value is LangGraphGraph {
  return typeof value === 'object' && value !== null && 'lg_is_pregel' in value && value.lg_is_pregel === true;
}
