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
    if (!surviving.has(runId)) return found;
    const recorded = { seqs: evidence.streamedSeqs[runId] ?? [], lines: evidence.toldLines[runId] ?? [] };
    return [...found, ...wrongEvents(operation, recorded)];
  });
}

function wrongEvents({ name, runId, events }: Operation, recorded: { seqs: number[]; lines: string[] }): Violations {
  if (!events) return [];
  const seqs = events.filter(({ event }) => DATA_EVENTS.has(event)).map(({ id }) => Number(id));
  const lines = events.flatMap((event) => event.lines);
  const found: Violations = [];
  if (String(seqs) !== String(recorded.seqs))
    found.push(`stream: ${name} of run ${runId} brought events ${seqs}; recorded are ${recorded.seqs}`);
  // What a client has been shown is not taken back by a crash.
  if (String(lines) !== String(recorded.lines))
    found.push(`stream: ${name} of run ${runId} told of ${lines}; recorded is ${recorded.lines}`);
  return found;
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
