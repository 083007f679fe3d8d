import type { Command } from './command';
import type {
  BaseCheckpointSaver,
  CheckpointListOptions,
  GetStateOptions,
  GraphDrawing,
  InvokeOptions,
  RunnableConfig,
  StateSnapshot,
  StateValues,
  StreamMode,
  StreamOptions,
  StreamOutput,
} from './types';

/** A graph that can be run. */
export interface CompiledStateGraph<State = StateValues, Update = StateValues> {
  readonly name: string;
  /** A saver; `true`: the parent's, kept from call to call; `false`: none; undefined: the parent's, anew for each call. */
  readonly checkpointer?: BaseCheckpointSaver | boolean;
  invoke(input: Update | Command | null, options?: InvokeOptions): Promise<State & { __interrupt__?: unknown }>;
  stream<Mode extends StreamMode | readonly StreamMode[] = 'updates', Subgraphs extends boolean = false>(
    input: Update | Command | null,
    options?: StreamOptions<Mode, Subgraphs>,
  ): Promise<AsyncIterableIterator<StreamOutput<Mode, Subgraphs>>>;
  getState(config: RunnableConfig, options?: GetStateOptions): Promise<StateSnapshot<State>>;
  getStateHistory(config: RunnableConfig, options?: CheckpointListOptions): AsyncIterableIterator<StateSnapshot<State>>;
  updateState(config: RunnableConfig, values: unknown, asNode?: string): Promise<RunnableConfig>;
  getGraph(): { nodes: GraphDrawing['nodes']; edges: GraphDrawing['edges']; toJSON(): GraphDrawing; drawMermaid(): string };
  getInputJsonSchema(): Record<string, unknown> | undefined;
  getOutputJsonSchema(): Record<string, unknown> | undefined;
  getStateJsonSchema(): Record<string, unknown> | undefined;
  getConfigJsonSchema(): Record<string, unknown> | undefined;
}
