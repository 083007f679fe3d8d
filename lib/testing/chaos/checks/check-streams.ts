import type { Evidence } from '../evidence';
import type { Operation } from '../operation';
import type { Violations } from './index';

const DATA_EVENTS = new Set(['updates', 'error', 'end']);

/** Whoever waited for the end of a run was told; a stream brought each event once, over all its connections. */
export function checkStreams(evidence: Evidence): Violations {
  const surviving = new Set(evidence.runs.map(({ id }) => id));
  return evidence.operations.flatMap((operation) => {
    const { name, runId, complaint } = operation;
    if (runId === undefined) return [];
    const found = complaint ? [`stream: ${name}: ${complaint}`] : [];
    return surviving.has(runId) ? [...found, ...wrongEvents(operation, evidence.streamedSeqs[runId] ?? [])] : found;
  });
}

function wrongEvents({ name, runId, events }: Operation, recorded: number[]): Violations {
  if (!events) return [];
  const received = events.filter(({ event }) => DATA_EVENTS.has(event)).map(({ id }) => Number(id));
  if (String(received) === String(recorded)) return [];
  return [`stream: ${name} of run ${runId} brought events ${received}; recorded are ${recorded}`];
}
