export interface Measurement {
  name: string;
  count: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
  perSecond: number;
}

export interface Bench {
  name: string;
  /** Executions to measure; fewer when `limitMs` is reached first. */
  count: number;
  /** Executions under way at the same time, each on a thread of its own. */
  concurrency: number;
  limitMs: number;
  once: () => Promise<void>;
}

const WARM_UP = 5;

/** Warms up, then measures each execution and the throughput of all. */
export async function measure({ name, count, concurrency, limitMs, once }: Bench): Promise<Measurement> {
  for (let i = 0; i < WARM_UP; i++) await once();
  const times: number[] = [];
  const startedAt = performance.now();
  let begun = 0;
  const lane = async () => {
    while (begun++ < count && performance.now() - startedAt < limitMs) {
      const at = performance.now();
      await once();
      times.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  const seconds = (performance.now() - startedAt) / 1000;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return {
    name,
    count: times.length,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    maxMs: at(1),
    perSecond: times.length / seconds,
  };
}
