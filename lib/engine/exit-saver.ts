import { NULL_TASK_PREFIX } from './constants';
import { putStep } from './put-step';
import { writeIndex } from './task-state';
import type {
  BaseCheckpointSaver,
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointPendingWrite,
  CheckpointStep,
  CheckpointTuple,
  PendingWrite,
  RunnableConfig,
} from './types';

/** The newest checkpoint of a namespace that is not stored, in place of all since the one that is. */
interface Held {
  /** Of the checkpoint that is stored, which this one will follow. */
  readonly parentConfig: RunnableConfig;
  readonly step: CheckpointStep;
}

/** Writes beside one checkpoint, by task, and there by their place. */
interface HeldWrites {
  readonly config: RunnableConfig;
  readonly byTask: Map<string, Map<number, PendingWrite>>;
}

/**
 * Stores nothing until `settle`, and then one checkpoint for each namespace: the newest. What was written beside a checkpoint
 * that is stored, such as an answer, is kept with it; what was written beside those in between is not.
 */
export class ExitSaver implements BaseCheckpointSaver {
  private readonly held = new Map<string, Held>();
  private readonly writes = new Map<string, HeldWrites>();

  constructor(private readonly saver: BaseCheckpointSaver) {}

  async settle(): Promise<void> {
    const heldIds = new Set([...this.held.values()].map(({ step }) => step.checkpoint.id));
    // An answer first: what came of it must not be there without it.
    for (const [id, each] of this.writes) if (!heldIds.has(id)) await this.storeWrites(each, isOfCommand);
    // Nested graphs before those around them: whoever sees that a node asks finds the graph in which it does.
    for (const ns of this.deepestFirst()) {
      const held = this.held.get(ns);
      const [beside, before] = partition(this.writesIn(ns), ([id]) => id === held?.step.checkpoint.id);
      for (const [, each] of before) await this.storeWrites(each, isOfTask);
      if (held) await putStep(this.saver, held.parentConfig, held.step);
      for (const [, each] of beside) await this.storeWrites(each);
    }
    this.held.clear();
    this.writes.clear();
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const { checkpoint_ns: ns = '', checkpoint_id: id } = config.configurable ?? {};
    const held = this.held.get(ns);
    if (held && (id === undefined || id === held.step.checkpoint.id)) return this.heldTuple(held);
    const tuple = await this.saver.getTuple(config);
    return (
      tuple && { ...tuple, pendingWrites: [...(tuple.pendingWrites ?? []), ...this.writesBeside(tuple.checkpoint.id)] }
    );
  }

  list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    return this.saver.list(config, options);
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

  async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string): Promise<void> {
    const id = config.configurable?.checkpoint_id ?? '';
    const beside = this.writes.get(id) ?? { config, byTask: new Map<string, Map<number, PendingWrite>>() };
    const ofTask = beside.byTask.get(taskId) ?? new Map<number, PendingWrite>();
    for (const [position, [channel, value]] of writes.entries()) {
      const index = writeIndex(channel, position);
      if (index < 0 || !ofTask.has(index)) ofTask.set(index, [channel, value]);
    }
    this.writes.set(id, beside);
    beside.byTask.set(taskId, ofTask);
  }

  async putStep(config: RunnableConfig, step: CheckpointStep): Promise<RunnableConfig> {
    const { checkpoint_ns: ns = '', checkpoint_id: parentId } = config.configurable ?? {};
    const before = this.held.get(ns);
    const followsHeld = before !== undefined && before.step.checkpoint.id === parentId;
    for (const [taskId, writes] of followsHeld ? [] : step.writes) await this.putWrites(config, [...writes], taskId);
    if (followsHeld) this.writes.delete(before.step.checkpoint.id);
    const newVersions = { ...before?.step.newVersions, ...step.newVersions };
    this.held.set(ns, {
      parentConfig: before?.parentConfig ?? config,
      step: { ...step, writes: [], newVersions, urgency: 'held', ...headOf(before?.step ?? step) },
    });
    return { configurable: { ...config.configurable, checkpoint_id: step.checkpoint.id } };
  }

  async deleteThread(threadId: string): Promise<void> {
    this.held.clear();
    this.writes.clear();
    await this.saver.deleteThread(threadId);
  }

  private deepestFirst(): string[] {
    const written = [...this.writes.values()].map(({ config }) => config.configurable?.checkpoint_ns ?? '');
    return [...new Set([...this.held.keys(), ...written])].sort((a, b) => b.length - a.length);
  }

  private writesIn(ns: string): [checkpointId: string, writes: HeldWrites][] {
    return [...this.writes].filter(([, { config }]) => (config.configurable?.checkpoint_ns ?? '') === ns);
  }

  private async storeWrites({ config, byTask }: HeldWrites, isMeant = (_taskId: string) => true): Promise<void> {
    for (const [taskId, writes] of byTask) {
      if (isMeant(taskId)) await this.saver.putWrites(config, [...writes.values()], taskId, 'held');
    }
  }

  private heldTuple({ parentConfig, step }: Held): CheckpointTuple {
    const { checkpoint, metadata } = step;
    return {
      config: { configurable: { ...parentConfig.configurable, checkpoint_id: checkpoint.id } },
      checkpoint,
      metadata,
      pendingWrites: this.writesBeside(checkpoint.id),
      ...(parentConfig.configurable?.checkpoint_id !== undefined && { parentConfig }),
    };
  }

  private writesBeside(checkpointId: string): CheckpointPendingWrite[] {
    const byTask = this.writes.get(checkpointId)?.byTask ?? new Map<string, Map<number, PendingWrite>>();
    return [...byTask].flatMap(([taskId, writes]) =>
      [...writes.values()].map(([channel, value]): CheckpointPendingWrite => [taskId, channel, value]),
    );
  }
}

function isOfCommand(taskId: string): boolean {
  return taskId.startsWith(NULL_TASK_PREFIX);
}

function isOfTask(taskId: string): boolean {
  return !isOfCommand(taskId);
}

/** The head that the first of the checkpoints was to follow, for those in between are never stored. */
function headOf({ head }: CheckpointStep): Pick<CheckpointStep, 'head'> {
  return head === undefined ? {} : { head };
}

function partition<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
