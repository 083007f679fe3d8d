import { StoredLists } from './appended-lists';
import { NULL_TASK_PREFIX, RESUME } from './constants';
import { copyValue } from './copy-value';
import { CheckpointConflictError, GraphValueError } from './errors';
import { GrowingList } from './growing-list';
import { HeldList, isHeldList, LONG_LIST } from './held-list';
import { peek, setValue, taken } from './held-value';
import { writeIndex } from './task-state';
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
} from './types';

interface StoredCheckpoint {
  readonly checkpoint: Omit<Checkpoint, 'channel_values'>;
  readonly channels: readonly string[];
  readonly metadata: CheckpointMetadata;
  readonly parentId: string | undefined;
  /** By task id and place; see `writeIndex`. */
  readonly writes: Map<string, { taskId: string; channel: string; value: unknown }>;
}

/** Lists that go on from each other share their items. */
type StoredValue = { readonly list: GrowingList } | { readonly value: unknown };

interface Namespace {
  readonly checkpoints: Map<string, StoredCheckpoint>;
  headId?: string;
  /** By channel and version. */
  readonly values: Map<string, StoredValue>;
  /** By channel. */
  readonly lists: Map<string, StoredLists<StoredValue>>;
}

/** Keeps checkpoints in this process. Values are copied on their way in and out, as a database would. */
export class MemorySaver implements BaseCheckpointSaver {
  private readonly threads = new Map<string, Map<string, Namespace>>();
  /** What stores the writes of a step, each list found fit to be stored. */
  private readonly accepted = new Map<readonly PendingWrite[], () => void>();

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const { threadId, ns, checkpointId } = readConfig(config);
    const space = this.threads.get(threadId)?.get(ns);
    if (!space) return undefined;
    const id = checkpointId ?? space.headId;
    const stored = id === undefined ? undefined : space.checkpoints.get(id);
    return stored && toTuple(space, stored, { threadId, ns });
  }

  async *list(config: RunnableConfig, options: CheckpointListOptions = {}): AsyncGenerator<CheckpointTuple> {
    const { threadId, ns, checkpointId } = readConfig(config);
    const { limit = Number.POSITIVE_INFINITY, before, filter = {} } = options;
    const beforeId = before?.configurable?.checkpoint_id;
    const space = this.threads.get(threadId)?.get(ns);
    if (!space) return;
    const matching = [...space.checkpoints.values()]
      .filter(({ checkpoint: { id } }) => checkpointId === undefined || id === checkpointId)
      .filter(({ checkpoint: { id } }) => beforeId === undefined || id < beforeId)
      .filter(({ metadata }) => Object.entries(filter).every(([key, value]) => isSame(metadata[key], value)))
      .sort((a, b) => (a.checkpoint.id > b.checkpoint.id ? -1 : 1));
    for (const stored of matching.slice(0, limit)) yield toTuple(space, stored, { threadId, ns });
  }

  // biome-ignore lint/complexity/useMaxParams: LangGraph's savers have this shape.
  async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const { threadId, ns, checkpointId: parentId } = readConfig(config);
    const space = this.namespace(threadId, ns);
    const { channel_values: values, v, id, ts, channel_versions, versions_seen } = checkpoint;
    for (const [channel, version] of Object.entries(newVersions)) {
      if (Object.hasOwn(values, channel)) storeValue(space, { channel, version, value: peek(values, channel) });
    }
    space.headId = id;
    space.checkpoints.set(id, {
      // The engine never changes the versions that it has handed over.
      checkpoint: { v, id, ts, channel_versions, versions_seen },
      channels: Object.keys(values),
      metadata: copyValue(metadata),
      parentId,
      writes: new Map(),
    });
    return { configurable: { thread_id: threadId, checkpoint_ns: ns, checkpoint_id: id } };
  }

  async putStep(config: RunnableConfig, step: CheckpointStep): Promise<RunnableConfig> {
    const { threadId, ns } = readConfig(config);
    const { headId = null } = this.namespace(threadId, ns);
    if (step.head !== undefined && step.head !== headId) {
      throw new CheckpointConflictError(threadId, `its newest checkpoint is ${headId}, not ${step.head}`);
    }
    // All of it is accepted before anything is stored. And nothing waits for anything, so nobody comes in between.
    this.accepted.clear();
    const accepted = step.writes.map(([taskId, writes]) => {
      const list = [...writes];
      this.accepted.set(list, this.accept(config, list, taskId));
      return { taskId, list };
    });
    const writing = accepted.map(({ taskId, list }) => this.putWrites(config, list, taskId));
    const [stored] = await Promise.all([
      this.put(config, step.checkpoint, step.metadata, step.newVersions),
      ...writing,
    ]);
    return stored;
  }

  /** Of several executions of a task one is kept, whole. */
  async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string): Promise<void> {
    const place = this.accepted.get(writes) ?? this.accept(config, writes, taskId);
    this.accepted.delete(writes);
    place();
  }

  private accept(config: RunnableConfig, writes: PendingWrite[], taskId: string): () => void {
    const { threadId, ns, checkpointId } = readConfig(config);
    const stored = this.namespace(threadId, ns).checkpoints.get(checkpointId ?? '');
    if (!stored) throw new Error(`Thread ${threadId} has no checkpoint ${checkpointId} to write to.`);
    const isFinished = () => stored.writes.has(`${taskId} 0`);
    if (
      taskId.startsWith(NULL_TASK_PREFIX) &&
      (isFinished() || stored.writes.has(`${taskId} ${writeIndex(RESUME, 0)}`))
    ) {
      throw new CheckpointConflictError(threadId, `another Command was given at checkpoint ${checkpointId}`);
    }
    const copies = writes.map(([channel, value]): PendingWrite => [channel, copyOf(value, channel)]);
    return () => {
      const isKept = isFinished();
      for (const [position, [channel, value]] of copies.entries()) {
        const index = writeIndex(channel, position);
        const key = `${taskId} ${index}`;
        if (index < 0 || !isKept) stored.writes.set(key, { taskId, channel, value });
      }
    };
  }

  async deleteThread(threadId: string): Promise<void> {
    this.threads.delete(threadId);
  }

  private namespace(threadId: string, ns: string): Namespace {
    const thread = this.threads.get(threadId) ?? new Map<string, Namespace>();
    this.threads.set(threadId, thread);
    const space: Namespace = thread.get(ns) ?? { checkpoints: new Map(), values: new Map(), lists: new Map() };
    thread.set(ns, space);
    return space;
  }
}

