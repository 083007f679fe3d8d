import { c, t } from '#lib/language/gettext';

/** The statuses of threads and runs and why runs came to rest, as one chooses among them. */
export type StatusName =
  | 'idle'
  | 'busy'
  | 'pending'
  | 'running'
  | 'success'
  | 'error'
  | 'timeout'
  | 'interrupted'
  | 'done'
  | 'paused'
  | 'superseded'
  | 'cancelled';

export function statusName(status: StatusName): string {
  const names: Record<StatusName, string> = {
    idle: t`idle`,
    busy: t`busy`,
    pending: t`pending`,
    running: c('a run').t`running`,
    success: t`success`,
    error: t`error`,
    timeout: t`timeout`,
    interrupted: t`interrupted`,
    done: t`done`,
    paused: t`paused`,
    superseded: t`superseded`,
    cancelled: t`cancelled`,
  };
  return names[status];
}
