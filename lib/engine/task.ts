import { callTask, type TaskCall } from './call-task';
import { checkName } from './check-name';
import { type NodeTimeout, readTimeout } from './node-timeout';
import { readRetryPolicies } from './retry';
import { requireTask } from './task-context';
import type { RetryPolicy } from './types';

export interface TaskOptions {
  name: string;
  retry?: RetryPolicy | readonly RetryPolicy[];
  /** What one attempt may take: milliseconds, or a policy. */
  timeout?: NodeTimeout;
}

export type Task<Args extends unknown[], Output> = (...args: Args) => Promise<Awaited<Output>>;

/**
 * A function whose result is kept: when the node or entrypoint that calls it runs again, after an answer or a failure, the
 * call returns what it returned before. Calls of the same name are told apart by their order. Callable inside a graph only.
 */
export function task<Args extends unknown[], Output>(
  nameOrOptions: string | TaskOptions,
  run: (...args: Args) => Output,
): Task<Args, Output> {
  const { name, retry, timeout } = typeof nameOrOptions === 'string' ? { name: nameOrOptions } : nameOrOptions;
  checkName(name, 'task');
  const kept = {
    name,
    run: (args: unknown) => run(...(args as Args)), // the caller below gives them
    retryPolicies: readRetryPolicies(retry),
    ...(timeout !== undefined && { timeout: readTimeout(name, timeout) }),
  };
  return (...args) => callInOrder(kept, args) as Promise<Awaited<Output>>; // what `run` returned
}

/** The k-th call of a name is the same call whenever its caller runs again. */
async function callInOrder(kept: Omit<TaskCall, 'key' | 'input'>, args: unknown[]): Promise<unknown> {
  const { name } = kept;
  const caller = requireTask(`task "${name}"`);
  caller.calls ??= new Map();
  const count = caller.calls.get(name) ?? 0;
  caller.calls.set(name, count + 1);
  return callTask(caller, { ...kept, key: `${name} ${count}`, input: args });
}
