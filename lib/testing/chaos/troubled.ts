import type { ChaosEvent } from './chaos-log';
import type { Evidence } from './evidence';

/** How long a process may feel a lost connection. */
const AFTERMATH_MS = 2_500;

const DATABASE_TROUBLE = /^(?:cut|deafen|numb|restart|connections|restarted)/;

/** Whether the database was taken from under the processes at that time, so that a statement may have failed. */
export function wasTroubled(
  { troubles }: Pick<Evidence, 'troubles'>,
  { from, to }: { from: number; to: number },
): boolean {
  return troubles.some((event) => isOfDatabase(event) && overlapsAftermath(event, { from, to }));
}

function isOfDatabase({ what }: ChaosEvent): boolean {
  return DATABASE_TROUBLE.test(what);
}

function overlapsAftermath({ at }: ChaosEvent, { from, to }: { from: number; to: number }): boolean {
  return at.getTime() <= to && at.getTime() + AFTERMATH_MS >= from;
}
