import type { RunResult } from './finish-run';
import type { RunDeadline } from './run-deadline';
import { runError } from './run-error';

/**
 * How a run ends that threw. Status `timeout` says that the run's own time was up, whatever its nodes made of that; a node
 * that took too long fails its run like any other error. Both stopped because of a timeout.
 */
export function runFailure(
  thrown: unknown,
  { signal }: Pick<RunDeadline, 'signal'>,
): Pick<RunResult, 'status' | 'stopReason' | 'error'> {
  if (signal.aborted) return { status: 'timeout', stopReason: 'timeout', error: runError(signal.reason) };
  const error = runError(thrown);
  return { status: 'error', stopReason: error.code === 'NODE_TIMEOUT' ? 'timeout' : 'error', error };
}
