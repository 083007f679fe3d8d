import type { ChaosEvent } from './chaos-log';

/** A process from when it was ready to its end; both in milliseconds of this machine's clock. */
export interface Life {
  /** Of its place in the fleet. */
  name: string;
  workerId: string;
  from: number;
  /** Infinity: it was there to the end. */
  to: number;
}

/** Every process of a round that came to be ready. */
export function livesOf(troubles: readonly ChaosEvent[]): Life[] {
  return troubles.flatMap(({ what, detail, at }, index) => {
    // `worker-1.2, worker <id>`: the second process at the place worker-1.
    const [, process, name, workerId] = /^((.+)\.\d+), worker (.+)$/.exec(detail) ?? [];
    if (what !== 'ready' || name === undefined || workerId === undefined) return [];
    const ended = troubles
      .slice(index)
      .find((event) => event.what === 'ended' && event.detail.startsWith(`${process} `));
    return [{ name, workerId, from: at.getTime(), to: ended?.at.getTime() ?? Number.POSITIVE_INFINITY }];
  });
}
