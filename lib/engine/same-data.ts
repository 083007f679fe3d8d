/** Whether two values of a state say the same. The order of an object's keys does not matter. */
export function isSameData(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date) return a.getTime() === Number(b);
  const [left, right] = [entriesOf(a), entriesOf(b)];
  if (left.length !== right.length) return false;
  if (isOrdered(a)) return left.every(([, value], i) => isSameData(value, right[i]?.[1]));
  const others = new Map(right);
  return left.every(([key, value]) => others.has(key) && isSameData(value, others.get(key)));
}

function entriesOf(value: object): (readonly [key: unknown, value: unknown])[] {
  if (value instanceof Map || value instanceof Set || isOrdered(value)) return [...value.entries()];
  return Object.entries(value);
}

function isOrdered(value: object): value is unknown[] | Uint8Array {
  return Array.isArray(value) || value instanceof Uint8Array;
}
