import type { ChannelState } from './apply-writes';
import { NAMESPACE_SEPARATOR } from './constants';
import type { LoopScope } from './loop-scope';
import { CHECKPOINT_VERSION, changedVersions, type LoopState, persistedValues } from './loop-state';
import { idOfBeginning, nameBasedId, sortableId } from './ports';
import { putStep } from './put-step';
import type { Checkpoint, CheckpointMetadata, CheckpointStep, RunnableConfig, StepUrgency } from './types';

type TaskWrites = CheckpointStep['writes'][number];

export interface NextCheckpoint {
  id: string;
  channels: ChannelState;
  source: CheckpointMetadata['source'];
}

/** A checkpoint on its way to the saver, and the state that it leads to. */
export interface Successor {
  readonly state: LoopState;
  readonly config: RunnableConfig;
  readonly step: Pick<CheckpointStep, 'checkpoint' | 'metadata' | 'newVersions'>;
}

const NIL = '00000000-0000-0000-0000-000000000000';

/** Makes checkpoints of one graph in one thread and hands them to the saver, if there is one. */
export class CheckpointWriter {
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

  /** Makes the checkpoint that follows `state`. */
  successor(state: LoopState, next: NextCheckpoint): Successor {
    const checkpoint = this.makeCheckpoint(next);
    const metadata = this.makeMetadata(next.source, state);
    const parentConfig = state.exists ? this.configOf(state.checkpointId) : undefined;
    const newVersions = changedVersions(checkpoint.channel_versions, state.storedVersions);
    return {
      state: {
        checkpointId: checkpoint.id,
        step: metadata.step,
        channels: next.channels,
        storedVersions: checkpoint.channel_versions,
        pendingWrites: [],
        exists: true,
        createdAt: checkpoint.ts,
        metadata,
        ...(parentConfig && { parentConfig }),
      },
      config: parentConfig ?? this.configOf(undefined),
      step: { checkpoint, metadata, newVersions },
    };
  }

  async putWrites(state: LoopState, [taskId, writes]: TaskWrites, urgency?: StepUrgency): Promise<void> {
    const isOutermost = this.scope.parent === undefined;
    await this.scope.saver?.putWrites(
      this.configOf(state.checkpointId),
      [...writes],
      taskId,
      isOutermost ? urgency : undefined,
    );
  }

  async put(config: RunnableConfig, step: CheckpointStep): Promise<void> {
    if (this.scope.saver) await putStep(this.scope.saver, config, step);
  }

  configOf(checkpointId: string | undefined): RunnableConfig {
    const { threadId, ns } = this.scope;
    return {
      configurable: {
        ...(threadId !== undefined && { thread_id: threadId }),
        checkpoint_ns: ns,
        ...(checkpointId !== undefined && { checkpoint_id: checkpointId }),
      },
    };
  }

  private makeCheckpoint({ id, channels }: NextCheckpoint): Checkpoint {
    const { graph, run } = this.scope;
    return {
      v: CHECKPOINT_VERSION,
      id,
      ts: new Date(run.ports.now()).toISOString(),
      channel_values: persistedValues(graph.channels, channels.values),
      channel_versions: { ...channels.versions },
      versions_seen: { ...channels.seen },
    };
  }

  private makeMetadata(source: CheckpointMetadata['source'], state: LoopState): CheckpointMetadata {
    const { parent, config } = this.scope;
    const caller = this.scope.caller ?? state.metadata?.caller;
    const runId = config.configurable?.run_id;
    return {
      source,
      step: state.step + 1,
      parents: { ...(parent?.parents ?? state.metadata?.parents) },
      ...(runId !== undefined && { run_id: runId }),
      ...(caller !== undefined && { caller }),
    };
  }
}
