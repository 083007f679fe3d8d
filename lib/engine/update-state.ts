// Edits of a thread's state from outside: each is one more checkpoint, made as if a node had returned the values.
import { ambient } from './ambient';
import { applyWrites, type ChannelState, type TaskWrites } from './apply-writes';
import { CheckpointWriter } from './checkpoint-writer';
import { readAnswers } from './command-writes';
import {
  COPY,
  DEFAULT_RECURSION_LIMIT,
  END,
  INPUT,
  INTERRUPT,
  NAMESPACE_SEPARATOR,
  PUSH,
  START,
  TASKS,
} from './constants';
import { GraphValueError, InvalidUpdateError } from './errors';
import type { NodeSpec } from './graph-spec';
import { interrupt } from './interrupt';
import { currentTuple } from './lineage';
import type { LoopScope } from './loop-scope';
import { emptyState, type LoopState, stateOfTuple } from './loop-state';
import { prepareUpdates, readNodeOutput } from './node-output';
import { portsOf, type RunnableGraph } from './open-loop';
import { type PlannedTask, planTasks } from './plan-tasks';
import { sortableId } from './ports';
import { findNestedGraph, requireSaver } from './read-state';
import { routeOutput } from './route-output';
import { RunContext } from './run-context';
import { readTasks, withCommands } from './snapshot';
import { isFinished, type TaskState } from './task-state';
import type { CheckpointMetadata, LangGraphRunnableConfig, RunnableConfig, StateUpdate } from './types';

/** Applies the edits one after another and returns the config of the last checkpoint. */
export async function updateState(
  graph: RunnableGraph,
  config: RunnableConfig,
  updates: readonly StateUpdate[],
): Promise<RunnableConfig> {
  if (updates.length === 0) throw new InvalidUpdateError('INVALID_UPDATE', 'There is no update to apply.');
  let at = config;
  for (const update of updates) {
    const edit = await StateEdit.open(graph, {
      ...config,
      configurable: { ...config.configurable, ...at.configurable },
    });
    at = await edit.apply(update);
  }
  return at;
}

interface Edited {
  readonly channels: ChannelState;
  readonly source: CheckpointMetadata['source'];
  /** The checkpoint that the new one follows. */
  readonly parent: LoopState;
  readonly copyOf?: string;
}

class StateEdit {
  private readonly writer: CheckpointWriter;
  private readonly tasks: readonly TaskState[];
  private readonly nextId: string;

  private constructor(
    private readonly scope: LoopScope & { threadId: string },
    private readonly state: LoopState,
    headId: string | undefined,
  ) {
    const { graph, ns, threadId } = scope;
    this.writer = new CheckpointWriter(scope, headId);
    this.nextId = this.writer.nextId(state);
    this.tasks = readTasks({ graph, state, ns, threadId, answers: readAnswers(state.pendingWrites) });
  }

  static async open(graph: RunnableGraph, config: RunnableConfig): Promise<StateEdit> {
    const saver = requireSaver(graph, config);
    const { thread_id: threadId, checkpoint_ns: ns = '', checkpoint_id: checkpointId } = config.configurable ?? {};
    if (!threadId)
      throw new GraphValueError('MISSING_THREAD_ID', 'An edit needs a thread: { configurable: { thread_id } }.');
    const { tuple: current, headId, rootId } = await currentTuple(saver, config);
    const tuple = checkpointId === undefined ? current : await saver.getTuple(config);
    if (checkpointId !== undefined && !tuple) {
      throw new GraphValueError('CHECKPOINT_NOT_FOUND', `Thread ${threadId} has no checkpoint ${checkpointId}.`);
    }
    const run = new RunContext({ ports: portsOf(config) });
    const scope = {
      graph: findNestedGraph(graph, ns).spec,
      run,
      config,
      threadId,
      ns,
      saver,
      sinks: [],
      cancellation: run.cancellation,
      interruptBefore: [],
      interruptAfter: [],
      recursionLimit: DEFAULT_RECURSION_LIMIT,
    };
    // An edit of the past branches off before the tasks that ran from there: what they wrote belongs to the other branch.
    const isPast = tuple !== undefined && tuple.checkpoint.id !== current?.checkpoint.id;
    const from = isPast ? { ...tuple, pendingWrites: [] } : tuple;
    const state = from ? stateOfTuple(scope.graph, from) : emptyState(sortableId(run.ports));
    return new StateEdit(scope, isPast ? state : madeAt(state, rootId), headId);
  }

