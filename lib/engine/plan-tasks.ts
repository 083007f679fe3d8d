import type { ChannelState } from './apply-writes';
import { EMPTY, readChannel } from './channel';
import { NAMESPACE_END, NAMESPACE_SEPARATOR, PULL, PUSH, START, TASKS } from './constants';
import { indexOf } from './graph-index';
import { type GraphSpec, type NodeSpec, readState } from './graph-spec';
import { nameBasedId } from './ports';
import { isSend } from './send';

/** One execution of a node in one superstep. The same checkpoint always plans the same tasks, in any process. */
export interface PlannedTask {
  readonly id: string;
  readonly node: NodeSpec;
  readonly name: string;
  readonly path: readonly (string | number)[];
  readonly triggers: readonly string[];
  readonly input: unknown;
  /** Namespace of this task: where a graph that runs inside it keeps its checkpoints. */
  readonly ns: string;
  /** Of an error handler: the task that failed, under whose id its questions are stored. */
  readonly handles?: string;
}

export interface PlanAt {
  readonly checkpointId: string;
  /** Namespace of the graph. */
  readonly ns: string;
  /** Step of the checkpoint that these tasks will lead to. */
  readonly step: number;
}

/** The tasks that are due: one for each Send, then one for each node with a trigger it has not consumed, by name. */
export function planTasks(graph: GraphSpec, state: ChannelState, at: PlanAt): PlannedTask[] {
  return planSends(graph, state, at).concat(planNodes(graph, state, at));
}

function planSends(graph: GraphSpec, state: ChannelState, at: PlanAt): PlannedTask[] {
  const sends = readChannel(graph.channels, state.values, TASKS);
  if (!Array.isArray(sends)) return [];
  return sends.flatMap((send: unknown, index) => {
    const node = isSend(send) ? graph.nodes.get(send.node) : undefined;
    if (!node || !isSend(send)) return [];
    return [plannedTask({ node, path: [PUSH, index], triggers: [PUSH], input: send.args }, at)];
  });
}

function planNodes(graph: GraphSpec, state: ChannelState, at: PlanAt): PlannedTask[] {
  const { listeners } = indexOf(graph);
  const due = new Set<NodeSpec>();
  // A trigger without a value makes nothing due, and most have none.
  for (const channel of Object.keys(state.values)) {
    for (const node of listeners.get(channel) ?? []) {
      if (isDue(graph, state, { node, trigger: channel })) due.add(node);
    }
  }
  const nodes = due.size < 2 ? [...due] : [...due].sort((a, b) => (a.name < b.name ? -1 : 1));
  return nodes.map((node) => {
    const triggers = dueTriggers(graph, state, node);
    const input = node.name === START ? state.values[START] : readState(graph, state, node.inputKeys);
    return plannedTask({ node, path: [PULL, node.name], triggers, input }, at);
  });
}

function dueTriggers(graph: GraphSpec, state: ChannelState, node: NodeSpec): readonly string[] {
  if (node.triggers.length === 1) return node.triggers;
  return node.triggers.filter((trigger) => isDue(graph, state, { node, trigger })).sort();
}

function isDue(graph: GraphSpec, state: ChannelState, { node, trigger }: { node: NodeSpec; trigger: string }): boolean {
  if (readChannel(graph.channels, state.values, trigger) === EMPTY) return false;
  const version = state.versions[trigger];
  return version !== undefined && version > (state.seen[node.name]?.[trigger] ?? '');
}

type TaskParts = Pick<PlannedTask, 'node' | 'path' | 'triggers' | 'input'>;

function plannedTask({ node, path, triggers, input }: TaskParts, at: PlanAt): PlannedTask {
  const { name } = node;
  const nodeNs = at.ns ? `${at.ns}${NAMESPACE_SEPARATOR}${name}` : name;
  const [kind, place] = path;
  // Not by what is due: a Command that answers a task may lead to it once more.
  const key = [nodeNs, String(at.step), name, kind, kind === PULL ? node.triggers.slice(0, 1) : place];
  const id = nameBasedId(at.checkpointId, JSON.stringify(key));
  return { id, node, name, path, triggers, input, ns: `${nodeNs}${NAMESPACE_END}${id}` };
}
