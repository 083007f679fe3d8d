/** Deeper than this it may hold itself. */
const MAX_DEPTH = 100;

class NeedsCloneError extends Error {}

const NEEDS_CLONE = new NeedsCloneError();

/**
 * What structuredClone makes of it. Plain data, which state mostly is, is copied five times as fast, and what two places share
 * is two copies then, as it would be in a database.
 * @throws DataCloneError
 */
export function copyValue<Value>(value: Value): Value {
  try {
    return copyPlain(value, 0) as Value; // a copy is what its original is
  } catch (error) {
    if (error !== NEEDS_CLONE) throw error;
    return structuredClone(value);
  }
}

function copyPlain(value: unknown, depth: number): unknown {
  if (typeof value === 'function' || typeof value === 'symbol' || depth > MAX_DEPTH) throw NEEDS_CLONE;
  if (typeof value !== 'object' || value === null) return value;
  return Array.isArray(value) ? copyList(value, depth + 1) : copyRecord(value, depth + 1);
}

function copyList(list: readonly unknown[], depth: number): unknown[] {
  const copy: unknown[] = [];
  for (let i = 0; i < list.length; i++) {
    if (list[i] === undefined && !(i in list)) throw NEEDS_CLONE;
    copy.push(copyPlain(list[i], depth));
  }
  return copy;
}

function copyRecord(record: object, depth: number): object {
  if (Object.getPrototypeOf(record) !== Object.prototype || Object.hasOwn(record, '__proto__')) throw NEEDS_CLONE;
  const copy: Record<string, unknown> = {};
  for (const key in record) copy[key] = copyPlain(record[key as keyof typeof record], depth);
  return copy;
}
