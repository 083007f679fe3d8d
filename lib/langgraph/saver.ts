// What LangGraph.js is given as its checkpointer: the store's saver, and what LangGraph needs beside it. Writes are made one
// after the other, since LangGraph does not wait for those of a task. It does not expect them to fail either: the first
// failure is told to `onFailure`, nothing is written after it, and whoever runs the graph rethrows it.
import { randomUUID } from 'node:crypto';
import type {
  BaseCheckpointSaver,
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointPendingWrite,
  CheckpointTuple,
  PendingWrite,
  RunnableConfig,
} from '#lib/engine';
import { EarlyWrites } from './early-writes';
import { toLive, toStored } from './message-values';
import { QuestionNames, type RaisedQuestion } from './raised-questions';
import type { LangGraphRuntime } from './runtime';

export const ERROR = '__error__';
export const INTERRUPT = '__interrupt__';
export const RESUME = '__resume__';
/** Write channels that say something about a task, and not what it did. */
export const SPECIAL_CHANNELS: ReadonlySet<string> = new Set([
  ...[ERROR, INTERRUPT, RESUME],
  ...['__error_source_node__', '__scheduled__'],
]);

const VERSION_DIGITS = 12;

export class LangGraphSaver {
  readonly #saver: BaseCheckpointSaver;
  readonly #runtime: LangGraphRuntime;
  readonly #onFailure: (error: unknown) => void;
  readonly #names = new QuestionNames();
  /** The writes of the checkpoints that were read, with all that is stored of their questions. */
  readonly #writesRead = new Map<string, CheckpointPendingWrite[]>();
  /** One saver serves one run, which goes on along one lineage: with its number a version is unique to a checkpoint. */
  readonly #versionSuffix = randomUUID().replaceAll('-', '').slice(0, VERSION_DIGITS);
  /** The checkpoints that writes can stand beside: they were read, or handed over to be stored. */
  readonly #known = new Set<string>();
  readonly #early = new EarlyWrites();
  #writing: Promise<void> = Promise.resolve();
  #failure: { error: unknown } | undefined;

  constructor(
    saver: BaseCheckpointSaver,
    { runtime, onFailure = () => undefined }: { runtime: LangGraphRuntime; onFailure?: (error: unknown) => void },
  ) {
    this.#saver = saver;
    this.#runtime = runtime;
    this.#onFailure = onFailure;
  }

