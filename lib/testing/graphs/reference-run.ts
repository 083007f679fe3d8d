// What a run of a graph means, played in memory: no checkpoints, no ids, nothing that is read back. Written from the
// documented semantics and not from the engine.
import { END, START } from '#lib/engine';
import { type GraphPlan, graphsCalledBy, type PlanValues } from './graph-plan';
import { mergeValues, Refused } from './merge-values';
import { chooseWay, type Destination, type Played } from './play-node';
import { ReferenceTask, type RunPlace } from './reference-task';
import type { ReferenceWorld } from './reference-world';
import type { Rest } from './rest';

interface Led {
  readonly source: string;
  readonly ways: readonly Destination[];
}

export class ReferenceRun {
  private values: PlanValues = { log: [] };
  /** Of the state; tasks are one further. */
  private step = -2;
  private tasks: readonly ReferenceTask[] = [];
  /** For each join, which of its sources have come. */
  private readonly arrived: readonly Set<string>[];
  /** Deferred nodes that something leads to. */
  private readonly deferred = new Set<string>();
  /** By the node that calls it, the run of a graph that keeps its state. */
  private readonly kept = new Map<string, ReferenceRun>();
  /** Whether anything has happened since the run was called on to go on: a breakpoint stops it but once. */
  private isChanged = false;

  constructor(
    private readonly plan: GraphPlan,
    private readonly world: ReferenceWorld,
    private readonly at: RunPlace,
  ) {
    this.arrived = plan.joins.map(() => new Set());
  }

  /** Takes input, which is one superstep, and what leads on from START, which is the next. What was due is dropped. */
  begin(input: Partial<PlanValues>): void {
    this.takeTriggers();
    this.values = mergeValues(this.values, [{ update: input, isOverwrite: false }]);
    this.step += 2;
    this.isChanged = true;
    this.follow([{ source: START, ways: this.waysFrom(START, this.values) }]);
  }

  /** A Command that answers nothing: what was due begins anew, beside what it leads to. */
  redirect(update: Partial<PlanValues>, goto: readonly Destination[]): void {
    this.values = mergeValues(this.values, [{ update, isOverwrite: false }]);
    this.step++;
    this.isChanged = false;
    this.tasks = this.beside(this.tasks, goto, (task) =>
      this.task(task.node.name, task.given(this.values), task.place.sendIndex),
    );
  }

  /** A Command that also answers: what is finished stays so. */
  join(update: Partial<PlanValues>, goto: readonly Destination[]): void {
    this.values = mergeValues(this.values, [{ update, isOverwrite: false }]);
    for (const task of this.tasks) if (!task.isDone) task.giveState(this.values);
    this.tasks = this.beside(this.tasks, goto, (task) => task);
  }

  /** Runs on until it comes to rest. */
  async advance(): Promise<Rest> {
    const { before, after } = this.plan.breakpoints;
    while (this.tasks.length > 0) {
      if (this.isChanged && this.tasks.some(({ node }) => before.includes(node.name))) return this.stop();
      this.isChanged = false;
      for (const task of this.tasks) if (task.isRunnable(this.world)) await this.attempt(task);
      const rest = this.rest();
      if (rest) return rest;
      const ran = this.tasks.map(({ node }) => node.name);
      try {
        this.commit();
      } catch (error) {
        return { kind: 'failed', errors: [error] };
      }
      this.isChanged = true;
      if (ran.some((name) => after.includes(name))) return this.stop();
    }
    return { kind: 'done', values: this.values };
  }

  private stop(): Rest {
    this.isChanged = false;
    return { kind: 'waiting', questions: [] };
  }

  /** The state with what is finished of an unfinished superstep. */
  shown(): PlanValues {
    return mergeValues(this.values, this.results());
  }

  /** The nodes that are not finished. */
  next(): string[] {
    return this.tasks.filter(({ isDone }) => !isDone).map(({ node }) => node.name);
  }

  private async attempt(task: ReferenceTask): Promise<void> {
    for (let left = task.node.attempts; left > 0; left--) {
      await task.execute(this.world);
      const { error, played } = task.outcome;
      if (played) task.ways = [...played.goto, ...this.ownWays(task, played)];
      if (error === undefined) return;
      if (error instanceof Refused) break;
    }
    if (task.handOver(this.world)) await this.attempt(task);
  }

  /** A handler goes where it says, and nowhere else. */
  private ownWays({ node, acting }: ReferenceTask, played: Played): Destination[] {
    return acting === node ? this.waysFrom(node.name, mergeValues(this.values, [played])) : [];
  }

