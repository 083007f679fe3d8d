import { cases } from './cases';
import type { Engine, EngineCase, Storage } from './engine-case';

/** Of processor time. Until its code is compiled, an engine costs several times as much as it does on a server. */
const WARM_UP_MS = 1_500;
const ROUND_MS = 300;
const THREADS = 500;

/**
 * Warms up, and returns what measures a round: microseconds of processor time, those of the garbage collector and the compiler
 * included, for one unit.
 */
export async function cpuMeter(
  { prepare }: EngineCase,
  engine: Engine,
  storage: Storage,
): Promise<() => Promise<{ us: number }>> {
  const saver = storage === 'memory' ? new engine.MemorySaver() : undefined;
  const { units, run } = prepare(engine, saver);
  let batches = 0;
  const repeatFor = async (ms: number) => {
    let [us, count] = [0, 0];
    while (us < ms * 1000) {
      const thread = `thread-${batches++}`;
      const before = process.cpuUsage();
      await run(thread);
      const { user, system } = process.cpuUsage(before);
      us += user + system;
      count += units;
      for (let n = 0; n < units; n++) await saver?.deleteThread(`${thread}-${n}`);
    }
    return { us: us / count };
  };
  await repeatFor(WARM_UP_MS);
  return () => repeatFor(ROUND_MS);
}

/** Milliseconds of processor time until a module can be used, and bytes it then keeps. */
export async function importCost(module: string): Promise<{ ms: number; bytes: number }> {
  const bytesBefore = usedBytes();
  const before = process.cpuUsage();
  await import(module);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, bytes: usedBytes() - bytesBefore };
}

/** Bytes that the memory saver keeps of a thread that has had one run of one node. */
export async function memoryPerThread(engine: Engine): Promise<{ bytes: number }> {
  const saver = new engine.MemorySaver();
  const [oneNode] = cases;
  const workload = oneNode?.prepare(engine, saver);
  const fill = async (name: string) => {
    for (let n = 0; n < THREADS; n += workload?.units ?? THREADS) await workload?.run(`${name}-${n}`);
  };
  await fill('before');
  const before = usedBytes();
  await fill('after');
  const bytes = (usedBytes() - before) / THREADS;
  await saver.deleteThread('before-0-0'); // the saver, and all it keeps, is in use until here
  return { bytes };
}

/** On the heap, and outside of it by what is on it: buffers. */
function usedBytes(): number {
  if (!globalThis.gc) throw new Error('Run this with node --expose-gc.');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
