import { type GraphPlan, graphsCalledBy, type NodePlan, type PlanValues } from './graph-plan';
import { type Destination, type NodeRuntime, type Played, playNode, taskKey } from './play-node';
import { type ReferenceWorld, TooMuch } from './reference-world';
import type { Rest } from './rest';

/** What an execution came to. Nothing of it is there while the task waits. */
export interface Outcome {
  readonly played?: Played;
  readonly error?: unknown;
  /** A Command for the graph around. */
  readonly handedUp?: Played;
}

/** Thrown at a question without an answer. */
class Waiting extends Error {}

/** Thrown by a call of a graph with a node that addresses the graph around it. */
class HandedUp extends Error {
  constructor(readonly played: Played) {
    super('handed up');
  }
}

interface Place {
  /** Names the task in the whole world. */
  readonly owner: string;
  readonly step: number;
  /** Its place among the Sends; without one the node runs because something leads to it. */
  readonly sendIndex?: number;
  /** Whether graphs that it calls go on where they stopped when it runs again. */
  readonly isStored: boolean;
  openGraph(graph: GraphPlan, at: RunPlace): NestedRun;
}

export interface RunPlace {
  readonly owner: string;
  readonly isStored: boolean;
  /** The node that calls it. */
  readonly caller?: string;
}

interface NestedRun {
  begin(input: PlanValues): void;
  advance(): Promise<Rest>;
}

/** A node that is due in a superstep. */
export class ReferenceTask {
  /** Questions that it, or a graph it has called, waits with. */
  pending: readonly string[] = [];
  outcome: Outcome = {};
  /** Where it leads, once it is done. */
  ways: readonly Destination[] = [];
  /** A graph that it calls stopped at a breakpoint. */
  isHeld = false;
  /** What is executed: the node, or its error handler once the node has failed for good. */
  acting: NodePlan;
  private readonly called = new Map<number, NestedRun>();
  /** Of the tasks it calls, by name: the result, or the questions that one waits with. */
  private readonly kept = new Map<string, string | readonly string[]>();

  constructor(
    readonly node: NodePlan,
    private input: PlanValues,
    readonly place: Place,
  ) {
    this.acting = node;
  }

  get isDone(): boolean {
    return this.outcome.played !== undefined;
  }

  isRunnable({ answers }: ReferenceWorld): boolean {
    return !this.isDone && (this.pending.length === 0 || this.pending.some((question) => answers.has(question)));
  }

  /** The node has failed for good. False when nothing handles that. */
  handOver(world: ReferenceWorld): boolean {
    if (!this.node.handler || this.acting !== this.node) return false;
    world.noteHanded(this.node);
    this.acting = this.node.handler;
    this.kept.clear();
    return true;
  }

  /** What it begins with when it begins anew. */
  given(values: PlanValues): PlanValues {
    return this.place.sendIndex === undefined ? values : this.input;
  }

  /** The state has changed while it waits; what is sent stays as it was sent. */
  giveState(values: PlanValues): void {
    if (this.place.sendIndex === undefined) this.input = values;
  }

  async execute(world: ReferenceWorld): Promise<void> {
    const raised: string[] = [];
    this.isHeld = false;
    const outcome = await this.outcomeOf(world, raised);
    this.pending = raised;
    // A question counts before anything else that the node did: an approval is never skipped.
    this.outcome = raised.length > 0 || this.isHeld ? {} : outcome;
  }

  private async outcomeOf(world: ReferenceWorld, raised: string[]): Promise<Outcome> {
    const running: Promise<unknown>[] = [];
    const begin = <Result>(work: Promise<Result>): Promise<Result> => {
      running.push(work);
      return work;
    };
    const runtime: NodeRuntime = {
      journal: world.journal,
      wait: async () => {},
      ask(question) {
        if (world.answers.has(question)) return world.answers.get(question);
        raised.push(question);
        throw new Waiting();
      },
      keep: (name, run) => begin(this.keep(name, run, { world, raised })),
      call: (index, input) => begin(this.call(index, input, raised)),
    };
    try {
      const played = await this.play(runtime, world);
      return played.isForParent ? { handedUp: played } : { played };
    } catch (error) {
      if (error instanceof TooMuch) throw error;
      // As if the node had returned it itself.
      return error instanceof HandedUp ? { played: { ...error.played, isForParent: false } } : { error };
    } finally {
      const ends = await Promise.allSettled(running);
      const hasFailed = ends.some((end) => end.status === 'rejected' && isFailure(end.reason));
      this.isHeld = ends.some((end) => end.status === 'rejected' && end.reason instanceof Waiting);
      if ((raised.length > 0 || this.isHeld) && hasFailed) world.noteHidden(this.node);
    }
  }

  private async play(runtime: NodeRuntime, world: ReferenceWorld): Promise<Played> {
    const { acting, input, place } = this;
    if (acting.subgraph) {
      const update = { ...(await runtime.call(0, input)) };
      return { update, isOverwrite: false, goto: [], isForParent: false };
    }
    const call = { plan: acting, input, step: place.step };
    world.noteTask(taskKey(call), place.owner);
    return playNode(call, runtime);
  }

  /** Returns what the task has returned before, or waits with it as long as nobody has answered it. */
  private async keep(name: string, run: () => Promise<string>, { world, raised }: Keeping): Promise<string> {
    const known = this.kept.get(name) ?? [];
    if (typeof known === 'string') return known;
    if (known.length > 0 && !known.some((question) => world.answers.has(question))) {
      raised.push(...known);
      throw new Waiting();
    }
    const before = raised.length;
    const result = run();
    // It asks before it waits for anything.
    this.kept.set(name, raised.slice(before));
    const value = await result;
    this.kept.set(name, value);
    return value;
  }

  private async call(index: number, input: PlanValues, raised: string[]): Promise<PlanValues> {
    const run = this.runOf(index, input);
    const rest = await run.advance();
    switch (rest.kind) {
      case 'done':
        return rest.values;
      case 'waiting':
        raised.push(...rest.questions);
        throw new Waiting();
      case 'parent':
        throw new HandedUp(rest.played);
      case 'failed':
        throw rest.errors.length === 1 ? rest.errors[0] : new AggregateError(rest.errors, 'Several nodes failed.');
      default:
        return rest satisfies never;
    }
  }

  private runOf(index: number, input: PlanValues): NestedRun {
    const graph = graphsCalledBy(this.node)[index] as GraphPlan; // a node calls no more than it has
    const isStored = this.place.isStored && graph.isStored;
    const before = this.called.get(index);
    if (before && isStored) return before;
    const run = this.place.openGraph(graph, {
      owner: `${this.place.owner}>${index}`,
      isStored,
      caller: this.node.name,
    });
    this.called.set(index, run);
    run.begin(input);
    return run;
  }
}

interface Keeping {
  readonly world: ReferenceWorld;
  readonly raised: string[];
}

function isFailure(error: unknown): boolean {
  return !(error instanceof Waiting || error instanceof HandedUp);
}
