import { cpus } from 'node:os';
import type { Measurement } from './measure';

export interface Report {
  node: string;
  cpu: string;
  cores: number;
  measurements: Measurement[];
}

export function reportOf(measurements: Measurement[]): Report {
  const cores = cpus();
  return { node: process.version, cpu: cores[0]?.model ?? 'unknown', cores: cores.length, measurements };
}

/** A table for a person at a terminal. */
export function tableOf({ node, cpu, cores, measurements }: Report): string {
  const head = ['what', 'count', 'p50 ms', 'p95 ms', 'max ms', 'per second'];
  const rows = measurements.map(({ name, count, p50Ms, p95Ms, maxMs, perSecond }) => [
    name,
    String(count),
    ...[p50Ms, p95Ms, maxMs, perSecond].map((value) => value.toFixed(1)),
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return [`Node ${node} on ${cores} x ${cpu}`, '', ...[head, ...rows].map(line)].join('\n');
}
