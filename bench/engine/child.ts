/**
 * One measurement in a process of its own, so that nobody's garbage and nobody's compiled code is another's.
 * `node --expose-gc child.mjs <engine's module> <what> <storage>`; prints the figure as JSON.
 */
import { cases } from './cases';
import type { Engine, Storage } from './engine-case';
import { cpuPerUnit, importCost, memoryPerThread } from './figures';

const [module = '', what = '', storage = 'none'] = process.argv.slice(2);

process.stdout.write(`${JSON.stringify(await measure())}\n`);

async function measure() {
  if (what === 'import') return importCost(module);
  // Both modules have what the cases call, in the same shape.
  const engine = (await import(module)) as Engine;
  const found = cases.find(({ name }) => name === what);
  return found ? cpuPerUnit(found, engine, storage as Storage) : memoryPerThread(engine); // written by the parent
}
