import { cases } from './engine/cases';
import { compile } from './engine/compile';
import { MeasuringProcess } from './engine/measuring-process';

const CASE = 'loop of 1,000 supersteps';
const ROUNDS = 5;

/**
 * How fast the machine is now: the median microseconds of processor time that one superstep of LangGraph.js takes without a saver. The
 * same host can be twice as slow an hour later; figures of two benches can be compared as far as their yardsticks are alike.
 */
export async function measureYardstick(): Promise<number> {
  if (!cases.some(({ name }) => name === CASE)) throw new Error(`There is no case "${CASE}" in bench/engine/cases.ts.`);
  const { child, peer } = await compile();
  const measuring = await MeasuringProcess.start(child, [peer, CASE, 'none']);
  try {
    const found: number[] = [];
    for (let round = 0; round < ROUNDS; round++) found.push(Number((await measuring.measure()).us));
    return found.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  } finally {
    measuring.stop();
  }
}
