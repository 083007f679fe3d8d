import type { BenchServer } from './servers/bench-server';

/** What one measurement found. */
export interface Figure {
  /** Of several samples the median. */
  value: number;
  p95?: number;
  samples: number;
  /** What explains the figure; goes into the JSON report. */
  details?: unknown;
}

/** One line of the report. */
export interface Row {
  name: string;
  unit: 'ms' | 'runs/s' | 'statements' | 'bytes';
  better: 'less' | 'more';
  /** What ours should reach. */
  ask?: number;
  /** How often it is measured on each server, in turns. */
  rounds: number;
  /** Measured on our server alone: what it counts exists in no other. */
  isOursOnly?: boolean;
  measure(server: BenchServer): Promise<Figure>;
}
