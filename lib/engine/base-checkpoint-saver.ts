import type {
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointStep,
  CheckpointTuple,
  PendingWrite,
  RunnableConfig,
  BaseCheckpointSaver as Saver,
  StepUrgency,
} from './types';

/** For savers that are written as classes. `lib/engine/saver-contract.ts` says what one has to do, as tests. */
export abstract class BaseCheckpointSaver implements Saver {
  abstract getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined>;
  abstract list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple>;
  abstract put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig>;
  abstract putWrites(
    config: RunnableConfig,
    writes: PendingWrite[],
    taskId: string,
    urgency?: StepUrgency,
  ): Promise<void>;
  putStep?(config: RunnableConfig, step: CheckpointStep): Promise<RunnableConfig>;
  abstract deleteThread(threadId: string): Promise<void>;
}
