import type { RunOutcome } from '#lib/runs/events';
import { isRecord } from '#lib/runs/is-record';
import type { RunEnd } from '#lib/runs/run-end';
import { decodeValue, storedToWire, toWire } from '#lib/store/value-codec';
import { toWireInterrupt } from './wire/interrupt';

/** What `wait` and `join` answer, as JSON: the values a run left, with its questions when it paused, or the error that ended it. */
export function runResult(runId: string, end: RunEnd | null): string {
  if (end === null) return toWire(rolledBack(runId));
  if (end.status === 'error' || end.status === 'timeout') return toWire({ __error__: errorOf(end) });
  const values = end.values ?? '{}';
  if (!end.questions) return storedToWire(values);
  // The values of a state are an object.
  return toWire({ ...(decodeValue(values) as object), __interrupt__: end.questions.map(toWireInterrupt) });
}

export function rolledBack(runId: string): Record<string, unknown> {
  return {
    __error__: { error: 'RunRolledBack', message: `Run ${runId} was rolled back: it and its checkpoints are gone.` },
  };
}

function errorOf({ error, status }: RunOutcome): Record<string, unknown> {
  const recorded = isRecord(error) ? error : {};
  return {
    ...recorded,
    error: recorded.error ?? status,
    message: recorded.message ?? `The run ended with status ${status}.`,
  };
}
