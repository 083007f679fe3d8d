import { isSameData } from './same-data';

type Comparison = (value: unknown, given: unknown) => boolean;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  $eq: isSameData,
  $ne: (value, given) => !isSameData(value, given),
  $gt: (value, given) => Number(value) > Number(given),
  $gte: (value, given) => Number(value) >= Number(given),
  $lt: (value, given) => Number(value) < Number(given),
  $lte: (value, given) => Number(value) <= Number(given),
  $in: (value, given) => Array.isArray(given) && given.some((each) => isSameData(value, each)),
  $nin: (value, given) => !Array.isArray(given) || !given.some((each) => isSameData(value, each)),
};

/** Whether a value has every field of a filter: the same data, or data for which all comparisons hold. */
export function matchesFilter(value: Record<string, unknown>, filter: Record<string, unknown>): boolean {
  return Object.entries(filter).every(([field, wanted]) => {
    if (!isComparison(wanted)) return isSameData(value[field], wanted);
    return Object.entries(wanted).every(([name, given]) => COMPARISONS[name]?.(value[field], given));
  });
}

function isComparison(wanted: unknown): wanted is Record<string, unknown> {
  if (typeof wanted !== 'object' || wanted === null) return false;
  const names = Object.keys(wanted);
  return names.length > 0 && names.every((name) => Object.hasOwn(COMPARISONS, name));
}
