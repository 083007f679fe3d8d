// The engine, under LangGraph.js's own names and call shapes: declare a state, build a graph, compile it, run it.
export * from './types';
export { Command, type CommandOptions, isCommand } from './command';
export type { CompiledStateGraph } from './compiled-state-graph';
export {
  CONFIG_KEY_CHECKPOINTER,
  CONFIG_KEY_DRAIN,
  CONFIG_KEY_PORTS,
  END,
  INTERRUPT,
  START,
} from './constants';
export * from './errors';
export type { Ports } from './ports';
export { isSend, Send } from './send';
