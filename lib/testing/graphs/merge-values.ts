import type { PlanValues } from './graph-plan';
import type { Played } from './play-node';
import { TooMuch } from './reference-world';

/** A nested graph that gets the sum and gives it back doubles it, each time it runs. */
const LONGEST_SUM = 100_000;

/** Two nodes wrote a key that takes one value: the run fails here, as often as it is continued. */
export class Refused extends Error {}

/** What the results of one superstep, in their order, make of the state. */
export function mergeValues(
  values: PlanValues,
  results: readonly Pick<Played, 'update' | 'isOverwrite'>[],
): PlanValues {
  const sum = [values.sum, ...results.map(({ update }) => update.sum)].filter((each) => each !== undefined);
  const length = sum.reduce((total, each) => total + each.length, 0);
  if (length > LONGEST_SUM) throw new TooMuch('The sum has no end.');
  const last = results.map(({ update }) => update.last).filter((each) => each !== undefined);
  if (last.length > 1) throw new Refused('Several values for "last".');
  return {
    log: mergeLogs(values.log, results),
    ...(sum.length > 0 && { sum: sum.reduce((before, each) => `(${before} ${each})`) }),
    ...(values.last !== undefined && { last: values.last }),
    ...(last[0] !== undefined && { last: last[0] }),
  };
}

function mergeLogs(before: string[], results: readonly Pick<Played, 'update' | 'isOverwrite'>[]): string[] {
  const logs = results.map(({ update: { log = [] }, isOverwrite }) => ({ log, isOverwrite }));
  const overwrites = logs.filter(({ isOverwrite }) => isOverwrite);
  if (overwrites.length > 1) throw new Refused('Several values in place of "log".');
  const [overwrite] = overwrites;
  return overwrite ? overwrite.log : [...before, ...logs.flatMap(({ log }) => log)];
}
