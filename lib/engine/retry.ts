import { GraphError } from './errors';
import type { RetryPolicy } from './types';

export const DEFAULT_MAX_ATTEMPTS = 3;

/** The policy that wants another attempt after this error, if one does. */
export function findRetryPolicy(policies: readonly RetryPolicy[], error: unknown): RetryPolicy | undefined {
  return policies.find((policy) => (policy.retryOn ?? isWorthRetrying)(error));
}

export function retryDelayMs(policy: RetryPolicy, attempt: number, random: () => number): number {
  const { initialInterval = 500, backoffFactor = 2, maxInterval = 128_000, jitter = true } = policy;
  const delay = Math.min(maxInterval, initialInterval * backoffFactor ** (attempt - 1));
  return delay + (jitter ? random() * 1000 : 0);
}

/** Not what will fail the same way again: a cancellation, a mistake in the graph, a request that the other side refused. */
function isWorthRetrying(error: unknown): boolean {
  if (error instanceof GraphError) return error.lc_error_code === 'NODE_TIMEOUT';
  if (!(error instanceof Error)) return true;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return false;
  const status = statusOf(error);
  return status === undefined || status < 400 || status > 409;
}

function statusOf(error: Error): number | undefined {
  const response: unknown = Reflect.get(error, 'response');
  const inner: unknown =
    typeof response === 'object' && response !== null ? Reflect.get(response, 'status') : undefined;
  const status: unknown = Reflect.get(error, 'status') ?? inner;
  return typeof status === 'number' ? status : undefined;
}

export function readRetryPolicies(policy: RetryPolicy | readonly RetryPolicy[] | undefined): readonly RetryPolicy[] {
  if (policy === undefined) return [];
  return isPolicyList(policy) ? policy : [policy];
}

function isPolicyList(policy: RetryPolicy | readonly RetryPolicy[]): policy is readonly RetryPolicy[] {
  return Array.isArray(policy);
}
