import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { v7 } from 'uuid';
import { isProcessAlive } from '#lib/store/embedded-postgres/is-process-alive';

const SEPARATOR = ' ';

/** A new name for a worker of this process. It says where the process is, so that others there can tell when it has died. */
export function newWorkerId(): string {
  return [v7(), machine(), process.pid, startedAt(process.pid)].join(SEPARATOR);
}

/** Whether a worker's process is known to be gone. One of another machine, or of another container, may be alive for all we know. */
export function hasDied(workerId: string): boolean {
  const [, itsMachine, pid, itsStart] = workerId.split(SEPARATOR);
  if (itsMachine !== machine() || !Number(pid)) return false;
  if (!isProcessAlive(Number(pid))) return true;
  // The number may have been given to another process since.
  const start = startedAt(Number(pid));
  return start !== UNKNOWN && start !== itsStart;
}

const UNKNOWN = '-';
const ZOMBIE = 'zombie';

/** What tells machines apart, their restarts too, and containers with process numbers of their own. */
function machine(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}/${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname().replaceAll(SEPARATOR, '-');
  }
}

/** When a process was started, in ticks since the machine was; one that was killed and waits to be collected has no start. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, in parentheses, may hold anything.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? ZOMBIE : (fields[18] ?? UNKNOWN);
  } catch {
    return UNKNOWN;
  }
}
