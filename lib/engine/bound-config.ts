import type { InvokeOptions } from './types';

/** What a call says wins over what a graph was given beforehand; what both have several of is put together. */
export function withBound<Options extends InvokeOptions>(bound: InvokeOptions | undefined, options: Options): Options {
  if (!bound) return options;
  return {
    ...bound,
    ...options,
    configurable: { ...bound.configurable, ...options.configurable },
    metadata: { ...bound.metadata, ...options.metadata },
    tags: [...new Set([...(bound.tags ?? []), ...(options.tags ?? [])])],
  };
}
