import { cpus, totalmem } from 'node:os';
import type { Figure, Row } from './row';
import { textTable } from './text-table';

export type Result = Figure | { failed: string };

export interface RowResult {
  row: Row;
  ours: Result | undefined;
  peer: Result | undefined;
}

/** Microseconds of processor time of one superstep of LangGraph.js, before and after the rows; see `yardstick.ts`. */
export interface Yardstick {
  before: number;
  after: number;
}

/** The machine, and each row with what was found. */
export function reportOf(results: RowResult[], yardstick: Yardstick) {
  const rows = results.map(({ row: { name, unit, ask }, ours, peer }) => ({ name, unit, ask, ours, peer }));
  const [core] = cpus();
  return {
    node: process.version,
    cpu: core?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    yardstick,
    rows,
  };
}

/** A table for a person at a terminal. */
export function tableOf(results: RowResult[], { before, after }: Yardstick): string {
  const head = ['measure', 'unit', 'holdpoint', 'p95', 'JS dev server', 'p95', 'better by', 'ask', ''];
  const [core] = cpus();
  const failures = results.flatMap(({ row, ours, peer }) => [
    ...failureOf(`${row.name}: holdpoint`, ours),
    ...failureOf(`${row.name}: JS dev server`, peer),
  ]);
  const machine = `Node ${process.version} on ${cpus().length} x ${core?.model}`;
  const speed = `A superstep of LangGraph.js alone: ${number(before)} us of processor time before, ${number(after)} us after`;
  return [machine, speed, '', textTable([head, ...results.map(lineOf)], 2), ...failures].join('\n');
}

function lineOf({ row, ours, peer }: RowResult): string[] {
  const ratio = isFigure(ours) && isFigure(peer) ? ratioOf(row, { ours: ours.value, peer: peer.value }) : '';
  const { ask } = row;
  return [
    row.name,
    row.unit,
    ...cells(ours),
    ...cells(peer),
    ratio,
    ask === undefined ? '' : number(ask),
    verdict(row, ours),
  ];
}

function cells(result: Result | undefined): [string, string] {
  if (!result) return ['-', ''];
  if (!isFigure(result)) return ['failed', ''];
  return [number(result.value), result.p95 === undefined ? '' : number(result.p95)];
}

function ratioOf({ better }: Row, { ours, peer }: { ours: number; peer: number }): string {
  return `${(better === 'less' ? peer / ours : ours / peer).toFixed(1)} x`;
}

function verdict({ ask, better }: Row, ours: Result | undefined): string {
  if (ask === undefined || !isFigure(ours)) return '';
  return (better === 'less' ? ours.value <= ask : ours.value >= ask) ? 'reached' : 'missed';
}

function failureOf(name: string, result: Result | undefined): string[] {
  return result && !isFigure(result) ? [`${name} failed: ${result.failed}`] : [];
}

function isFigure(result: Result | undefined): result is Figure {
  return result !== undefined && 'value' in result;
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
}
