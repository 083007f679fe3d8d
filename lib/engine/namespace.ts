// A namespace says where in its parents a graph runs: `node:taskId` levels joined by `|`, with `|1`, `|2` for the second and
// third graph that one task calls.
import { NAMESPACE_END, NAMESPACE_SEPARATOR } from './constants';

export function namespacePath(ns: string): string[] {
  return ns === '' ? [] : ns.split(NAMESPACE_SEPARATOR);
}

/** Where a graph compiled with `checkpointer: true` keeps its state: the same for every task of its node. */
export function keptNamespace(taskNs: string): string {
  const levels = namespacePath(taskNs).map((level) => level.split(NAMESPACE_END)[0]);
  return levels.join(NAMESPACE_SEPARATOR);
}

export function numberedNamespace(taskNs: string, call: number): string {
  return call === 0 ? taskNs : `${taskNs}${NAMESPACE_SEPARATOR}${call}`;
}

/** The names of the nodes that lead to a graph. */
export function nodeNames(ns: string): string[] {
  return namespacePath(keptNamespace(ns)).filter((name) => !/^\d+$/.test(name));
}

/** Whether a place, as a path, is `outer` or somewhere in it. */
export function isWithin(ns: readonly string[], outer: readonly string[]): boolean {
  return outer.every((level, i) => ns[i] === level);
}
