import type { Evidence } from '../evidence';
import type { Operation } from '../operation';
import type { Violations } from './index';

const DATA_EVENTS = new Set(['updates', 'error', 'end']);

/**
 * Whoever waited for the end of a run was told; a stream brought each event once, over all its connections; and what was
 * committed was told.
 */
export function checkStreams(evidence: Evidence): Violations {
  return [...wrongStreams(evidence), ...untold(evidence)];
}

function wrongStreams(evidence: Evidence): Violations {
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

/** Runs that end without their worker, which may have had something to tell yet. */
const CUT_SHORT = new Set(['superseded', 'cancelled', 'error']);

/** Whatever a run committed is in its events, and of a task that was executed more than once only what was committed. */
function untold({ runs, journal, values, toldLines }: Evidence): Violations {
  const committed = new Set(Object.values(values).flatMap(({ lines }) => lines));
  const taskOf = new Map(journal.map(({ line, threadId, task }) => [line, `${threadId} ${task}`]));
  const committedTasks = new Set([...committed].map((line) => taskOf.get(line)));
  return runs.flatMap(({ id, stopReason }) => {
    const told = new Set(toldLines[id]);
    const due = CUT_SHORT.has(stopReason ?? '') ? [] : journal.filter((line) => line.runId === id);
    const silent = due.filter(({ line }) => committed.has(line) && !told.has(line));
    const wrong = [...told].filter((line) => !committed.has(line) && committedTasks.has(taskOf.get(line)));
    return [
      ...silent.map(({ node, step }) => `told: ${node} of superstep ${step} of run ${id} is committed and in no event`),
      ...wrong.map(
        (line) => `told: line ${line} of run ${id} is in an event, but another one was committed for its task`,
      ),
    ];
  });
}
