import { UnknownInterruptError } from './errors';

const INTERRUPT_ID = /^[0-9a-f]{32}$/;

/**
 * Binds what a reviewer gave to the questions it answers. A map must name pending questions; any other value answers the one
 * question that is pending. An empty object answers a single question, and is an empty map otherwise.
 */
export function resolveResume(resume: unknown, pendingIds: readonly string[]): Map<string, unknown> {
  const [onlyId] = pendingIds;
  const map = readResumeMap(resume);
  if (map && map.size > 0) {
    const unknown = [...map.keys()].filter((id) => !pendingIds.includes(id));
    if (unknown.length > 0) throw new UnknownInterruptError('not_pending', unknown, pendingIds);
    return map;
  }
  if (onlyId !== undefined && pendingIds.length === 1) return new Map([[onlyId, resume]]);
  if (map) throw new UnknownInterruptError('empty_map', [], pendingIds);
  throw new UnknownInterruptError(onlyId === undefined ? 'not_pending' : 'ambiguous', [], pendingIds);
}

/** A plain object whose keys are all interrupt ids; an empty one counts. */
function readResumeMap(resume: unknown): Map<string, unknown> | undefined {
  if (typeof resume !== 'object' || resume === null) return undefined;
  const prototype: unknown = Object.getPrototypeOf(resume);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const entries = Object.entries(resume);
  return entries.every(([key]) => INTERRUPT_ID.test(key)) ? new Map(entries) : undefined;
}
