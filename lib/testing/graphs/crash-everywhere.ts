import assert from 'node:assert/strict';
import type { Durability } from '#lib/engine';
import { answerTo } from './answer-to';
import { CRASH_INPUT, type CrashReport, type CrashRun, runThroughCrashes, type Storage } from './crash-run';
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
  /** How many more writes of the processes that follow are deadly, too, for each that is; by default none. */
  readonly again?: number;
}

/** Lets a process of the plan die before and after each of its writes. @throws where that makes a difference in the end */
export async function crashEverywhere({
  plan,
  newStorage,
  durability,
  parallel = 1,
  again = 0,
}: CrashOptions): Promise<void> {
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
      await run([death, ...later(death, again)]).catch((cause: unknown) => {
        throw new Error(`Died ${when} write ${atWrite} of ${writes}: ${String(cause)}`, { cause });
      });
    }
  };
  await Promise.all(Array.from({ length: parallel }, playDeaths));
}

/** Of the processes that follow one dies soon, and one later: while it reads on, and while it answers. */
function later({ atWrite, when }: Death, again: number): Death[] {
  return Array.from({ length: again }, (_, n) => ({ atWrite: atWrite + 1 + n * 4 + (atWrite % 3), when }));
}

/** One run, whose processes die at the writes that are named. @throws where that makes a difference in the end; TooMuch */
export async function crashAt(run: CrashRun): Promise<void> {
  const expected = await expectedOf(run.plan);
  if (!expected) throw new TooMuch('The plan does not come to a good end.');
  compare(await runThroughCrashes(run), expected);
}

interface Expected {
  readonly values: PlanValues;
  readonly questions: readonly string[];
  readonly tasks: readonly string[];
  /** Whether it is certain that a task is executed, whatever stops its siblings. */
  isCertain(task: string): boolean;
}

/** What the plan comes to when so many questions are answered at once; undefined when it fails for good, or is too large. */
export async function expectedOf(plan: GraphPlan, atOnce = 1): Promise<Expected | undefined> {
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
          isCertain: (task) => world.isCertain(task),
        };
      if (rest.kind === 'waiting')
        for (const question of rest.questions.toSorted().slice(0, atOnce))
          world.answers.set(question, answerTo(question));
      if (isRefused(rest)) return undefined;
    }
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
}

function compare({ values, questions, entered }: CrashReport, expected: Expected): void {
  const isCertain = (task: string) => expected.isCertain(task);
  assert.deepEqual(values, expected.values);
  assert.deepEqual(questions.filter(isCertain), expected.questions.filter(isCertain));
  assert.deepEqual([...entered.keys()].sort().filter(isCertain), expected.tasks.filter(isCertain));
}
