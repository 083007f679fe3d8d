import type { RunItem } from './run-item';
import { shortId } from './short-id';

/** Where a run stands, in words a person can read without knowing status codes. */
export function describeRunEnd(
  run: Pick<RunItem, 'status' | 'stopReason' | 'stoppedBy' | 'supersededBy' | 'error'>,
): string {
  switch (run.stopReason) {
    case 'done':
      return 'finished';
    case 'paused':
      return 'paused at a question';
    case 'superseded':
      return `interrupted: superseded by ${run.supersededBy ? `run ${shortId(run.supersededBy)}` : 'a newer run'}`;
    case 'cancelled':
      return `interrupted: cancelled by ${run.stoppedBy ?? 'a client'}`;
    case 'error':
      return `failed: ${run.error?.message.split('\n')[0] ?? 'no message'}`;
    case 'timeout':
      return `timed out: ${run.error?.message.split('\n')[0] ?? 'it took too long'}`;
    case null:
      return run.status === 'pending' ? 'waits for its turn' : run.status;
    default:
      return run.stopReason satisfies never;
  }
}
