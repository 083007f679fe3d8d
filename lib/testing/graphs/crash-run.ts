// Runs a plan's graph as a server would whose processes die: whatever is stored, the next process goes on from it.
import assert from 'node:assert/strict';
import {
  type BaseCheckpointSaver,
  Command,
  type Durability,
  type Interrupt,
  isInterrupted,
  type StateSnapshot,
} from '#lib/engine';
import { answerTo } from './answer-to';
import { buildGraph } from './build-graph';
import type { GraphPlan, PlanValues } from './graph-plan';
import { type Death, Fate, MortalProcess, ProcessDied } from './mortal-process';
import { Journal, PlannedFailure } from './play-node';
import { Records } from './records';
import { errorsIn } from './rest';

/** Where a thread is stored. */
export interface Storage {
  readonly threadId: string;
  /** Nothing of a dead process can arrive once the next one has opened its saver. */
  readonly isFenced: boolean;
  /** A saver as a new process has it. */
  open(): Promise<BaseCheckpointSaver>;
  /** Sees to it that what a saver holds back is stored, as whoever calls a graph does at its end. */
  settle?(saver: BaseCheckpointSaver): Promise<void>;
}

export interface CrashRun {
  readonly plan: GraphPlan;
  readonly storage: Storage;
  readonly durability?: Durability | undefined;
  readonly deaths: readonly Death[];
}

export interface CrashReport {
  readonly values: PlanValues;
  /** Executions of each task. */
  readonly entered: ReadonlyMap<string, number>;
  /** What was asked, each as often as it had another id. */
  readonly questions: readonly string[];
  /** By all processes together. */
  readonly writes: number;
}

export const CRASH_INPUT = { log: ['in'] };
const MOST_CALLS = 200;

/** @throws when something is repeated that was stored, or asked again that was answered. */
export async function runThroughCrashes({
  plan,
  storage,
  deaths,
  durability = 'sync',
}: CrashRun): Promise<CrashReport> {
  const journal = new Journal();
  const fate = new Fate(deaths);
  const records = new Records();
  const asked = new Map<string, string>();
  const config = { configurable: { thread_id: storage.threadId }, recursionLimit: 200, durability };
  for (let calls = 0; calls < MOST_CALLS; calls++) {
    const saver = await storage.open();
    const process = new MortalProcess(saver, fate, records);
    const graph = buildGraph(plan, { journal, saver: process.saver, onEnter: (taskId) => process.enter(taskId) });
    const before = await graph.getState(config);
    const questions = questionsIn(before);
    records.checkOpen([...questions.keys()]);
    for (const [id, question] of questions) asked.set(id, question);
    const first = firstOf(questions);
    if (first) records.give(first[0]);
    try {
      // The input is given again if it was lost.
      const input = before.metadata
        ? ((first && new Command({ resume: { [first[0]]: answerTo(first[1]) } })) ?? null)
        : CRASH_INPUT;
      const result: unknown = await graph.invoke(input, config);
      await storage.settle?.(saver);
      process.settled();
      if (isInterrupted(result)) continue;
      return {
        values: result as PlanValues,
        entered: journal.entered,
        questions: [...asked.values()].sort(),
        writes: fate.writes,
      };
    } catch (error) {
      if (!isExpected(error)) throw error;
      if (!storage.isFenced) await process.quiet();
    }
  }
  assert.fail('The thread does not come to an end.');
}

function questionsIn({ tasks }: Pick<StateSnapshot, 'tasks'>): Map<string, string> {
  const interrupts: Interrupt[] = tasks.flatMap((task) => task.interrupts);
  return new Map(interrupts.map(({ id = '', value }) => [id, String(value)]));
}

/** The question that is answered next, since one is answered at a time. */
function firstOf(questions: ReadonlyMap<string, string>): [id: string, question: string] | undefined {
  return [...questions].sort(([, a], [, b]) => (a < b ? -1 : 1))[0];
}

function isExpected(error: unknown): boolean {
  return errorsIn(error).every((each) => each instanceof ProcessDied || each instanceof PlannedFailure);
}
