import type { Figure } from './row';

export interface Load {
  /** How many do it at the same time, each again as soon as it is done. */
  clients: number;
  forMs: number;
  /** Does it once. @returns how long what is measured took */
  once: () => Promise<number>;
}

/** What is executed for the first time is compiled first, which a server that has been at work has behind it. */
const WARM_UP = 4;

/** Times what clients do at the same time, after a few untimed ones. */
export async function underLoad({ clients, forMs, once }: Load): Promise<Figure & { perSecond: number }> {
  await Promise.all(Array.from({ length: Math.min(WARM_UP, clients) }, once));
  const samples: number[] = [];
  const startedAt = performance.now();
  const lane = async () => {
    do samples.push(await once());
    while (performance.now() - startedAt < forMs);
  };
  await Promise.all(Array.from({ length: clients }, lane));
  return { ...figureOf(samples), perSecond: samples.length / ((performance.now() - startedAt) / 1000) };
}

/** Times something a few times, one after the other, after a few untimed ones. */
export async function repeatedly(times: number, once: () => Promise<number>): Promise<Figure> {
  for (let n = 0; n < WARM_UP; n++) await once();
  const samples: number[] = [];
  for (let n = 0; n < times; n++) samples.push(await once());
  return figureOf(samples);
}

function figureOf(samples: number[]): Figure {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { value: at(0.5), p95: at(0.95), samples: sorted.length };
}

/** @returns how long `work` took, in milliseconds */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
