import {
  type ChannelVersions,
  type Checkpoint,
  type CheckpointStep,
  type CheckpointTuple,
  type PendingWrite,
  peek,
  type RunnableConfig,
  setValue,
  writeIndex,
} from '#lib/engine';
import { KnownLists } from './known-lists';

interface Head {
  config: RunnableConfig;
  parentConfig: RunnableConfig | undefined;
  checkpoint: Checkpoint;
  metadata: CheckpointStep['metadata'];
  /** By task and place, as the table keeps them. */
  writes: Map<string, [taskId: string, channel: string, value: unknown]>;
}

/**
 * The newest checkpoint of each namespace, as one run has written it. While a run has its lease nobody else writes to its
 * thread, so it need not read back what it has just put.
 */
export class HeadCache {
  /** What is stored of its lists. */
  readonly lists = new KnownLists();
  readonly #heads = new Map<string, Head>();

  get(config: RunnableConfig): CheckpointTuple | undefined {
    const head = this.#find(config);
    if (!head) return undefined;
    const { writes, parentConfig, ...tuple } = head;
    return { ...tuple, ...(parentConfig && { parentConfig }), pendingWrites: [...writes.values()] };
  }

  /** Of a step `checkpoint` has all values, of what comes from elsewhere perhaps no more than those that changed. */
  put(config: RunnableConfig, { checkpoint, metadata, newVersions }: CheckpointStep, isWhole: boolean): void {
    const { thread_id, checkpoint_ns: ns = '', checkpoint_id: parentId } = config.configurable ?? {};
    const values = isWhole ? checkpoint.channel_values : knownValues(checkpoint, newVersions, this.#heads.get(ns));
    if (!values) return void this.#heads.delete(ns);
    const configOf = (id: string) => ({ configurable: { thread_id, checkpoint_ns: ns, checkpoint_id: id } });
    this.#heads.set(ns, {
      config: configOf(checkpoint.id),
      parentConfig: parentId ? configOf(parentId) : undefined,
      checkpoint: { ...checkpoint, channel_values: values },
      metadata,
      writes: new Map(),
    });
  }

  /** Of a task's regular writes the first stays, of its special ones the last. */
  putWrites(config: RunnableConfig, writes: readonly PendingWrite[], taskId: string): void {
    const head = this.#find(config);
    for (const [position, [channel, value]] of writes.entries()) {
      const index = writeIndex(channel, position);
      const key = `${taskId} ${index}`;
      if (index >= 0 && head?.writes.has(key)) continue;
      head?.writes.delete(key);
      head?.writes.set(key, [taskId, channel, value]);
    }
  }

  #find({ configurable }: RunnableConfig): Head | undefined {
    const { checkpoint_ns: ns = '', checkpoint_id: id } = configurable ?? {};
    const head = this.#heads.get(ns);
    return id === undefined || id === '' || id === head?.checkpoint.id ? head : undefined;
  }
}

/** A saver may be given the values that changed and no others; those are the ones it was given before, if it was. */
function knownValues(
  checkpoint: Checkpoint,
  newVersions: ChannelVersions,
  before: Head | undefined,
): Checkpoint['channel_values'] | undefined {
  const values: Checkpoint['channel_values'] = {};
  for (const [channel, version] of Object.entries(checkpoint.channel_versions)) {
    const isGiven = Object.hasOwn(newVersions, channel) || Object.hasOwn(checkpoint.channel_values, channel);
    if (!isGiven && before?.checkpoint.channel_versions[channel] !== version) return undefined;
    const source = isGiven ? checkpoint.channel_values : before?.checkpoint.channel_values;
    if (source && Object.hasOwn(source, channel)) setValue(values, channel, peek(source, channel));
  }
  return values;
}
