// Time travel: what is begun at an older checkpoint comes to the same end, and changes nothing of what was there.
import assert from 'node:assert/strict';
import { type BaseCheckpointSaver, type CheckpointTuple, Command, MemorySaver } from '#lib/engine';
import { answerTo, withoutSteps } from './answer-to';
import { expectedOf } from './crash-everywhere';
import { CRASH_INPUT } from './crash-run';
import { type EngineInput, EngineSide } from './engine-side';
import type { GraphPlan, PlanValues } from './graph-plan';
import { PlannedFailure } from './play-node';
import { TooMuch } from './reference-world';
import { errorsIn } from './rest';

export interface ForkPlay {
  readonly plan: GraphPlan;
  /** Decide where each branch begins, and how. */
  readonly choices: readonly number[];
}

const THREAD = 'thread';
const MOST_CALLS = 60;

/** @throws AssertionError; TooMuch when the plan says nothing. */
export async function playForks({ plan, choices }: ForkPlay): Promise<void> {
  const expected = await expectedOf(plan, Number.POSITIVE_INFINITY);
  if (!expected) throw new TooMuch('The plan does not come to a good end.');
  const { saver, namespaces } = recordNamespaces(new MemorySaver());
  const engine = new EngineSide(plan, { saver, threadId: THREAD, isFresh: true, durability: 'sync' });
  const first = await drive(engine, CRASH_INPUT);
  assert.deepEqual(first.values, expected.values);
  const [, ...older] = await readAll(saver, ['']);
  for (const choice of choices) {
    const at = older[choice % older.length]?.checkpoint.id ?? '';
    const before = await readAll(saver, namespaces);
    const isReplay = choice % 3 > 0;
    const branch = await drive(engine, isReplay ? null : { log: ['elsewhere'] }, at);
    const again = [...branch.asked.keys()].filter((id) => first.asked.has(id));
    assert.deepEqual(again, [], `Questions of the first run are open in a branch at ${at}.`);
    if (isReplay) compareReplay(branch, { first, at });
    const after = new Map((await readAll(saver, namespaces)).map((tuple) => [keyOf(tuple), tuple]));
    for (const tuple of before) assert.deepEqual(after.get(keyOf(tuple)), tuple, `A branch at ${at} changed another.`);
  }
}

interface Driven {
  /** Missing when the run fails for good. */
  readonly values: PlanValues | undefined;
  /** By id, every question and the checkpoint it was open at. */
  readonly asked: ReadonlyMap<string, { readonly question: string; readonly at: string }>;
}

/** Answers whatever is asked and continues whatever fails, to the end. */
async function drive(engine: EngineSide, input: EngineInput, from?: string): Promise<Driven> {
  const asked = new Map<string, { question: string; at: string }>();
  let rest = await engine.call(input, from);
  for (let calls = 0; rest.kind !== 'done' && calls < MOST_CALLS; calls++) {
    if (rest.kind === 'failed' && !errorsIn(rest.error).every((each) => each instanceof PlannedFailure)) break;
    const questions = rest.kind === 'waiting' ? rest.questions : [];
    const at = String((await engine.state()).config.configurable?.checkpoint_id);
    for (const { id = '', value } of questions) asked.set(id, { question: value, at });
    const answers = questions.map(({ id = '', value }) => [id, answerTo(value)] as const);
    rest = await engine.call(answers.length > 0 ? new Command({ resume: Object.fromEntries(answers) }) : null);
  }
  return { asked, values: rest.kind === 'done' ? rest.values : undefined };
}

/** What was asked from there on is asked again, and everything comes to the same. */
function compareReplay(branch: Driven, { first, at }: { first: Driven; at: string }): void {
  const questions = (asked: Iterable<{ question: string }>) =>
    [...asked].map(({ question }) => withoutSteps(question)).sort();
  const later = [...first.asked.values()].filter((each) => each.at >= at);
  assert.deepEqual(questions(branch.asked.values()), questions(later), `The replay of ${at} asks otherwise.`);
  const [ended, expected] = [branch, first].map(({ values }) => withoutSteps(JSON.stringify(values) ?? ''));
  assert.equal(ended, expected, `The replay of ${at} ends otherwise.`);
}

function recordNamespaces(inner: MemorySaver): { saver: BaseCheckpointSaver; namespaces: Set<string> } {
  const namespaces = new Set<string>();
  const putStep = inner.putStep.bind(inner);
  inner.putStep = (config, step) => {
    namespaces.add(config.configurable?.checkpoint_ns ?? '');
    return putStep(config, step);
  };
  return { saver: inner, namespaces };
}

async function readAll(saver: BaseCheckpointSaver, namespaces: Iterable<string>): Promise<CheckpointTuple[]> {
  const tuples: CheckpointTuple[] = [];
  for (const ns of namespaces) {
    for await (const tuple of saver.list({ configurable: { thread_id: THREAD, checkpoint_ns: ns } }))
      tuples.push(tuple);
  }
  return tuples;
}

function keyOf({ config: { configurable } }: CheckpointTuple): string {
  return `${configurable?.checkpoint_ns} ${configurable?.checkpoint_id}`;
}
