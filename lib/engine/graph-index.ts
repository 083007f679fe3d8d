import type { Channels } from './channel';
import type { GraphSpec, NodeSpec } from './graph-spec';

/** What every superstep looks up in a graph. */
export interface GraphIndex {
  /** By channel, the nodes that it makes due. */
  readonly listeners: ReadonlyMap<string, readonly NodeSpec[]>;
  readonly stateKeys: ReadonlySet<string>;
  /** Channels that no checkpoint keeps. */
  readonly untracked: ReadonlySet<string>;
}

const indexes = new WeakMap<GraphSpec, GraphIndex>();
const deferring = new WeakMap<Channels, readonly string[]>();

/** Made once for a graph, which never changes. */
export function indexOf(graph: GraphSpec): GraphIndex {
  const known = indexes.get(graph);
  if (known) return known;
  const listeners = new Map<string, NodeSpec[]>();
  for (const node of graph.nodes.values()) {
    for (const trigger of node.triggers) listeners.set(trigger, [...(listeners.get(trigger) ?? []), node]);
  }
  const untracked = Object.keys(graph.channels).filter((name) => graph.channels[name]?.isPersisted === false);
  const index: GraphIndex = { listeners, stateKeys: new Set(graph.stateKeys), untracked: new Set(untracked) };
  indexes.set(graph, index);
  return index;
}

/** The channels that wait until nothing else would run; also made once. */
export function deferringChannels(channels: Channels): readonly string[] {
  const known = deferring.get(channels) ?? Object.keys(channels).filter((name) => channels[name]?.finish);
  deferring.set(channels, known);
  return known;
}
