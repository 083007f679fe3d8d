import { DEFAULT_RECURSION_LIMIT } from './constants';
import { GraphValueError } from './errors';
import type { LoopScope } from './loop-scope';
import type { RunnableGraph } from './open-loop';
import type { InvokeOptions, RunnableConfig } from './types';

/** What a call's own graph does not say. */
type CallScope = Omit<
  LoopScope,
  'graph' | 'observer' | 'interruptBefore' | 'interruptAfter' | 'recursionLimit' | 'stepTimeout'
>;

/** Where a call runs, and how. Every property is named, in one order: every node of every superstep reads it. */
export function makeScope({ spec }: RunnableGraph, options: InvokeOptions, call: CallScope): LoopScope {
  const { interruptBefore, interruptAfter, recursionLimit = DEFAULT_RECURSION_LIMIT, stepTimeout } = options;
  if (!Number.isInteger(recursionLimit) || recursionLimit < 1) {
    throw new GraphValueError(
      'INVALID_INPUT',
      `recursionLimit must be a whole number of at least 1, not ${recursionLimit}.`,
    );
  }
  return {
    graph: spec,
    run: call.run,
    config: call.config,
    threadId: call.threadId,
    ns: call.ns,
    checkpointId: call.checkpointId,
    saver: call.saver,
    sinks: call.sinks,
    observer: call.run.observer?.graph({ name: spec.name, ns: call.ns }),
    cancellation: call.cancellation,
    parent: call.parent,
    caller: call.caller,
    interruptBefore: interruptBefore ?? spec.interruptBefore,
    interruptAfter: interruptAfter ?? spec.interruptAfter,
    recursionLimit,
    stepTimeout,
  };
}

/** The part of a call's options that its nodes receive. */
export function withoutCallOptions(options: InvokeOptions): RunnableConfig {
  const { configurable, metadata, tags, runName, context } = options;
  const config: RunnableConfig = {};
  if (configurable) config.configurable = configurable;
  if (metadata) config.metadata = metadata;
  if (tags) config.tags = tags;
  if (runName !== undefined) config.runName = runName;
  if (context) config.context = context;
  return config;
}

export function mergeConfigs(inherited: RunnableConfig | undefined, own: RunnableConfig): RunnableConfig {
  return {
    ...(inherited && withoutCallOptions(inherited)),
    ...own,
    configurable: { ...inherited?.configurable, ...own.configurable },
  };
}

/** A nested graph may take as many supersteps as the one around it, unless it is told otherwise. */
export function withInheritedLimit(options: InvokeOptions, inherited: RunnableConfig | undefined): InvokeOptions {
  return inherited?.recursionLimit === undefined ? options : { recursionLimit: inherited.recursionLimit, ...options };
}