  async apply(update: StateUpdate): Promise<RunnableConfig> {
    const { channels, source, parent, copyOf } = await this.edit(update);
    // On a thread without any checkpoint: -1 is the step of an input.
    const before = source === 'update' && !parent.exists ? { ...parent, step: -1 } : parent;
    const next = this.writer.successor(before, { id: this.nextId, channels, source, ...(copyOf && { copyOf }) });
    await this.writer.put(next, parent, { writes: [] });
    await this.reopenParents();
    return this.writer.configOf(next.checkpointId);
  }

  private async edit({ values, asNode }: StateUpdate): Promise<Edited> {
    const { state } = this;
    if (asNode === COPY) return this.copy();
    if (asNode === INPUT) return { channels: this.asInput(values), source: 'input', parent: state };
    if ((values === null || values === undefined) && asNode === undefined) {
      return { channels: this.settle(), source: 'update', parent: state };
    }
    if (asNode === END) return { channels: this.clearTasks(values), source: 'update', parent: state };
    const node = this.findNode(asNode ?? this.lastNode());
    return { channels: await this.asNode(node, values), source: 'update', parent: state };
  }

  private copy(): Edited {
    const { state, scope } = this;
    if (!state.exists)
      throw new InvalidUpdateError(
        'INVALID_UPDATE',
        `Thread ${scope.threadId} has no checkpoint: there is nothing to copy.`,
      );
    return { channels: state.channels, source: 'fork', parent: parentOf(state), copyOf: state.checkpointId };
  }

  /** What finished tasks wrote becomes part of the state; the others stay due. */
  private settle(): ChannelState {
    const base = withCommands(this.scope.graph, this.state);
    const finished = this.tasks.filter(isFinished).map(writesOf);
    return finished.length === 0 ? base : this.applyKeeping(base, finished, this.unfinished());
  }

  private clearTasks(values: unknown): ChannelState {
    if (values !== null && values !== undefined) {
      throw new InvalidUpdateError('INVALID_UPDATE', 'An edit as END takes no values; it only drops what is due.');
    }
    return this.applyKeeping(withCommands(this.scope.graph, this.state), this.tasks.map(writesOf), []);
  }

  private asInput(values: unknown): ChannelState {
    const { graph, run } = this.scope;
    const { updates } = readNodeOutput(INPUT, values);
    const prepared = Object.fromEntries(prepareUpdates(graph, updates, () => run.ports.uuid()));
    const dropped = this.tasks.map(({ task }) => ({ ...task, writes: [] }));
    const input: TaskWrites = { name: INPUT, path: [], triggers: [], writes: [[START, prepared]] };
    return this.applyKeeping(withCommands(graph, this.state), [...dropped, input], []);
  }

  /**
   * An edit in the name of a task that is due takes its place; in another node's name it replaces what was due. What became
   * due because a sibling has finished stays in either case.
   */
  private async asNode(node: NodeSpec, values: unknown): Promise<ChannelState> {
    const { graph, run, config, ns } = this.scope;
    const base = this.settle();
    const route = { graph, state: base, config: editConfig(config, run), mintId: () => run.ports.uuid() };
    const writes = node.readResult
      ? node.readResult(values)
      : await ambient.run(route.config, () => routeOutput(node, readNodeOutput(node.name, values), route));
    const due = planTasks(graph, base, { checkpointId: this.state.checkpointId, ns, step: this.state.step + 1 });
    const own = due.find((task) => task.name === node.name);
    const before = this.unfinished();
    const kept = due.filter((task) => (own ? task !== own : !before.some((other) => isSameTask(other, task))));
    const dropped = due.filter((task) => task !== own && !kept.includes(task)).map((task) => ({ ...task, writes: [] }));
    const edit: TaskWrites = { name: node.name, path: [], triggers: own?.triggers ?? [INTERRUPT], writes };
    return this.applyKeeping(base, [...dropped, edit], kept);
  }

  private applyKeeping(base: ChannelState, tasks: readonly TaskWrites[], kept: readonly PlannedTask[]): ChannelState {
    const { channels, triggers } = this.scope.graph;
    const keep = new Set(kept.flatMap((task) => task.triggers));
    const applied = applyWrites(base, tasks, { channels, triggers, checkpointId: this.nextId, keep });
    const sends = kept.filter((task) => task.path[0] === PUSH).map(sendOf);
    if (sends.length === 0) return applied;
    const others = applied.values[TASKS];
    return { ...applied, values: { ...applied.values, [TASKS]: [...(Array.isArray(others) ? others : []), ...sends] } };
  }

