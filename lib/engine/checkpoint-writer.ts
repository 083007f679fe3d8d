import type { ChannelState } from './apply-writes';
import { NAMESPACE_SEPARATOR } from './constants';
import { indexOf } from './graph-index';
import { forksOf } from './lineage';
import type { LoopScope } from './loop-scope';
import { CHECKPOINT_VERSION, changedVersions, type LoopState, persistedValues } from './loop-state';
import { idOfBeginning, isoTime, nameBasedId, sortableId } from './ports';
import { putStep } from './put-step';
import { storableValues, storableWrites } from './storable';
import type {
  Checkpoint,
  CheckpointMetadata,
  CheckpointStep,
  Configurable,
  Fork,
  RunnableConfig,
  StepUrgency,
} from './types';

type TaskWrites = CheckpointStep['writes'][number];
type Unstored = Pick<CheckpointStep, 'writes' | 'urgency'>;

export interface NextCheckpoint {
  id: string;
  channels: ChannelState;
  source: CheckpointMetadata['source'];
  /** The checkpoint that it is a copy of. */
  copyOf?: string;
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** Makes checkpoints of one graph in one thread and hands them to the saver, if there is one. */
export class CheckpointWriter {
  /** The newest checkpoint, once this call has put one. */
  private lastId: string | undefined;

  constructor(
    private readonly scope: LoopScope,
    /** Id of the thread's newest checkpoint when this call began; new ones sort after it. */
    private readonly headId: string | undefined,
  ) {}

  /** The id of the checkpoint that will follow `state`. */
  nextId(state: LoopState): string {
    const { run, saver, parent, ns } = this.scope;
    // Without a saver a nested graph starts over when its task runs again; its questions must then keep their ids.
    if (!saver && parent) return nameBasedId(NIL, [ns, String(state.step + 1)].join(NAMESPACE_SEPARATOR));
    return sortableId(run.ports, [state.checkpointId, this.headId]);
  }

  /**
   * The same before a run's first node. A run that dies before that was stored begins once more, and its tasks have the same ids
   * again: what they have done outside can be recognised.
   */
  idOfBeginning(state: LoopState): string {
    const { saver, parent, config } = this.scope;
    const runId = config.configurable?.run_id;
    if (!saver || parent || runId === undefined) return this.nextId(state);
    const base = state.exists ? state.checkpointId : undefined;
    return idOfBeginning(String(runId), [base, this.headId]) ?? this.nextId(state);
  }

  /** The state that follows `state`. What only a checkpoint shows of it is left out where none is stored. */
  successor(state: LoopState, next: NextCheckpoint): LoopState {
    const { saver, run } = this.scope;
    const { id, channels } = next;
    return {
      checkpointId: id,
      step: state.step + 1,
      channels,
      storedVersions: channels.versions,
      pendingWrites: [],
      exists: true,
      createdAt: saver && isoTime(run.ports.now()),
      metadata: saver && this.makeMetadata(next, state),
      parentConfig: saver && state.exists ? this.configOf(state.checkpointId) : undefined,
    };
  }

  async putWrites(state: LoopState, [taskId, writes]: TaskWrites, urgency?: StepUrgency): Promise<void> {
    const isOutermost = this.scope.parent === undefined;
    await this.scope.saver?.putWrites(
      this.configOf(state.checkpointId),
      [...storableWrites(this.scope.graph, writes)],
      taskId,
      isOutermost ? urgency : undefined,
    );
  }

  /** Stores `state` as the checkpoint that follows `before`, together with what tasks wrote. */
  async put(state: LoopState, before: LoopState, { writes, urgency }: Unstored): Promise<void> {
    const { saver } = this.scope;
    const { metadata, parentConfig: config = this.configOf(undefined) } = state;
    if (!saver || !metadata) return;
    const checkpoint = this.makeCheckpoint(state);
    const newVersions = changedVersions(checkpoint.channel_versions, before.storedVersions);
    // Whoever calls a nested graph is alone if the outermost graph is.
    const head = this.scope.parent ? undefined : { head: this.lastId ?? this.headId ?? null };
    const { graph } = this.scope;
    const { untracked } = indexOf(graph);
    const stored =
      untracked.size === 0 ? writes : writes.map(([id, list]) => [id, storableWrites(graph, list)] as const);
    const step = { writes: stored, checkpoint, metadata, newVersions, ...(urgency && { urgency }), ...head };
    await putStep(saver, config, step);
    this.lastId = checkpoint.id;
  }

  configOf(checkpointId: string | undefined): RunnableConfig {
    const { threadId, ns } = this.scope;
    const configurable: Configurable = { checkpoint_ns: ns };
    if (threadId !== undefined) configurable.thread_id = threadId;
    if (checkpointId !== undefined) configurable.checkpoint_id = checkpointId;
    return { configurable };
  }

  private makeCheckpoint({ checkpointId: id, channels, createdAt: ts = '' }: LoopState): Checkpoint {
    const { graph } = this.scope;
    return {
      v: CHECKPOINT_VERSION,
      id,
      ts,
      channel_values: storableValues(graph, persistedValues(graph.channels, channels.values)),
      channel_versions: { ...channels.versions },
      versions_seen: { ...channels.seen },
    };
  }

  private makeMetadata(next: NextCheckpoint, state: LoopState): CheckpointMetadata {
    const { parent, config } = this.scope;
    const caller = this.scope.caller ?? state.metadata?.caller;
    const runId = config.configurable?.run_id;
    const forks = this.forksOf(next, state);
    return {
      source: next.source,
      step: state.step + 1,
      parents: { ...(parent?.parents ?? state.metadata?.parents) },
      ...(runId !== undefined && { run_id: runId }),
      ...(caller !== undefined && { caller }),
      ...(forks.length > 0 && { forks }),
    };
  }

  /** Graphs nested in the outermost one are where that is. */
  private forksOf({ id, copyOf }: NextCheckpoint, state: LoopState): readonly Fork[] {
    if (this.scope.ns !== '') return [];
    const forks = forksOf(state.metadata);
    const headId = this.lastId ?? this.headId;
    const from = copyOf ?? state.checkpointId;
    if (copyOf === undefined && (headId === undefined || headId === from)) return forks;
    return [...forks, { from, at: id }];
  }
}