  /** Resolves once everything is written. @throws what made a write fail */
  async settled(): Promise<void> {
    for (const write of this.#early.takeAll()) void this.#write(write);
    await this.#writing;
    if (this.#failure) throw this.#failure.error;
  }

  /** What the tasks of a checkpoint have written, if it was read through this saver. */
  writesOf({ ns, checkpointId }: { ns: string; checkpointId: string }): CheckpointPendingWrite[] {
    return this.#writesRead.get(placeKey(ns, checkpointId)) ?? [];
  }

  /** All questions that were read, answered ones included. */
  questionsRead(): RaisedQuestion[] {
    return [...this.#writesRead.values()].flatMap(questionsIn);
  }

  getNextVersion(current: string | undefined): string {
    const next = Number.parseInt(current ?? '0', 10) + 1;
    return `${String(next).padStart(VERSION_DIGITS, '0')}.${this.#versionSuffix}`;
  }

  async get(config: RunnableConfig): Promise<Checkpoint | undefined> {
    return (await this.getTuple(config))?.checkpoint;
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    await this.#writing;
    const tuple = await this.#saver.getTuple(placeOf(config));
    return tuple && this.#toLive(tuple);
  }

  async *list(config: RunnableConfig, options?: CheckpointListOptions): AsyncGenerator<CheckpointTuple> {
    await this.#writing;
    for await (const tuple of this.#saver.list(placeOf(config), options)) yield this.#toLive(tuple);
  }

  // biome-ignore lint/complexity/useMaxParams: the saver port has this form.
  async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const changed = Object.entries(checkpoint.channel_values).filter(([channel]) =>
      Object.hasOwn(newVersions, channel),
    );
    const stored = {
      ...checkpoint,
      channel_values: Object.fromEntries(changed.map(([name, value]) => [name, toStored(value, this.#runtime)])),
      channel_versions: { ...checkpoint.channel_versions },
      versions_seen: structuredClone(checkpoint.versions_seen),
    };
    const { thread_id, checkpoint_ns = '' } = config.configurable ?? {};
    const key = placeKey(checkpoint_ns, checkpoint.id);
    this.#known.add(key);
    void this.#write(() => this.#saver.put(placeOf(config), stored, metadata, newVersions));
    for (const write of this.#early.take(key)) void this.#write(write);
    await this.#writing;
    return { configurable: { thread_id, checkpoint_ns, checkpoint_id: checkpoint.id } };
  }

  async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string): Promise<void> {
    // A task that failed or was aborted after it wrote its state, but before its edges, would pass for finished.
    const hasFailed = writes.some(([channel]) => channel === ERROR);
    const kept = latest(hasFailed ? writes.filter(([channel]) => SPECIAL_CHANNELS.has(channel)) : writes);
    const answered = countAnswers(kept.map(([channel, value]) => [taskId, channel, value]));
    const stored = kept.map(([channel, value]): PendingWrite => {
      const written = channel === INTERRUPT ? this.#names.name(value, answered) : value;
      return [channel, toStored(written, this.#runtime)];
    });
    const { checkpoint_ns = '', checkpoint_id = '' } = config.configurable ?? {};
    const key = placeKey(checkpoint_ns, checkpoint_id);
    const write = () => this.#saver.putWrites(placeOf(config), stored, taskId);
    if (this.#known.has(key)) await this.#write(write);
    else this.#early.add(key, write);
  }

  async deleteThread(threadId: string): Promise<void> {
    await this.#write(() => this.#saver.deleteThread(threadId));
  }

  /** LangGraph puts the configuration, and with it this, into what it hands to tracers. */
  toJSON(): string {
    return '[LangGraphSaver]';
  }

  #write(write: () => Promise<unknown>): Promise<void> {
    this.#writing = this.#writing.then(async () => {
      if (this.#failure) return;
      try {
        await write();
      } catch (error) {
        this.#failure = { error };
        this.#onFailure(error);
      }
    });
    return this.#writing;
  }

  #toLive({ checkpoint, pendingWrites = [], ...tuple }: CheckpointTuple): CheckpointTuple {
    const live = (value: unknown) => toLive(value, this.#runtime);
    const writes = pendingWrites.map(([id, channel, value]): CheckpointPendingWrite => [id, channel, live(value)]);
    const { checkpoint_ns = '', checkpoint_id = '' } = tuple.config.configurable ?? {};
    const key = placeKey(checkpoint_ns, checkpoint_id);
    this.#writesRead.set(key, writes);
    this.#known.add(key);
    // What only the saver wrote has the form that it wrote.
    const channelValues = live(checkpoint.channel_values) as Checkpoint['channel_values'];
    return {
      ...tuple,
      checkpoint: { ...checkpoint, channel_values: channelValues },
      pendingWrites: writes.flatMap(asRaised),
    };
  }
}

/** Of what can only be said once about a task, the last word. */
function latest(writes: PendingWrite[]): PendingWrite[] {
  const last = new Map(writes.map((write) => [write[0], write]));
  return writes.filter((write) => !SPECIAL_CHANNELS.has(write[0]) || last.get(write[0]) === write);
}

/** All questions that tasks have written. */
export function questionsIn(writes: readonly CheckpointPendingWrite[]): RaisedQuestion[] {
  return writes.filter(([, channel]) => channel === INTERRUPT).flatMap(([, , value]) => value as RaisedQuestion[]); // as putWrites stored it
}

/** How many answers a task has taken, from its writes. */
export function countAnswers(writes: readonly CheckpointPendingWrite[]): number {
  const taken = writes.findLast(([, channel]) => channel === RESUME)?.[2];
  if (taken === undefined) return 0;
  return Array.isArray(taken) ? taken.length : 1;
}

/** A question as LangGraph knows it: one write each. */
function asRaised(write: CheckpointPendingWrite): CheckpointPendingWrite[] {
  const [taskId, channel] = write;
  if (channel !== INTERRUPT) return [write];
  return questionsIn([write]).map(({ answered: _, native, ...question }) => [
    taskId,
    channel,
    native ? { ...question, id: native } : question,
  ]);
}

/** What else LangGraph has in its configuration is no business of the store. */
function placeOf({ configurable }: RunnableConfig): RunnableConfig {
  const { thread_id, checkpoint_ns, checkpoint_id } = configurable ?? {};
  return {
    configurable: {
      thread_id,
      ...(checkpoint_ns !== undefined && { checkpoint_ns }),
      ...(checkpoint_id && { checkpoint_id }),
    },
  };
}

function placeKey(ns: string, checkpointId: string): string {
  return `${ns} ${checkpointId}`;
}
