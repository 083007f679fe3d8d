import { START } from './constants';
import type { PlannedTask } from './plan-tasks';
import type { StepUrgency } from './types';

/** How soon the outermost graph's step must be safe, by what led to it and what is due after it. */
export function urgencyOf({ nodesRan, due }: { nodesRan: boolean; due: readonly PlannedTask[] }): StepUrgency {
  if (due.every(isAtOnce)) return 'held';
  return nodesRan ? 'now' : 'later';
}

/** The node behind START only applies the input, unless it has to ask a router, which may take its time. */
export function isAtOnce({ node }: PlannedTask): boolean {
  return node.name === START && node.branches.length === 0;
}
