import { ambient } from './ambient';
import { GraphValueError } from './errors';
import type { BaseStore } from './store';
import { requireTask } from './task-context';
import type { LangGraphRunnableConfig } from './types';

/** The config of the node that is executing. */
export function getConfig(): LangGraphRunnableConfig {
  const config = ambient.getStore();
  if (config) return config;
  throw new GraphValueError(
    'OUTSIDE_GRAPH',
    'Called getConfig() outside the context of a graph; call it inside a node.',
  );
}

/** What emits chunks in stream mode `custom`; inside a node. */
export function getWriter(): LangGraphRunnableConfig['writer'] {
  return getConfig().writer;
}

/** The store the graph was compiled or called with; inside a node. */
export function getStore(): BaseStore | undefined {
  return getConfig().store;
}

/** What the node that is executing received as its first argument. */
export function getCurrentTaskInput<Input = unknown>(): Input {
  return requireTask('getCurrentTaskInput()').input as Input; // the caller vouches for the type
}
