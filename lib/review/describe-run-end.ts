import { c, t } from '#lib/language/gettext';
import type { RunItem } from './run-item';
import { shortId } from './short-id';

/** Where a run stands, in words a person can read without knowing status codes. */
export function describeRunEnd(
  run: Pick<RunItem, 'status' | 'stopReason' | 'stoppedBy' | 'supersededBy' | 'error'>,
): string {
  switch (run.stopReason) {
    case 'done':
      return t`finished`;
    case 'paused':
      return t`paused at a question`;
    case 'superseded':
      return run.supersededBy ? supersededBy(shortId(run.supersededBy)) : t`interrupted: superseded by a newer run`;
    case 'cancelled':
      return run.stoppedBy === null ? t`interrupted: cancelled by a client` : cancelledBy(run.stoppedBy);
    case 'error':
      return failedWith(run.error?.message.split('\n')[0] ?? t`no message`);
    case 'timeout':
      return timedOutWith(run.error?.message.split('\n')[0] ?? t`it took too long`);
    case null:
      return run.status === 'pending' ? t`waits for its turn` : goingOn(run.status);
    default:
      return run.stopReason satisfies never;
  }
}

const supersededBy = (run: string) => t`interrupted: superseded by run ${run}`;
const cancelledBy = (name: string) => t`interrupted: cancelled by ${name}`;
const failedWith = (message: string) => t`failed: ${message}`;
const timedOutWith = (message: string) => t`timed out: ${message}`;
const goingOn = (status: string) => (status === 'running' ? c('a run').t`running` : status);
