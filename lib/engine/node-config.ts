import type { ExecuteContext } from './execute-context';
import { interrupt } from './interrupt';
import { namespacePath } from './namespace';
import type { PlannedTask } from './plan-tasks';
import { emit } from './sink';
import { TASK, type TaskContext, taskOf } from './task-context';
import type { Configurable, LangGraphRunnableConfig, RunnableConfig } from './types';

/** What a node receives as its second argument, and the engine's own record of this attempt. */
export function nodeConfig(
  task: PlannedTask,
  context: ExecuteContext,
  { cancellation, limit }: Pick<TaskContext, 'cancellation' | 'limit'>,
): { config: LangGraphRunnableConfig; taskContext: TaskContext } {
  const { scope } = context;
  const { tags = [], runName, context: data } = scope.config;
  const taskContext = makeTaskContext(task, context, { cancellation, limit });
  const config: Omit<LangGraphRunnableConfig, 'signal'> = {
    configurable: configurableOf(task, scope.config, taskContext),
    metadata: taskMetadata(task, context),
    tags,
    recursionLimit: scope.recursionLimit,
    control: scope.run.control,
    heartbeat: limit.heartbeat,
    writer: (chunk) => writeCustom(taskContext, chunk),
    interrupt,
  };
  if (runName !== undefined) config.runName = runName;
  if (data) config.context = data;
  if (scope.run.store !== undefined) config.store = scope.run.store;
  return { config: withSignal(config), taskContext };
}

function configurableOf(task: PlannedTask, { configurable }: RunnableConfig, taskContext: TaskContext): Configurable {
  // Named first and set last: to add a key to a copy of another object costs more than the rest of this.
  const own: Configurable = { checkpoint_ns: '', [TASK]: taskContext, ...withoutCheckpoint(configurable) };
  return Object.assign(own, { checkpoint_ns: task.ns, [TASK]: taskContext });
}

/** Where the call began is no place for what its nodes call. */
function withoutCheckpoint(configurable: Configurable = {}): Configurable {
  if (!('checkpoint_id' in configurable)) return configurable;
  const { checkpoint_id: _, ...rest } = configurable;
  return rest;
}

/** One getter for all configs: with one each, every config would have a shape of its own, which costs more than the rest of it. */
const SIGNAL: PropertyDescriptor & ThisType<LangGraphRunnableConfig> = {
  enumerable: true,
  configurable: true,
  get() {
    return taskOf(this)?.cancellation.signal;
  },
  set(value: unknown) {
    Object.defineProperty(this, 'signal', { value, enumerable: true, configurable: true, writable: true });
  },
};

function withSignal(config: Omit<LangGraphRunnableConfig, 'signal'>): LangGraphRunnableConfig {
  return Object.defineProperty(config, 'signal', SIGNAL) as LangGraphRunnableConfig; // which now has one
}

/** What nodes and stream consumers learn about a task. */
export function taskMetadata(task: PlannedTask, { scope, step }: ExecuteContext): Record<string, unknown> {
  return Object.assign({}, scope.config.metadata, task.node.metadata, {
    langgraph_step: step,
    langgraph_node: task.name,
    langgraph_triggers: [...task.triggers],
    langgraph_path: [...task.path],
    langgraph_checkpoint_ns: task.ns,
  });
}

function makeTaskContext(
  task: PlannedTask,
  superstep: ExecuteContext,
  { cancellation, limit }: Pick<TaskContext, 'cancellation' | 'limit'>,
): TaskContext {
  const { scope, parents, step } = superstep;
  return {
    run: scope.run,
    planned: task,
    superstep,
    name: task.name,
    ns: task.ns,
    graphNs: scope.ns,
    step,
    threadId: scope.threadId,
    parents,
    saver: scope.saver,
    canInterrupt: scope.saver !== undefined || (scope.parent?.canInterrupt ?? false),
    cancellation,
    limit,
    sinks: scope.sinks,
    input: task.input,
    interruptCount: 0,
    nestedCount: 0,
    isInterrupted: false,
    isDrained: false,
    raised: [],
    nested: [],
    isLive: true,
  };
}

/** A node that outlived its attempt is not heard any more. */
function writeCustom(task: TaskContext, chunk: unknown): void {
  if (!task.isLive || task.cancellation.isAborted) return;
  task.limit.progress();
  emit(task.sinks, { mode: 'custom', ns: namespacePath(task.graphNs), step: task.step }, () => chunk);
}