function storeValue(space: Namespace, put: { channel: string; version: string; value: unknown }): void {
  const { channel, version, value } = put;
  const isList = Array.isArray(value) || isHeldList(value);
  const lists = isList ? listsOf(space, channel) : undefined;
  const before = lists?.before(value);
  const list = before && 'list' in before.stored ? before.stored.list : undefined;
  const stored = list
    ? { list: list.append(copyOf(before?.items ?? [], channel)) }
    : wholeOf(copyOf(taken(value), channel));
  space.values.set(valueKey(channel, version), stored);
  lists?.add(value, stored);
}

function wholeOf(copy: unknown): StoredValue {
  return Array.isArray(copy) ? { list: GrowingList.of(copy) } : { value: copy };
}

/** A long list is copied when somebody looks at it. */
function readValue(space: Namespace, { channel, version }: { channel: string; version: string }): unknown {
  const stored = space.values.get(valueKey(channel, version));
  if (!stored || 'value' in stored) return copyValue(stored?.value);
  const { list } = stored;
  const value = list.length < LONG_LIST ? copyValue(list.items()) : HeldList.of({ list, copy: copyValue });
  listsOf(space, channel).add(value, stored);
  return value;
}

function listsOf(space: Namespace, channel: string): StoredLists<StoredValue> {
  const lists = space.lists.get(channel) ?? new StoredLists(channel);
  space.lists.set(channel, lists);
  return lists;
}

function copyOf<Value>(value: Value, channel: string): Value {
  try {
    return copyValue(value);
  } catch (error) {
    const message = `What was written to "${channel}" cannot be stored; write plain data only.`;
    // biome-ignore lint/style/useErrorCause: the cause is passed, as the third argument.
    throw new GraphValueError('INVALID_UPDATE', message, { cause: error });
  }
}

function toTuple(space: Namespace, stored: StoredCheckpoint, at: { threadId: string; ns: string }): CheckpointTuple {
  const { checkpoint, channels, metadata, parentId, writes } = stored;
  const configOf = (id: string) => ({
    configurable: { thread_id: at.threadId, checkpoint_ns: at.ns, checkpoint_id: id },
  });
  const values: Checkpoint['channel_values'] = {};
  for (const channel of channels) {
    const version = checkpoint.channel_versions[channel] ?? '';
    setValue(values, channel, readValue(space, { channel, version }));
  }
  return {
    config: configOf(checkpoint.id),
    checkpoint: { ...copyValue(checkpoint), channel_values: values },
    metadata: copyValue(metadata),
    pendingWrites: [...writes.values()].map(({ taskId, channel, value }) => [taskId, channel, copyValue(value)]),
    ...(parentId !== undefined && { parentConfig: configOf(parentId) }),
  };
}

function readConfig({ configurable }: RunnableConfig): {
  threadId: string;
  ns: string;
  checkpointId: string | undefined;
} {
  const { thread_id: threadId, checkpoint_ns: ns = '', checkpoint_id: checkpointId } = configurable ?? {};
  if (!threadId) throw new Error('A checkpoint belongs to a thread: give { configurable: { thread_id } }.');
  return { threadId, ns, checkpointId };
}

function valueKey(channel: string, version: string): string {
  return `${version} ${channel}`;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
