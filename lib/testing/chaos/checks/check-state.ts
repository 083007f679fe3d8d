import type { ChaosThread } from '../chaos-client';
import { claimsOf } from '../claims';
import type { Evidence } from '../evidence';
import { type ChaosValues, LEVELS } from '../graphs';
import type { JournalLine } from '../journal';
import type { Violations } from './index';

/** The state of each thread is what its graph makes of the inputs and answers of its runs, each taken once. */
export function checkState(evidence: Evidence): Violations {
  return evidence.threads.flatMap((thread) => {
    const values = evidence.values[thread.id];
    if (!values) return [`state: thread ${thread.id} has none`];
    return [
      ...wrongPath(thread, { values, evidence }),
      ...wrongInputs(thread, { values, evidence }),
      ...wrongMessages(thread, values),
      ...wrongAnswers(thread, { values, evidence }),
    ].map((violation) => `${violation} (${thread.graph} thread ${thread.id})`);
  });
}

interface Within {
  values: ChaosValues;
  evidence: Evidence;
}

/** Superstep by superstep, the committed lines walk along the graph; each walk begins with a new input. */
function wrongPath({ graph }: ChaosThread, { values, evidence }: Within): Violations {
  const journal = new Map(evidence.journal.map((line) => [line.line, line]));
  const unknown = values.lines.filter((line) => !journal.has(line));
  const supersteps = superstepsOf(values.lines.flatMap((line) => journal.get(line) ?? []));
  const found: Violations = unknown.map((line) => `journal: line ${line} is in the state and not in the journal`);
  const levels: readonly (readonly string[])[] = LEVELS[graph];
  const reached = new Map<string, number>();
  let depth = -1;
  for (const superstep of supersteps) {
    const nodes = superstep.map(({ node }) => node).sort();
    const here = levels.findIndex((level) => String([...level].sort()) === String(nodes));
    const isNext = here === 0 || (here > 0 && here === depth + 1);
    // Of a run that was stopped, the head shows what had finished of the superstep it was in.
    const isUnfinished = superstep === supersteps.at(-1) && superstep.some(({ runId }) => isStopped(runId, evidence));
    const isPart = isUnfinished && nodes.every((node) => levels[depth + 1]?.includes(node));
    if (!isNext && !isPart) found.push(`path: superstep ${superstep[0]?.step} holds ${nodes}, after level ${depth}`);
    depth = here;
    for (const { runId } of superstep) reached.set(runId, here);
  }
  for (const [runId, level] of reached) {
    const isSuccess = evidence.runs.some(({ id, status }) => id === runId && status === 'success');
    if (isSuccess && level !== levels.length - 1) found.push(`path: run ${runId} succeeded at level ${level}`);
  }
  return found;
}

function isStopped(runId: string, { runs }: Evidence): boolean {
  return runs.some(({ id, status, stopReason }) => id === runId && status !== 'success' && stopReason !== 'paused');
}

function superstepsOf(lines: JournalLine[]): JournalLine[][] {
  const supersteps: JournalLine[][] = [];
  for (const line of lines) {
    const last = supersteps.at(-1);
    if (last && last[0]?.step === line.step) last.push(line);
    else supersteps.push([line]);
  }
  return supersteps;
}

/** A request that the SDK repeated may have made several runs; each of them brings its input once. */
function wrongInputs({ id }: ChaosThread, { values, evidence }: Within): Violations {
  const runs = evidence.runs.filter(({ threadId, kind }) => threadId === id && kind === 'input');
  const claimed = new Set(claimsOf(evidence).map(({ runId }) => runId));
  const names = new Set([...values.inputs, ...runs.flatMap(({ name }) => name ?? [])]);
  return [...names].flatMap((name) => {
    const ofName = runs.filter((run) => run.name === name);
    const least = ofName.filter(({ status, stopReason }) => status === 'success' || stopReason === 'paused').length;
    const most = ofName.filter((run) => claimed.has(run.id)).length;
    const count = values.inputs.filter((input) => input === name).length;
    return count < least || count > most
      ? [`input: ${name} is in the state ${count} times, not ${least} to ${most}`]
      : [];
  });
}

function wrongMessages(_thread: ChaosThread, { messages, inputs, lines }: ChaosValues): Violations {
  const said = (type: string) =>
    String(messages.filter((message) => message.type === type).map(({ content }) => content));
  const found: Violations = [];
  if (new Set(messages.map(({ id }) => id)).size !== messages.length) found.push('messages: two have the same id');
  if (said('human') !== String(inputs)) found.push(`messages: people said ${said('human')}, the inputs are ${inputs}`);
  if (said('ai') !== String(lines)) found.push(`messages: the graph said ${said('ai')}, the lines are ${lines}`);
  return found;
}

/** An answer is in the state at most once, and exactly once when the run that brought it succeeded. */
function wrongAnswers({ id }: ChaosThread, { values, evidence }: Within): Violations {
  const questions = evidence.questions.filter(({ threadId, outcome }) => threadId === id && outcome === 'answered');
  const succeeded = new Set(evidence.runs.filter(({ status }) => status === 'success').map((run) => run.id));
  const count = (answer: unknown) => values.answers.filter((each) => each === answer).length;
  return [...new Set(values.answers.filter((answer) => !questions.some((question) => question.answer === answer)))]
    .map((answer) => `answer: ${answer} is in the state, but answers no question`)
    .concat(
      questions
        .filter(
          ({ answer, answerRunId }) => count(answer) > 1 || (succeeded.has(answerRunId ?? '') && count(answer) !== 1),
        )
        .map(({ id: question, answer }) => `answer: ${answer} to ${question} is in the state ${count(answer)} times`),
    );
}
