import { cpus } from 'node:os';
import { textTable } from '../text-table';

export interface Measure {
  readonly name: string;
  readonly storage: string;
  readonly unit: string;
  /** What should be reached: so many times less than the peer, or less than so much. */
  readonly ask?: { readonly ratio: number } | { readonly below: number };
}

export interface EngineResult extends Measure {
  /** One figure for each round. */
  readonly ours: readonly number[];
  readonly peer: readonly number[];
}

export function reportOf(results: readonly EngineResult[], peerVersion: string) {
  const rows = results.map((result) => {
    const [ours, peer] = [median(result.ours), median(result.peer)];
    return { ...result, median: { ours, peer }, ratio: peer / ours, isReached: isReached(result) };
  });
  return { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, peerVersion, rows };
}

/** A table for a person at a terminal. */
export function tableOf(results: readonly EngineResult[], peerVersion: string): string {
  const head = ['case', 'saver', 'unit', 'holdpoint', 'LangGraph.js', 'less by', 'ask', ''];
  const machine = `Node ${process.version} on ${cpus().length} x ${cpus()[0]?.model}; LangGraph.js ${peerVersion}`;
  return [machine, '', textTable([head, ...results.map(lineOf)], 3)].join('\n');
}

function lineOf(result: EngineResult): string[] {
  const { name, storage, unit, ask } = result;
  const [ours, peer] = [median(result.ours), median(result.peer)];
  const wanted = ask && ('ratio' in ask ? `${ask.ratio} x` : `< ${ask.below}`);
  const verdict = isReached(result) ? 'reached' : 'missed';
  return [name, storage, unit, number(ours), number(peer), `${(peer / ours).toFixed(1)} x`, wanted ?? '', verdict];
}

/** Being slower than the peer is a miss, whatever was asked. */
function isReached({ ask, ...result }: EngineResult): boolean {
  const [ours, peer] = [median(result.ours), median(result.peer)];
  if (ask && 'below' in ask) return ours < ask.below;
  return peer / ours >= (ask?.ratio ?? 1);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
}
