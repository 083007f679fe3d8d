import { ambient } from './ambient';
import type { Awaitable } from './awaitable';
import { Cancellation } from './cancellation';
import { Command } from './command';
import { delay, untilAborted } from './deadline';
import { isGraphInterrupt, isParentCommand } from './errors';
import type { ExecuteContext } from './execute-context';
import { modelHandler } from './model-handler';
import { nodeConfig } from './node-config';
import { readNodeOutput } from './node-output';
import { limitAttempt } from './node-timeout';
import type { PlannedTask } from './plan-tasks';
import { DEFAULT_MAX_ATTEMPTS, findRetryPolicy, retryDelayMs } from './retry';
import { plainOutput, type RouteContext, routeOutput } from './route-output';
import { toError } from './serialize-error';
import { isAtOnce } from './step-urgency';
import { raisedQuestions, type TaskContext } from './task-context';
import { toolHandler } from './tool-stream';
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
export function executeTask(task: PlannedTask, context: ExecuteContext): Awaitable<Outcome> {
  if (isAtOnce(task)) return applyInput(task, context);
  return task.node.retryPolicies.length === 0 ? observedAttempt(task, context, 1) : executeWithRetries(task, context);
}

/** Nothing of the author's is called, so nothing of what a node is given is made. */
function applyInput({ node, name, input }: PlannedTask, context: ExecuteContext): Outcome {
  const { graph, run } = context.scope;
  try {
    const write = () => plainOutput(node, readNodeOutput(name, input), { graph, mintId: () => run.ports.uuid() });
    return { kind: 'done', writes: node.readResult?.(input) ?? write() };
  } catch (thrown) {
    return readThrown(thrown, context);
  }
}

async function executeWithRetries(task: PlannedTask, context: ExecuteContext): Promise<Outcome> {
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

function observedAttempt(task: PlannedTask, context: ExecuteContext, attempt: number): Awaitable<Outcome> {
  const { observer } = context.scope;
  if (!observer || task.node.isHidden) return attemptTask(task, context);
  return observer.task({ name: task.name, step: context.step, attempt }, async () => attemptTask(task, context));
}

interface Attempt {
  readonly config: LangGraphRunnableConfig;
  readonly taskContext: TaskContext;
  readonly context: ExecuteContext;
}

function attemptTask(task: PlannedTask, context: ExecuteContext): Awaitable<Outcome> {
  const limit = limitAttempt(task.name, task.node.timeout);
  const { cancellation: timeUp } = limit;
  const cancellation = timeUp ? new Cancellation([context.cancellation, timeUp]) : context.cancellation;
  const { config, taskContext } = nodeConfig(task, context, { cancellation, limit });
  if (taskContext.sinks.length > 0) Object.assign(config, langChainCallbacks(taskContext));
  const attempt: Attempt = { config, taskContext, context };
  const work = ambient.run(config, runNode, task, attempt);
  if (work instanceof Promise) return settleAttempt(work, attempt);
  endAttempt(attempt);
  return flagged(taskContext) ?? { kind: 'done', writes: work };
}

/** For LangChain's models and tools that the node calls with its config. */
function langChainCallbacks(task: TaskContext): { callbacks?: readonly object[] } {
  const callbacks = [modelHandler(task), toolHandler(task)].filter((handler) => handler !== undefined);
  return callbacks.length > 0 ? { callbacks } : {};
}

async function settleAttempt(work: Promise<PendingWrite[]>, attempt: Attempt): Promise<Outcome> {
  const { taskContext, context } = attempt;
  const { cancellation: timeUp } = taskContext.limit;
  try {
    const writes = await (timeUp ? untilAborted(work, timeUp) : work);
    return flagged(taskContext) ?? { kind: 'done', writes };
  } catch (thrown) {
    return flagged(taskContext) ?? readThrown(thrown, context);
  } finally {
    endAttempt(attempt);
  }
}

function endAttempt({ taskContext }: Attempt): void {
  taskContext.limit.clear();
  taskContext.isLive = false;
}

/** What the node writes; a promise only where there is something to wait for. */
function runNode(task: PlannedTask, attempt: Attempt): Awaitable<PendingWrite[]> {
  const { config, taskContext, context } = attempt;
  const output = callNode(task, config);
  // Beside others it takes as many turns as they do, so that those that are done at once are done in their order.
  const isDone = context.isAlone && !isPromiseLike(output) && taskContext.nested.length === 0;
  if (!isDone || task.node.branches.length > 0) return awaitOutput(task, output, attempt);
  try {
    return (
      task.node.readResult?.(output) ?? plainOutput(task.node, readNodeOutput(task.name, output), routeOf(attempt))
    );
  } catch (error) {
    return Promise.reject(error);
  }
}

function callNode({ node, input }: PlannedTask, config: LangGraphRunnableConfig): unknown {
  try {
    return node.run(input, config);
  } catch (error) {
    return Promise.reject(error);
  }
}

async function awaitOutput(task: PlannedTask, pending: unknown, attempt: Attempt): Promise<PendingWrite[]> {
  const { nested } = attempt.taskContext;
  let output: unknown;
  try {
    output = await pending;
  } catch (error) {
    if (!isParentCommand(error)) throw error;
    // A graph nested in this node addressed this graph: its command counts as what the node returned.
    output = new Command({ ...error.command, graph: undefined });
  } finally {
    // Graphs that the node started side by side: a question of the slower one must not get lost.
    if (nested.length > 0) await Promise.allSettled(nested);
  }
  if (task.node.readResult) return task.node.readResult(output);
  return routeOutput(task.node, readNodeOutput(task.name, output), routeOf(attempt));
}

function routeOf({ config, context: { scope, state } }: Attempt): RouteContext {
  return { graph: scope.graph, state, config, mintId: () => scope.run.ports.uuid() };
}

function isPromiseLike(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** What was raised here counts, even when the node caught it: a swallowed question would skip an approval. */
function flagged(task: TaskContext): Outcome | undefined {
  const { isDrained, rejected, isInterrupted } = task;
  if (isDrained) return { kind: 'drained' };
  if (rejected) return { kind: 'failed', error: rejected.error, rejectedId: rejected.interruptId };
  return isInterrupted ? { kind: 'interrupted', interrupts: raisedQuestions(task) } : undefined;
}

function readThrown(thrown: unknown, { cancellation }: ExecuteContext): Outcome {
  if (isGraphInterrupt(thrown)) return { kind: 'interrupted', interrupts: thrown.interrupts };
  if (isParentCommand(thrown)) return { kind: 'parent-command', command: thrown.command };
  const error = toError(thrown);
  const isCancelled = cancellation.isAborted && (thrown === cancellation.reason || error.name === 'AbortError');
  return isCancelled ? { kind: 'cancelled' } : { kind: 'failed', error };
}
