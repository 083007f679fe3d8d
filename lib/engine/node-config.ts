import type { ExecuteContext } from './execute-context';
import { interrupt } from './interrupt';
import { namespacePath } from './namespace';
import type { PlannedTask } from './plan-tasks';
import { emit } from './sink';
import { TASK, type TaskContext } from './task-context';
import type { LangGraphRunnableConfig } from './types';

/** What a node receives as its second argument, and the engine's own record of this attempt. */
export function nodeConfig(
  task: PlannedTask,
  context: ExecuteContext,
  { cancellation, limit }: Pick<TaskContext, 'cancellation' | 'limit'>,
): { config: LangGraphRunnableConfig; taskContext: TaskContext } {
  const { scope } = context;
  const metadata = taskMetadata(task, context);
  const taskContext = makeTaskContext(task, context, { cancellation, limit, metadata });
  const { checkpoint_id: _, ...configurable } = scope.config.configurable ?? {};
  const config: LangGraphRunnableConfig = {
    ...scope.config,
    configurable: { ...configurable, checkpoint_ns: task.ns, [TASK]: taskContext },
    metadata: { ...scope.config.metadata, ...metadata },
    recursionLimit: scope.recursionLimit,
    get signal() {
      return cancellation.signal;
    },
    control: scope.run.control,
    heartbeat: limit.heartbeat,
    writer: (chunk) => writeCustom(taskContext, chunk),
    interrupt,
    ...(scope.run.store !== undefined && { store: scope.run.store }),
  };
  return { config, taskContext };
}

/** What stream consumers learn about the task a chunk comes from. */
export function taskMetadata(task: PlannedTask, { step }: ExecuteContext): Record<string, unknown> {
  return {
    ...task.node.metadata,
    langgraph_step: step,
    langgraph_node: task.name,
    langgraph_triggers: [...task.triggers],
    langgraph_path: [...task.path],
    langgraph_checkpoint_ns: task.ns,
  };
}

function makeTaskContext(
  task: PlannedTask,
  superstep: ExecuteContext,
  { cancellation, limit, metadata }: Pick<TaskContext, 'cancellation' | 'limit' | 'metadata'>,
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
    metadata: { ...scope.config.metadata, ...metadata, ...(scope.config.tags && { tags: scope.config.tags }) },
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
