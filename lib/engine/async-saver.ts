import { putStep } from './put-step';
import type {
  BaseCheckpointSaver,
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointStep,
  CheckpointTuple,
  PendingWrite,
  RunnableConfig,
  StepUrgency,
} from './types';

/** Stores in the order in which it is asked to, and does not keep the run waiting. After a failure it takes nothing more. */
export class AsyncSaver implements BaseCheckpointSaver {
  private last: Promise<unknown> = Promise.resolve();
  private failure: { error: unknown } | undefined;

  constructor(private readonly saver: BaseCheckpointSaver) {}

  async settle(): Promise<void> {
    await this.last;
    if (this.failure) throw this.failure.error;
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    await this.settle();
    return this.saver.getTuple(config);
  }

  async *list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    await this.settle();
    yield* this.saver.list(config, options);
  }

  // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
  async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    return this.putStep(config, { writes: [], checkpoint, metadata, newVersions });
  }

  // biome-ignore lint/complexity/useMaxParams: as above.
  async putWrites(
    config: RunnableConfig,
    writes: PendingWrite[],
    taskId: string,
    urgency?: StepUrgency,
  ): Promise<void> {
    this.enqueue(() => this.saver.putWrites(config, writes, taskId, urgency));
  }

  async putStep(config: RunnableConfig, step: CheckpointStep): Promise<RunnableConfig> {
    this.enqueue(() => putStep(this.saver, config, step));
    return { configurable: { ...config.configurable, checkpoint_id: step.checkpoint.id } };
  }

  async deleteThread(threadId: string): Promise<void> {
    this.enqueue(() => this.saver.deleteThread(threadId));
    await this.settle();
  }

  private enqueue(store: () => Promise<unknown>): void {
    if (this.failure) throw this.failure.error;
    this.last = this.last
      .then(() => (this.failure ? undefined : store()))
      .catch((error: unknown) => {
        this.failure ??= { error };
      });
  }
}