  private unfinished(): PlannedTask[] {
    return this.tasks.filter((task) => !isFinished(task)).map(({ task }) => task);
  }

  private findNode(name: string): NodeSpec {
    const node = this.scope.graph.nodes.get(name);
    if (node) return node;
    const known = [...this.scope.graph.nodes.keys()].join(', ');
    throw new InvalidUpdateError(
      'UNKNOWN_NODE',
      `Graph "${this.scope.graph.name}" has no node "${name}". Its nodes: ${known}.`,
    );
  }

  /**
   * Whom an edit is attributed to that names nobody: the one that ran last, never one that is due. A question that waits is
   * asked again about what the state is now.
   */
  private lastNode(): string {
    const { nodes, isSingleValued } = this.scope.graph;
    const body = isSingleValued && [...nodes.keys()].find((name) => name !== START);
    if (body) return body;
    const seen = Object.entries(this.state.channels.seen)
      .filter(([name]) => name !== INTERRUPT)
      .map(([name, versions]) => ({ name, version: Object.values(versions).sort().at(-1) ?? '' }))
      .sort((a, b) => (a.version > b.version ? -1 : 1));
    const [last, other] = seen;
    if (!last) return START;
    if (last.version !== other?.version) return last.name;
    throw new InvalidUpdateError(
      'AMBIGUOUS_UPDATE',
      `Ambiguous update: "${last.name}" and "${other.name}" ran last. Say with asNode which of them it stands for.`,
    );
  }

  /** The tasks around an edited nested graph waited for a question that is gone; they run again when the thread goes on. */
  private async reopenParents(): Promise<void> {
    const { saver, threadId, ns } = this.scope;
    const levels = ns === '' ? [] : ns.split(NAMESPACE_SEPARATOR).filter((level) => !/^\d+$/.test(level));
    const parents = Object.entries(this.state.metadata?.parents ?? {});
    for (const level of levels) {
      const taskId = level.split(':')[1];
      const parent = parents.find(
        ([parentNs]) => ns === joinNs(parentNs, level) || ns.startsWith(`${joinNs(parentNs, level)}|`),
      );
      if (!taskId || !parent) continue;
      const [parentNs, checkpointId] = parent;
      const config = { configurable: { thread_id: threadId, checkpoint_ns: parentNs, checkpoint_id: checkpointId } };
      await saver?.putWrites(config, [[INTERRUPT, []]], taskId);
    }
  }
}

function joinNs(parentNs: string, level: string): string {
  return parentNs === '' ? level : `${parentNs}${NAMESPACE_SEPARATOR}${level}`;
}

function writesOf({ task, writes }: TaskState): TaskWrites {
  return { name: task.name, path: task.path, triggers: task.triggers, writes };
}

/** Of the same checkpoint before and after its finished tasks were applied; a Send keeps its arguments, but not its place. */
function isSameTask(a: PlannedTask, b: PlannedTask): boolean {
  if (a.name !== b.name || a.path[0] !== b.path[0]) return false;
  return a.path[0] !== PUSH || a.input === b.input;
}

function sendOf({ name, input }: PlannedTask) {
  return { lg_name: 'Send', node: name, args: input };
}

/** What a graph keeps is told from what it keeps on other branches by where the outermost graph is. */
function madeAt(state: LoopState, rootId: string | undefined): LoopState {
  if (rootId === undefined) return state;
  const { source = 'update', step = state.step, parents, ...metadata } = state.metadata ?? {};
  return { ...state, metadata: { ...metadata, source, step, parents: { ...parents, '': rootId } } };
}

/** A copy is a sibling: it follows the checkpoint that the original follows. */
function parentOf(state: LoopState): LoopState {
  const parentId = state.parentConfig?.configurable?.checkpoint_id;
  const { pendingWrites: _, ...rest } = state;
  return {
    ...rest,
    pendingWrites: [],
    checkpointId: parentId ?? state.checkpointId,
    step: state.step - 1,
    exists: parentId !== undefined,
  };
}

function ignore(): void {}

function editConfig(config: RunnableConfig, run: RunContext): LangGraphRunnableConfig {
  const { cancellation, control } = run;
  return {
    ...config,
    configurable: { ...config.configurable },
    signal: cancellation.signal,
    control,
    interrupt,
    writer: ignore,
    heartbeat: ignore,
  };
}
