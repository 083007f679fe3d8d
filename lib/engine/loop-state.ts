import type { ChannelState } from './apply-writes';
import type { Channels } from './channel';
import { indexOf } from './graph-index';
import type { GraphSpec } from './graph-spec';
import { heldOf, setValue } from './held-value';
import type {
  ChannelVersions,
  CheckpointMetadata,
  CheckpointPendingWrite,
  CheckpointTuple,
  RunnableConfig,
} from './types';

/** Where a loop stands: the newest checkpoint of its lineage, and what has been written beside it. */
export interface LoopState {
  readonly checkpointId: string;
  /** Of this checkpoint; -2 before there is one. */
  readonly step: number;
  /** May be ahead of the checkpoint by the writes of Commands given at it. */
  readonly channels: ChannelState;
  readonly storedVersions: Readonly<ChannelVersions>;
  readonly pendingWrites: readonly CheckpointPendingWrite[];
  /** False before the first checkpoint. */
  readonly exists: boolean;
  readonly createdAt?: string | undefined;
  readonly metadata?: CheckpointMetadata | undefined;
  readonly parentConfig?: RunnableConfig | undefined;
}

export const CHECKPOINT_VERSION = 4;

export function emptyState(checkpointId: string): LoopState {
  return {
    checkpointId,
    step: -2,
    channels: { values: {}, versions: {}, seen: {} },
    storedVersions: {},
    pendingWrites: [],
    exists: false,
  };
}

export function stateOfTuple(
  graph: GraphSpec,
  { checkpoint, metadata, pendingWrites = [], parentConfig }: CheckpointTuple,
): LoopState {
  const { stateKeys } = indexOf(graph);
  return {
    checkpointId: checkpoint.id,
    step: metadata?.step ?? -1,
    channels: {
      values: heldOf(checkpoint.channel_values, (key) => !graph.isSingleValued && stateKeys.has(key)),
      versions: checkpoint.channel_versions,
      seen: checkpoint.versions_seen,
    },
    storedVersions: checkpoint.channel_versions,
    pendingWrites,
    exists: true,
    createdAt: checkpoint.ts,
    ...(metadata && { metadata }),
    ...(parentConfig && { parentConfig }),
  };
}

/** The channels whose value the last stored checkpoint does not have. */
export function changedVersions(versions: ChannelVersions, stored: Readonly<ChannelVersions>): ChannelVersions {
  const changed: ChannelVersions = {};
  for (const [channel, version] of Object.entries(versions))
    if (stored[channel] !== version) changed[channel] = version;
  return changed;
}

/** What a checkpoint keeps of the values. */
export function persistedValues(
  channels: Channels,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of Object.keys(values)) if (channels[name]?.isPersisted ?? true) setValue(kept, name, values[name]);
  return kept;
}
