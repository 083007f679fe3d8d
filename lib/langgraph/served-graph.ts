import type { CompiledStateGraph, StreamMode, StreamOptions } from '#lib/engine';

type Described = Pick<
  CompiledStateGraph,
  'name' | 'getGraph' | 'getInputJsonSchema' | 'getOutputJsonSchema' | 'getStateJsonSchema' | 'getConfigJsonSchema'
>;
type WithState = Pick<CompiledStateGraph, 'getState' | 'getStateHistory' | 'updateState'>;

/** All that the server needs of a graph. The engine's graphs have it, and so have those of LangGraph.js once they are hosted. */
export interface ServedGraph extends Described, WithState {
  /** A graph of another copy of the engine may not have these two. */
  previewInput?: CompiledStateGraph['previewInput'];
  getDefaultValues?: CompiledStateGraph['getDefaultValues'];
  /** The graphs that are nodes of this one, where it is none of the engine's, which say so by themselves. */
  nestedGraphs?(): Promise<[name: string, graph: ServedGraph][]>;
  stream(
    input: Record<string, unknown> | null,
    options: StreamOptions<StreamMode[], true>,
  ): Promise<AsyncIterable<[namespace: string[], mode: StreamMode, chunk: unknown]>>;
}
