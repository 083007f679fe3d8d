/**
 * One object per process. Next loads the same module several times in one process (instrumentation, route handlers, pages),
 * and again on edit in development, so module-level state would exist several times.
 */
export function processWide<T>(key: string, create: () => T): T {
  // A property of globalThis has no type of its own; only this function writes under these keys.
  const store = globalThis as unknown as Record<symbol, { value: T } | undefined>;
  const symbol = Symbol.for(`holdpoint.${key}`);
  const held = store[symbol] ?? { value: create() };
  store[symbol] = held;
  return held.value;
}
