/**
 * Measures one thing of one engine, in a process of its own, so that nobody's garbage and nobody's compiled code is another's:
 * `node --expose-gc child.mjs <module of the engine> <what> <storage>`. Sends `ready`, and then a figure for every message.
 */
import { cases } from './cases';
import type { Engine, Storage } from './engine-case';
import { cpuMeter, importCost, memoryPerThread } from './figures';

const [module = '', what = '', storage = 'none'] = process.argv.slice(2);

const measure = await prepare();
process.on('message', async () => {
  process.send?.(await measure());
});
process.send?.('ready');

async function prepare(): Promise<() => Promise<object>> {
  if (what === 'import') return () => importCost(module);
  // Both modules have what the cases call, in the same shape.
  const engine = (await import(module)) as Engine;
  const found = cases.find(({ name }) => name === what);
  return found ? cpuMeter(found, engine, storage as Storage) : () => memoryPerThread(engine); // written by the parent
}
