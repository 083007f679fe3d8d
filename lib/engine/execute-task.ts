import { ambient } from './ambient';
import { Cancellation } from './cancellation';
import { Command } from './command';
import { delay, untilAborted } from './deadline';
import { isGraphInterrupt, isParentCommand } from './errors';
import type { ExecuteContext } from './execute-context';
import { nodeConfig } from './node-config';
import { readNodeOutput } from './node-output';
import { limitAttempt } from './node-timeout';
import type { PlannedTask } from './plan-tasks';
import { DEFAULT_MAX_ATTEMPTS, findRetryPolicy, retryDelayMs } from './retry';
import { routeOutput } from './route-output';
import { toError } from './serialize-error';
import type { TaskContext } from './task-context';
import type { Interrupt, LangGraphRunnableConfig, PendingWrite } from './types';

export type Outcome =
  /** `handledBy` names the error handler that took over. */
  | { readonly kind: 'done'; readonly writes: PendingWrite[]; readonly handledBy?: PlannedTask }
  | { readonly kind: 'interrupted'; readonly interrupts: Interrupt[] }
  /** `rejectedId` names the interrupt whose answer did not fit. */
  | { readonly kind: 'failed'; readonly error: Error; readonly rejectedId?: string }
  /** Stopped because a sibling failed; runs again when the superstep is continued. */
  | { readonly kind: 'cancelled' }
  /** A nested graph stopped because the run was asked to; goes on when the run does. */
  | { readonly kind: 'drained' }
  | { readonly kind: 'parent-command'; readonly command: Command };

/** Runs a task until it is done, waits, or has failed for good. Never rejects. */
export async function executeTask(task: PlannedTask, context: ExecuteContext): Promise<Outcome> {
  const { ports } = context.scope.run;
  for (let attempt = 1; ; attempt++) {
    const outcome = await observedAttempt(task, context, attempt);
    if (outcome.kind !== 'failed' || outcome.rejectedId !== undefined) return outcome;
    const policy = findRetryPolicy(task.node.retryPolicies, outcome.error);
    if (!policy || attempt >= (policy.maxAttempts ?? DEFAULT_MAX_ATTEMPTS)) return outcome;
    try {
      await delay(retryDelayMs(policy, attempt, ports.random), context.cancellation);
    } catch {
      return { kind: 'cancelled' };
    }
  }
}

function observedAttempt(task: PlannedTask, context: ExecuteContext, attempt: number): Promise<Outcome> {
  const { observer } = context.scope;
  if (!observer || task.node.isHidden) return attemptTask(task, context);
  return observer.task({ name: task.name, step: context.step, attempt }, () => attemptTask(task, context));
}

async function attemptTask(task: PlannedTask, context: ExecuteContext): Promise<Outcome> {
  const limit = limitAttempt(task.name, task.node.timeout);
  const { cancellation: timeUp } = limit;
  const cancellation = timeUp ? new Cancellation([context.cancellation, timeUp]) : context.cancellation;
  const { config, taskContext } = nodeConfig(task, context, { cancellation, limit });
  try {
    const work = ambient.run(config, () => runNode(task, { config, taskContext, context }));
    const writes = await (timeUp ? untilAborted(work, timeUp) : work);
    return flagged(taskContext) ?? { kind: 'done', writes };
  } catch (thrown) {
    return flagged(taskContext) ?? readThrown(thrown, context);
  } finally {
    limit.clear();
    taskContext.isLive = false;
  }
}

interface Attempt {
  readonly config: LangGraphRunnableConfig;
  readonly taskContext: TaskContext;
  readonly context: ExecuteContext;
}

async function runNode(task: PlannedTask, { config, taskContext, context }: Attempt): Promise<PendingWrite[]> {
  const { scope, state } = context;
  const route = { graph: scope.graph, state, config, mintId: () => scope.run.ports.uuid() };
  let output: unknown;
  try {
    output = await task.node.run(task.input, config);
  } catch (error) {
    if (!isParentCommand(error)) throw error;
    // A graph nested in this node addressed this graph: its command counts as what the node returned.
    output = new Command({ ...error.command, graph: undefined });
  } finally {
    // Graphs that the node started side by side: a question of the slower one must not get lost.
    if (taskContext.nested.length > 0) await Promise.allSettled(taskContext.nested);
  }
  if (task.node.readResult) return task.node.readResult(output);
  return routeOutput(task.node, readNodeOutput(task.name, output), route);
}

/** What was raised here counts, even when the node caught it: a swallowed question would skip an approval. */
function flagged({ isDrained, rejected, isInterrupted, raised }: TaskContext): Outcome | undefined {
  if (isDrained) return { kind: 'drained' };
  if (rejected) return { kind: 'failed', error: rejected.error, rejectedId: rejected.interruptId };
  return isInterrupted ? { kind: 'interrupted', interrupts: [...raised] } : undefined;
}

function readThrown(thrown: unknown, { cancellation }: ExecuteContext): Outcome {
  if (isGraphInterrupt(thrown)) return { kind: 'interrupted', interrupts: thrown.interrupts };
  if (isParentCommand(thrown)) return { kind: 'parent-command', command: thrown.command };
  const error = toError(thrown);
  const isCancelled = cancellation.isAborted && (thrown === cancellation.reason || error.name === 'AbortError');
  return isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error };
}
