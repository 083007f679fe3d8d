import { END } from '#lib/engine';
import type { BranchPlan, DestinationPlan, NodePlan, PlanValues, StepPlan } from './graph-plan';

/** What a node may use of the runtime that executes it. */
export interface NodeRuntime {
  ask(question: string): unknown;
  /** Runs the `index`th graph that this node calls. */
  call(index: number, input: PlanValues): Promise<PlanValues>;
  /** Calls a task by a name that no other call of the node has, and keeps its result. */
  keep(name: string, run: () => Promise<string>): Promise<string>;
  wait(turns: number): Promise<void>;
  readonly journal: Journal;
}

export interface NodeCall {
  readonly plan: NodePlan;
  readonly input: PlanValues;
  readonly step: number;
}

/** Where a node leads: a node's name, or what is sent to it. */
export type Destination = string | { readonly node: string; readonly args: PlanValues };

/** What a node returned, before it takes the runtime's form. */
export interface Played {
  readonly update: Partial<PlanValues>;
  readonly isOverwrite: boolean;
  readonly goto: readonly Destination[];
  /** It concerns the graph around the node's own. */
  readonly isForParent: boolean;
}

/** What happened outside of any state: it is never taken back. */
export class Journal {
  /** Executions of each task. */
  readonly entered = new Map<string, number>();
  private readonly thrown = new Map<string, number>();

  enter(key: string): void {
    this.entered.set(key, (this.entered.get(key) ?? 0) + 1);
  }

  failAtFirst(key: string, times: number): void {
    const before = this.thrown.get(key) ?? 0;
    if (before >= times) return;
    this.thrown.set(key, before + 1);
    throw new PlannedFailure(key);
  }
}

export class PlannedFailure extends Error {}

/** From here on no node leads anywhere but along its plain edges, so that loops come to an end. */
const LONG_LOG = 14;

export async function playNode(call: NodeCall, runtime: NodeRuntime): Promise<Played> {
  const key = taskKey(call);
  runtime.journal.enter(key);
  const heard: unknown[] = [];
  const count = { asked: 0, called: 0 };
  for (const [place, step] of call.plan.steps.entries()) {
    if (step.kind === 'wait') await runtime.wait(step.turns);
    if (step.kind === 'fail') runtime.journal.failAtFirst(`${key} ${place}`, step.times);
    if (step.kind === 'ask') heard.push(...(await askAll(step, key, { runtime, count })));
    if (step.kind === 'tasks') heard.push(...(await keepAll(step, { key, place }, runtime)));
    if (step.kind === 'call') heard.push(...(await callAll(step, call, { runtime, count })));
  }
  return returned(call, heard);
}

/** Names a task the same way in every runtime. */
export function taskKey({ plan, input, step }: NodeCall): string {
  return `${plan.name}@${step} ${JSON.stringify(input.log)}`;
}

/** Which way a conditional edge takes. */
export function chooseWay({ source, ways }: BranchPlan, { log }: PlanValues): Destination[] {
  if (log.length >= LONG_LOG) return [END];
  const way = ways[log.length % ways.length] ?? [];
  return way.map((destination, place) => address(destination, `${source}/${place}`, log));
}

interface Asking {
  readonly runtime: NodeRuntime;
  readonly count: { asked: number; called: number };
}

function askAll({ count: n }: StepPlan & { kind: 'ask' }, key: string, { runtime, count }: Asking): Promise<unknown[]> {
  const questions = Array.from({ length: n }, () => `${key} #${count.asked++}`);
  return Promise.all(questions.map(async (question) => runtime.ask(question)));
}

function keepAll(
  { tasks }: StepPlan & { kind: 'tasks' },
  { key, place }: { key: string; place: number },
  { journal, ask, keep }: NodeRuntime,
): Promise<unknown[]> {
  return Promise.all(
    tasks.map(({ asks, fails }, index) => {
      const name = `task ${place} ${index}`;
      return keep(name, async () => {
        journal.enter(`${key} ${name}`);
        const answer = asks ? await ask(`${key} ${name}?`) : '';
        journal.failAtFirst(`${key} ${name}`, fails);
        return `${index} ${JSON.stringify(answer)}`;
      });
    }),
  );
}

function callAll(
  { graphs }: StepPlan & { kind: 'call' },
  { plan, step }: NodeCall,
  { runtime, count }: Asking,
): Promise<unknown[]> {
  const indexes = graphs.map(() => count.called++);
  return Promise.all(
    indexes.map(async (index) => {
      const { log, sum, last } = await runtime.call(index, { log: [`${plan.name}@${step} calls ${index}`] });
      return [...log, sum ?? '-', last ?? '-'].join(' ');
    }),
  );
}

function returned({ plan, input, step }: NodeCall, heard: readonly unknown[]): Played {
  const { writes, form, goto } = plan.result;
  const entry = `${plan.name}@${step}${heard.map((each) => ` ${JSON.stringify(each)}`).join('')}`;
  const mayGo = form !== 'update' && input.log.length < LONG_LOG;
  return {
    update: {
      ...(writes !== 'nothing' && { log: [entry] }),
      ...(writes === 'sum' && { sum: entry }),
      ...(writes === 'last' && { last: entry }),
    },
    isOverwrite: writes === 'overwrite',
    isForParent: form === 'parent',
    goto: mayGo ? goto.map((each, place) => address(each, `${plan.name}.${place}`, input.log)) : [],
  };
}

/** What is sent tells its sender, so that no two tasks have the same input, and is longer, so that no chain of Sends is endless. */
function address({ node, isSend }: DestinationPlan, sender: string, log: readonly string[]): Destination {
  return isSend ? { node, args: { log: [...log, 'sent', 'by', sender] } } : node;
}
