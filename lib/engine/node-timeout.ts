import { Cancellation } from './cancellation';
import { GraphValueError, NodeTimeoutError } from './errors';

/** What one attempt at a node or task may take. All in milliseconds. */
export interface TimeoutPolicy {
  /** From its beginning to its end. */
  runTimeout?: number;
  /** Without a sign of progress. */
  idleTimeout?: number;
  /**
   * What counts as progress: `auto`, the default, is a heartbeat, a chunk that it writes, and a graph or task that it calls;
   * `heartbeat` is `config.heartbeat()` alone.
   */
  refreshOn?: 'auto' | 'heartbeat';
}
/** A number is the `runTimeout`. */
export type NodeTimeout = number | TimeoutPolicy;

/** Watches one attempt. */
export interface AttemptLimit {
  /** Aborts with a NodeTimeoutError when the time is up. */
  readonly cancellation?: Cancellation;
  heartbeat(): void;
  /** What the engine itself sees the attempt do. */
  progress(): void;
  clear(): void;
}

const nothing = () => {};
const UNLIMITED: AttemptLimit = { heartbeat: nothing, progress: nothing, clear: nothing };

/** @throws GraphValueError when there is no such time */
export function readTimeout(name: string, timeout: NodeTimeout): TimeoutPolicy {
  const policy = typeof timeout === 'number' ? { runTimeout: timeout } : timeout;
  const { runTimeout, idleTimeout, refreshOn = 'auto', ...unknown } = policy;
  const times = [runTimeout, idleTimeout].filter((ms) => ms !== undefined);
  const isValid = times.length > 0 && times.every((ms) => ms > 0 && Number.isFinite(ms));
  if (isValid && Object.keys(unknown).length === 0 && ['auto', 'heartbeat'].includes(refreshOn)) return policy;
  const message =
    `Node "${name}" has the timeout ${JSON.stringify(timeout)}; give milliseconds above 0, ` +
    "or { runTimeout, idleTimeout, refreshOn: 'auto' | 'heartbeat' }.";
  throw new GraphValueError('INVALID_INPUT', message);
}

export function limitAttempt(node: string, policy: TimeoutPolicy | undefined): AttemptLimit {
  return policy ? new WatchedAttempt(node, policy) : UNLIMITED;
}

class WatchedAttempt implements AttemptLimit {
  readonly cancellation = new Cancellation();
  private readonly startedAt = performance.now();
  private seenAt = this.startedAt;
  private readonly timers: { run?: NodeJS.Timeout; idle?: NodeJS.Timeout } = {};

  constructor(
    private readonly node: string,
    private readonly policy: TimeoutPolicy,
  ) {
    const { runTimeout, idleTimeout } = policy;
    if (runTimeout !== undefined) this.timers.run = setTimeout(() => this.abort('run'), runTimeout);
    if (idleTimeout !== undefined) this.watchIdle(idleTimeout);
  }

  readonly heartbeat = (): void => {
    this.seenAt = performance.now();
  };

  progress(): void {
    if (this.policy.refreshOn !== 'heartbeat') this.heartbeat();
  }

  clear(): void {
    clearTimeout(this.timers.run);
    clearTimeout(this.timers.idle);
  }

  /** A sign of progress only moves `seenAt`: the timer looks at it when it is due, and waits for what is left. */
  private watchIdle(idleTimeout: number): void {
    const left = this.seenAt + idleTimeout - performance.now();
    if (left <= 0) this.abort('idle');
    else this.timers.idle = setTimeout(() => this.watchIdle(idleTimeout), Math.ceil(left));
  }

  private abort(kind: 'run' | 'idle'): void {
    this.clear();
    const { runTimeout, idleTimeout } = this.policy;
    const elapsed = performance.now() - (kind === 'run' ? this.startedAt : this.seenAt);
    this.cancellation.abort(new NodeTimeoutError({ node: this.node, kind, elapsed, runTimeout, idleTimeout }));
  }
}