  private rest(): Rest | undefined {
    const failed = this.tasks.filter(({ outcome }) => outcome.error !== undefined);
    if (failed.length > 0) {
      for (const { node } of this.tasks) {
        const callsTasks = node.steps.some(({ kind }) => kind === 'tasks');
        const takesLong = callsTasks || graphsCalledBy(node).length > 0 || node.attempts > 1 || node.handler;
        if (takesLong && this.tasks.length > 1) this.world.noteStopped(node);
      }
      for (const { node, pending, isHeld } of this.tasks) if (pending.length > 0 || isHeld) this.world.noteHidden(node);
      return { kind: 'failed', errors: failed.map(({ outcome }) => outcome.error) };
    }
    const questions = this.tasks.flatMap(({ pending }) => pending);
    if (questions.length > 0 || this.tasks.some(({ isHeld }) => isHeld)) return { kind: 'waiting', questions };
    const played = this.tasks.find(({ outcome }) => outcome.handedUp)?.outcome.handedUp;
    return played && { kind: 'parent', played };
  }

  private commit(): void {
    this.values = mergeValues(this.values, this.results());
    this.step++;
    const done = this.inOrder();
    this.takeTriggers();
    // A handler's name is its own: no join waits for it.
    this.follow(done.map(({ acting, ways }) => ({ source: acting.name, ways })));
  }

  private results(): Played[] {
    return this.inOrder().flatMap(({ outcome }) => outcome.played ?? []);
  }

  /** Nodes by name, then Sends as they were sent. */
  private inOrder(): ReferenceTask[] {
    const sends = this.tasks.filter(({ place }) => place.sendIndex !== undefined);
    return [...this.tasks.filter((task) => !sends.includes(task)), ...sends];
  }

  /** A node that runs because something led to it takes its joins with it. */
  private takeTriggers(): void {
    const taken = this.tasks.filter(({ place }) => place.sendIndex === undefined).map(({ node }) => node.name);
    for (const [join, sources] of this.completeJoins()) if (taken.includes(join)) sources.clear();
  }

  private completeJoins(): [target: string, sources: Set<string>][] {
    return this.plan.joins.flatMap(({ sources, target }, index): [string, Set<string>][] => {
      const arrived = this.arrived[index];
      return arrived && sources.every((source) => arrived.has(source)) ? [[target, arrived]] : [];
    });
  }

  private waysFrom(source: string, values: PlanValues): Destination[] {
    const edges = this.plan.edges.filter(([from]) => from === source).map(([, target]) => target);
    const branches = this.plan.branches.filter((branch) => branch.source === source);
    return [...edges, ...branches.flatMap((branch) => chooseWay(branch, values))];
  }

  /** Finds what is due next; a deferred node only when nothing else is. */
  private follow(led: readonly Led[]): void {
    for (const [index, { sources }] of this.plan.joins.entries()) {
      for (const { source } of led) if (sources.includes(source)) this.arrived[index]?.add(source);
    }
    const sends = led.flatMap(({ ways }) => ways.filter((way) => typeof way === 'object'));
    const names = led.flatMap(({ ways }) => ways.filter((way) => typeof way === 'string')).filter((way) => way !== END);
    const isDeferred = (name: string) => this.plan.nodes.some((node) => node.name === name && node.isDeferred);
    const joined = this.completeJoins().map(([target]) => target);
    for (const name of [...names, ...joined]) if (isDeferred(name)) this.deferred.add(name);
    const due = new Set([...names, ...joined].filter((name) => !isDeferred(name)));
    if (due.size === 0 && sends.length === 0) {
      for (const name of this.deferred) due.add(name);
      this.deferred.clear();
    }
    this.tasks = [
      ...sends.map(({ node, args }, sendIndex) => this.task(node, args, sendIndex)),
      ...[...due].sort().map((name) => this.task(name, this.values)),
    ];
  }

  private task(name: string, input: PlanValues, sendIndex?: number): ReferenceTask {
    const node = this.plan.nodes.find((each) => each.name === name);
    if (!node) throw new Error(`The plan has no node "${name}".`);
    const step = this.step + 1;
    const owner = `${this.at.owner}|${step}:${sendIndex ?? name}`;
    return new ReferenceTask(node, input, {
      owner,
      step,
      isStored: this.at.isStored,
      openGraph: (graph, at) => this.openGraph(graph, at),
      ...(sendIndex !== undefined && { sendIndex }),
    });
  }

  private openGraph(graph: GraphPlan, at: RunPlace): ReferenceRun {
    if (!graph.isKept || !at.isStored || at.caller === undefined) return new ReferenceRun(graph, this.world, at);
    const before = this.kept.get(at.caller) ?? new ReferenceRun(graph, this.world, { ...at, owner: at.caller });
    this.kept.set(at.caller, before);
    return before;
  }

  /** Tasks of one superstep, with those that are led to as well. */
  private beside(
    tasks: readonly ReferenceTask[],
    goto: readonly Destination[],
    make: (task: ReferenceTask) => ReferenceTask,
  ): ReferenceTask[] {
    const due = tasks.map(make);
    const sends = due.filter(({ place }) => place.sendIndex !== undefined);
    const pulls = due.filter((task) => !sends.includes(task));
    for (const way of goto) {
      if (typeof way === 'object') sends.push(this.task(way.node, way.args, sends.length));
      else if (!pulls.some(({ node }) => node.name === way)) pulls.push(this.task(way, this.values));
    }
    return [...sends, ...pulls.toSorted((a, b) => (a.node.name < b.node.name ? -1 : 1))];
  }
}
