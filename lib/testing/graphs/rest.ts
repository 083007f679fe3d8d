import type { PlanValues } from './graph-plan';
import { Refused } from './merge-values';
import type { Played } from './play-node';

/** How a graph comes to rest. */
export type Rest =
  | { readonly kind: 'done'; readonly values: PlanValues }
  | { readonly kind: 'waiting'; readonly questions: readonly string[] }
  | { readonly kind: 'failed'; readonly errors: readonly unknown[] }
  /** A node addressed the graph around this one. */
  | { readonly kind: 'parent'; readonly played: Played };

/** Whether a reducer refused what nodes wrote: continued, the run fails again. */
export function isRefused(rest: Rest): boolean {
  return rest.kind === 'failed' && rest.errors.some((error) => errorsIn(error).some((each) => each instanceof Refused));
}

export function errorsIn(error: unknown): unknown[] {
  return error instanceof AggregateError ? error.errors.flatMap(errorsIn) : [error];
}
