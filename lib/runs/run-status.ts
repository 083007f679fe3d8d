import type { RunStatus } from '#lib/store/generated/enums';

/** The legal transitions of a run. A status without successors is terminal; rollback deletes the row from any status. */
const TRANSITIONS: Record<RunStatus, readonly RunStatus[]> = {
  pending: ['running', 'interrupted'],
  running: ['success', 'error', 'timeout', 'interrupted', 'pending'],
  success: [],
  error: [],
  timeout: [],
  interrupted: [],
};

export function isTerminal(status: RunStatus): boolean {
  return TRANSITIONS[status].length === 0;
}

/** The statuses from which a run may go to `next`: the WHERE clause of that transition. */
export function statusesBefore(next: RunStatus): RunStatus[] {
  const all = Object.keys(TRANSITIONS) as RunStatus[]; // the record's keys are exactly the union
  return all.filter((status) => TRANSITIONS[status].includes(next));
}
