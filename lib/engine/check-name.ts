import { GraphValueError } from './errors';

/** Throws when `name` cannot name a node or a task: it becomes a part of namespaces. */
export function checkName(name: string, what: string): void {
  const isReserved = name === '' || name.startsWith('__') || /[|:]/.test(name) || name in Object.prototype;
  if (!isReserved) return;
  throw new GraphValueError(
    'RESERVED_NAME',
    `"${name}" cannot name a ${what}: names are not empty, do not begin with "__", contain no "|" or ":", and are no property of every object.`,
  );
}
