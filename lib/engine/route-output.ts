import { type ChannelState, updateValues } from './apply-writes';
import { END, TASKS } from './constants';
import { InvalidUpdateError } from './errors';
import { type Branch, branchChannel, type Destination, type GraphSpec, type NodeSpec, readState } from './graph-spec';
import { type NodeOutput, prepareUpdates } from './node-output';
import { isSend } from './send';
import type { LangGraphRunnableConfig, PendingWrite } from './types';

export interface RouteContext {
  readonly graph: GraphSpec;
  /** What the node read; conditional edges see it with the node's own update applied. */
  readonly state: ChannelState;
  readonly config: LangGraphRunnableConfig;
  readonly mintId: () => string;
}

/** Everything a node's output writes: its update, and its way on through edges, joins, conditional edges and gotos. */
export async function routeOutput(node: NodeSpec, output: NodeOutput, context: RouteContext): Promise<PendingWrite[]> {
  const updates = prepareUpdates(context.graph, output.updates, context.mintId);
  const writes = plainWrites(node, { ...output, updates }, context.graph);
  if (node.branches.length === 0) return writes;
  const fresh = readFresh(updates, context);
  for (const branch of node.branches) {
    const answer = await branch.condition(fresh, context.config);
    writes.push(...writesTo(context.graph, node.name, readDestinations(node, branch, answer)));
  }
  return writes;
}

/** The same of a node without conditional edges, which are all that has to be waited for. */
export function plainOutput(
  node: NodeSpec,
  output: NodeOutput,
  { graph, mintId }: Pick<RouteContext, 'graph' | 'mintId'>,
): PendingWrite[] {
  return plainWrites(node, { ...output, updates: prepareUpdates(graph, output.updates, mintId) }, graph);
}

function plainWrites(node: NodeSpec, { updates, goto }: NodeOutput, graph: GraphSpec): PendingWrite[] {
  const writes = [...updates, ...writesTo(graph, node.name, goto), ...writesTo(graph, node.name, node.edges)];
  for (const join of node.joins) writes.push([join, node.name]);
  return writes;
}

/** The writes that lead from `source` to each destination. */
export function writesTo(graph: GraphSpec, source: string, destinations: readonly Destination[]): PendingWrite[] {
  const writes: PendingWrite[] = [];
  for (const destination of destinations) {
    if (destination === END) continue;
    const send = isSend(destination) ? destination : undefined;
    const target = send ? send.node : destination;
    if (typeof target !== 'string' || graph.nodes.get(target)?.isHidden !== false) {
      throw unknownTarget(graph, source, String(target));
    }
    if (send) writes.push([TASKS, { lg_name: 'Send', node: target, args: send.args }]);
    else writes.push([branchChannel(target), source]);
  }
  return writes;
}

function unknownTarget(graph: GraphSpec, source: string, target: string): InvalidUpdateError {
  const known = [...graph.nodes.values()].filter((node) => !node.isHidden).map((node) => node.name);
  return new InvalidUpdateError(
    'UNKNOWN_NODE',
    `"${source}" leads to "${target}", which is not a node of graph "${graph.name}". Its nodes: ${known.join(', ')}.`,
  );
}

function readFresh(updates: readonly PendingWrite[], { graph, state }: RouteContext): unknown {
  return readState(graph, { values: updateValues(graph.channels, state.values, updates) }, graph.stateKeys);
}

function readDestinations(node: NodeSpec, branch: Branch, answer: unknown): Destination[] {
  const answers: unknown[] = Array.isArray(answer) ? answer : [answer];
  return answers.map((each) => {
    if (isSend(each)) return each;
    const target = branch.pathMap ? branch.pathMap.get(String(each)) : each;
    if (typeof target === 'string') return target;
    throw new InvalidUpdateError(
      'UNKNOWN_NODE',
      `The conditional edge "${branch.name}" of node "${node.name}" answered ${JSON.stringify(each) ?? String(each)}, ` +
        `which leads nowhere. It may answer ${branch.pathMap ? [...branch.pathMap.keys()].join(', ') : 'a node name, END or a Send'}.`,
    );
  });
}
