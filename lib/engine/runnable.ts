import { GraphValueError } from './errors';
import type { NodeFunction } from './graph-spec';

/** Anything that can be called like a LangChain runnable; a compiled graph is one. */
export interface Runnable {
  invoke(input: never, config?: never): unknown;
}

export function isRunnable(value: unknown): value is Runnable {
  return typeof value === 'object' && value !== null && 'invoke' in value && typeof value.invoke === 'function';
}

export function nodeFunctionOf(action: unknown, name: string): NodeFunction {
  if (isRunnable(action)) {
    const invoke = action.invoke as (input: unknown, config?: unknown) => unknown; // what fits was checked by addNode
    return (input, config) => invoke.call(action, input, config);
  }
  if (typeof action === 'function') return action as NodeFunction; // the author's types were checked by addNode
  throw new GraphValueError(
    'INVALID_STATE',
    `Node "${name}" must be a function, a compiled graph, or an object with invoke().`,
  );
}
