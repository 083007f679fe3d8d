import { complete, type Evidence, type RunRow } from '../evidence';
import { finalCheckpoints } from '../final-checkpoints';
import { type ChaosValues, LEVELS } from '../graphs';
import type { Operation } from '../operation';
import type { Violations } from './index';

const FAILED: readonly string[] = ['error', 'timeout'];

/** Whoever waited for the end of a run was told the values it ended with, and of an error only if it ended with one. */
export function checkAnswers(evidence: Evidence): Violations {
  const byId = new Map(evidence.runs.map((run) => [run.id, run]));
  return evidence.operations.flatMap((operation) => {
    // Of a run that was rolled back, some were told its values before, and some that it is gone.
    const run = byId.get(operation.runId ?? '');
    if (!run) return [];
    return wrongAnswer(operation, { run, evidence }).map((wrong) => `answer: ${operation.name} ${wrong}`);
  });
}

interface Waited {
  run: RunRow;
  evidence: Evidence;
}

function wrongAnswer(operation: Operation, { run, evidence }: Waited): Violations {
  const { answer, refusal } = operation;
  if (refusal !== undefined) return [`was refused the end of run ${run.id}, which is there: ${refusal}`];
  if (answer === undefined) return [];
  const isFailed = FAILED.includes(run.status);
  if ('__error__' in answer)
    return isFailed ? [] : [`was told ${JSON.stringify(answer.__error__)}, but run ${run.id} is ${run.status}`];
  if (isFailed) return [`was told values, but run ${run.id} ended with ${run.status}`];
  return [
    ...wrongPause(answer, { run, evidence }),
    ...wrongValues(operation, { run, evidence }),
    ...unfinished(operation, { run, evidence }),
  ];
}

/** Questions come with the values of a run that paused. When somebody ended its pause before it was read, they need not. */
function wrongPause(answer: Record<string, unknown>, { run, evidence }: Waited): Violations {
  const hasPaused = evidence.runChanges.some(({ runId, stopReason }) => runId === run.id && stopReason === 'paused');
  const isAsked = '__interrupt__' in answer;
  if (isAsked && !hasPaused) return [`was told of questions, but run ${run.id} never paused`];
  const mustAsk = hasPaused && run.stopReason === 'paused';
  return mustAsk && !isAsked ? [`was told of no question, but run ${run.id} paused`] : [];
}

function wrongValues({ answer, toldAt = 0 }: Operation, { run, evidence }: Waited): Violations {
  const told = textOf(answer);
  const checkpointIds = finalCheckpoints(run, toldAt, evidence);
  const states = checkpointIds.flatMap((id) => evidence.states[id] ?? []);
  // Some were rolled back since, and cannot be read any more.
  if (states.length < checkpointIds.length) return [];
  const expected = states.length > 0 ? states.map(textOf) : [textOf({})];
  if (expected.includes(told)) return [];
  const ended = states.map(countsOf).join(' or ') || 'nothing';
  return [`was told ${countsOf(answer)} of run ${run.id}, which ended with ${ended}`];
}

/** What a run that succeeded leaves has been through the whole graph, also when it only went on where another had stopped. */
function unfinished({ graph, toldAt = 0 }: Operation, { run, evidence }: Waited): Violations {
  const [checkpointId = ''] = finalCheckpoints(run, toldAt, evidence);
  const line = evidence.states[checkpointId]?.lines.at(-1);
  const node = evidence.journal.find((entry) => entry.line === line)?.node;
  const last: readonly string[] = LEVELS[graph].at(-1) ?? [];
  if (run.status !== 'success' || node === undefined || last.includes(node)) return [];
  return [`was told that run ${run.id} succeeded, but it stopped at ${node}`];
}

/** Enough for people to see which of two states is older. */
function countsOf(values: Partial<ChaosValues> | undefined): string {
  const { inputs, lines, answers } = complete(values);
  return `${inputs.length} inputs, ${lines.length} lines and ${answers.length} answers`;
}

/** What makes two states different. */
function textOf(values: Partial<ChaosValues> | undefined): string {
  const { inputs, lines, answers, messages } = complete(values);
  return JSON.stringify({ inputs, lines, answers, messages: messages.map(({ id }) => id) });
}
