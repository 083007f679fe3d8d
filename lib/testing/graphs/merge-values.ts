import type { PlanValues } from './graph-plan';
import type { Played } from './play-node';

/** Two nodes wrote a key that takes one value: the run fails here, as often as it is continued. */
export class Refused extends Error {}

/** What the results of one superstep, in their order, make of the state. */
export function mergeValues(
  values: PlanValues,
  results: readonly Pick<Played, 'update' | 'isOverwrite'>[],
): PlanValues {
  const sum = [values.sum, ...results.map(({ update }) => update.sum)].filter((each) => each !== undefined);
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
