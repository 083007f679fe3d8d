import assert from 'node:assert/strict';
import type { Durability } from '#lib/engine';
import { answerTo } from './answer-to';
import { CRASH_INPUT, type CrashReport, runThroughCrashes, type Storage } from './crash-run';
import type { GraphPlan, PlanValues } from './graph-plan';
import type { Death } from './mortal-process';
import { ReferenceRun } from './reference-run';
import { ReferenceWorld, TooMuch } from './reference-world';
import { isRefused } from './rest';

export interface CrashOptions {
  readonly plan: GraphPlan;
  readonly newStorage: () => Promise<Storage>;
  readonly durability?: Durability;
  /** How many threads are played at the same time. */
  readonly parallel?: number;
}

/** Lets a process of the plan die before and after each of its writes. @throws where that makes a difference in the end */
export async function crashEverywhere({ plan, newStorage, durability, parallel = 1 }: CrashOptions): Promise<void> {
  const expected = await expectedOf(plan);
  assert(expected, 'The plan does not come to a good end.');
  const run = async (deaths: readonly Death[]) => {
    const report = await runThroughCrashes({ plan, durability, deaths, storage: await newStorage() });
    compare(report, expected);
    return report;
  };
  const { writes } = await run([]);
  const deaths = Array.from({ length: writes }, (_, n) => n + 1).flatMap((atWrite): Death[] => [
    { atWrite, when: 'before' },
    { atWrite, when: 'after' },
  ]);
  const playDeaths = async () => {
    for (let death = deaths.shift(); death; death = deaths.shift()) {
      const { when, atWrite } = death;
      await run([death]).catch((cause: unknown) => {
        throw new Error(`Died ${when} write ${atWrite} of ${writes}: ${String(cause)}`, { cause });
      });
    }
  };
  await Promise.all(Array.from({ length: parallel }, playDeaths));
}

interface Expected {
  readonly values: PlanValues;
  readonly questions: readonly string[];
  readonly tasks: readonly string[];
}

/** What the plan comes to; undefined when it fails for good, or is too large. */
export async function expectedOf(plan: GraphPlan): Promise<Expected | undefined> {
  const world = new ReferenceWorld(true);
  const run = new ReferenceRun(plan, world, { owner: '', isStored: true });
  run.begin(CRASH_INPUT);
  try {
    for (let rest = await run.advance(); ; rest = await run.advance()) {
      world.checkSize();
      if (rest.kind === 'done')
        return {
          values: rest.values,
          questions: [...world.answers.keys()].sort(),
          tasks: [...world.journal.entered.keys()].sort(),
        };
      if (rest.kind === 'waiting')
        for (const question of rest.questions) world.answers.set(question, answerTo(question));
      if (isRefused(rest)) return undefined;
    }
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

function compare({ values, questions, entered }: CrashReport, expected: Expected): void {
  assert.deepEqual(values, expected.values);
  assert.deepEqual(questions, expected.questions);
  assert.deepEqual([...entered.keys()].sort(), expected.tasks);
}
