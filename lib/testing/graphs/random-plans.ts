import * as fc from 'fast-check';
import { expectedOf } from './crash-everywhere';
import type { GraphPlan } from './graph-plan';
import { randomPlan } from './random-plan';

/** A process dies twice for each of their writes. */
const MOST_TASKS = 8;

/** Random plans that come to a good end after at least one question, always the same for a seed. */
export async function randomPlans(seed: number, count: number): Promise<GraphPlan[]> {
  const plans: GraphPlan[] = [];
  for (const plan of fc.sample(randomPlan({ asks: true, keeps: true, isRepeatable: true }), {
    seed,
    numRuns: count * 20,
  })) {
    if (plans.length === count) break;
    const expected = await expectedOf(plan);
    const isSmall = expected && expected.tasks.length <= MOST_TASKS;
    if (isSmall && expected.questions.length > 0) plans.push(plan);
  }
  return plans;
}
