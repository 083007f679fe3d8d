// Where the threads' checkpoints live on the server: the engine's saver port on PostgreSQL. Reading and writing are one
// statement each, since every superstep passes through here. A saver with a lease writes for a run, and only as long as the
// run is its worker's.
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
} from '#lib/engine';
import { HoldpointError, LeaseLostError } from '#lib/errors';
import {
  type EncodedCheckpoint,
  encodeCheckpoint,
  encodeWrites,
  isNothing,
  NOTHING,
  together,
  type Unstored,
} from './encode-checkpoint';
import { encodeValues } from './encode-values';
import { Prisma } from './generated/client';
import { HeadCache } from './head-cache';
import { HeadKeeper } from './head-keeper';
import type { KeptHeads } from './kept-heads';
import type { KeptValue } from './kept-value';
import type { Lease } from './lease-fence';
import { patiently } from './patiently';
import type { NewCheckpoints } from './put-checkpoints';
import { putUnstored } from './put-unstored';
import { configOf, type ReadTuple, readTuple, readTuples } from './read-tuples';
import { type CheckpointPlace, listConditions, placeOf } from './select-checkpoints';
import type { Sql } from './sql';

export interface CheckpointerOptions {
  /** Of the run that writes; without one, only reading and edits outside runs are meant. */
  lease?: Lease;
  /** Until when nobody else can have the lease, in milliseconds by `performance.now()`. Default: for ever. */
  leasedUntil?: number;
  /** Who edits, where no run says so. */
  createdBy?: string;
  /** The thread of the lease has no checkpoint yet. */
  isEmpty?: boolean;
  /** The thread's newest checkpoint, read as soon as the run was claimed. It serves the first look. */
  head?: Promise<ReadTuple | undefined>;
  /** Makes a run wait while the database is in trouble, until this is aborted. Without it, the trouble is thrown. */
  signal?: AbortSignal;
}

/** What a run leaves in the hands of whoever ends it. */
export interface Left {
  unstored: Unstored;
  /** Of what is stored, that which may not have reached the disk. */
  unsure: Unstored;
}

/** The database, or a transaction of the caller's. */
export interface CheckpointerDatabase {
  sql: Sql;
  heads?: KeptHeads;
}

const PAGE_SIZE = 20;

export class PrismaCheckpointer implements BaseCheckpointSaver {
  readonly #sql: Sql;
  readonly #lease: Lease | undefined;
  readonly #leasedUntil: number;
  readonly #createdBy: string | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #heads = new HeadCache();
  readonly #keeper: HeadKeeper;
  #head: Promise<ReadTuple | undefined> | undefined;
  /** False once the thread may have a checkpoint. */
  #isEmpty: boolean;
  /** What goes with the next checkpoint, or with the end of the run. */
  #held: Unstored = NOTHING;
  /** When what is held is stored by itself, if nothing comes that takes it along. */
  #soon: NodeJS.Immediate | undefined;
  /** Settled once what was held last is stored. */
  #storing: Promise<void> = Promise.resolve();
  #isStoring = false;
  /** What is stored and may not have reached the disk. */
  #unsure: Unstored = NOTHING;

  constructor(
    db: CheckpointerDatabase,
    { lease, leasedUntil, createdBy, isEmpty, head, signal }: CheckpointerOptions = {},
  ) {
    this.#sql = db.sql;
    this.#keeper = new HeadKeeper(db.heads);
    this.#lease = lease;
    this.#leasedUntil = leasedUntil ?? Number.POSITIVE_INFINITY;
    this.#createdBy = createdBy;
    this.#isEmpty = isEmpty ?? false;
    this.#head = head;
    this.#signal = signal;
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const { threadId, ns, checkpointId } = placeOf(config);
    if (this.#isEmpty && !checkpointId) return undefined;
    const cached = this.#heads.get(config);
    if (cached) return cached;
    const found = (await this.#takeHead(config)) ?? (await this.#read({ threadId, ns, checkpointId }));
    if (!found) return undefined;
    this.#heads.lists.addRead({ threadId, ns }, found.tuple.checkpoint, found.stored);
    this.#keeper.addRead(found);
    return found.tuple;
  }

  /** What was read ahead, once, and only as long as it is the newest. */
  async #takeHead(config: RunnableConfig): Promise<ReadTuple | undefined> {
    const { ns, checkpointId } = placeOf(config);
    const head = this.#head;
    if (ns !== '' || checkpointId) return undefined;
    this.#head = undefined;
    return head?.catch(() => undefined);
  }

  async #read(place: CheckpointPlace): Promise<ReadTuple | undefined> {
    await this.flush(place.threadId);
    return this.#patiently(() => readTuple(this.#sql, place, this.#keeper.known(place)));
  }

  /** The newest checkpoint of the root that this saver has written, if it has written one. */
  get lastWritten(): Checkpoint | undefined {
    return this.#heads.get({ configurable: { checkpoint_ns: '' } })?.checkpoint;
  }

  /** By channel, its values as they are stored: a node may have changed those it was given in their place. */
  get lastStored(): ReadonlyMap<string, KeptValue> | undefined {
    const last = this.lastWritten;
    return last && this.#keeper.valuesAt(last.id);
  }

  async *list(config: RunnableConfig, options: CheckpointListOptions = {}): AsyncGenerator<CheckpointTuple> {
    await this.flush(placeOf(config).threadId);
    const conditions = listConditions(config, options);
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    let after = Prisma.empty;
    while (left > 0) {
      const size = Math.min(left, PAGE_SIZE);
      const page = await readTuples(
        this.#sql,
        Prisma.sql`SELECT * FROM checkpoints WHERE ${conditions} ${after} ORDER BY seq DESC LIMIT ${size}`,
      );
      for (const { tuple } of page) yield tuple;
      const last = page.at(-1);
      if (!last || page.length < size) return;
      left -= page.length;
      after = Prisma.sql`AND seq < ${last.position}`;
    }
  }

  // biome-ignore lint/complexity/useMaxParams: the saver port has this form.
  put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    return this.#putCheckpoint(config, { writes: [], checkpoint, metadata, newVersions }, false);
  }

  putStep(config: RunnableConfig, step: CheckpointStep): Promise<RunnableConfig> {
    return this.#putCheckpoint(config, step, true);
  }

  async #putCheckpoint(config: RunnableConfig, step: CheckpointStep, isWhole: boolean): Promise<RunnableConfig> {
    const { threadId, ns, checkpointId } = placeOf(config);
    const { lists } = this.#heads;
    const changed = encodeValues(step, { threadId, ns, known: lists, isAlone: this.#lease !== undefined });
    const encoded = encodeCheckpoint(step, { ns, parentId: checkpointId, changed });
    if (!fitTogether(this.#held, encoded)) await this.flush(threadId);
    await this.#put(threadId, { checkpoints: [encoded], writes: [] }, step.urgency);
    this.#isEmpty = false;
    lists.addStored({ threadId, ns }, step.checkpoint, changed);
    if (this.#lease) {
      this.#heads.put(config, step, isWhole);
      this.#keeper.addWritten({ threadId, ns }, { parentId: checkpointId, checkpoint: step.checkpoint, changed });
    }
    return configOf(threadId, ns, step.checkpoint.id);
  }

  // biome-ignore lint/complexity/useMaxParams: as above.
  async putWrites(
    config: RunnableConfig,
    writes: PendingWrite[],
    taskId: string,
    urgency?: StepUrgency,
  ): Promise<void> {
    const { threadId, ns, checkpointId } = placeOf(config);
    if (!checkpointId) {
      throw new HoldpointError('internal', `Writes of task ${taskId} came without the checkpoint they belong to.`);
    }
    const placed = { ns, checkpointId, writes: encodeWrites([[taskId, writes]]) };
    await this.#put(threadId, { checkpoints: [], writes: [placed] }, urgency);
    this.#heads.putWrites(config, writes, taskId);
  }

  /** All checkpoints, values and writes of a thread; the thread itself stays. */
  async deleteThread(threadId: string): Promise<void> {
    this.#heads.lists.clear();
    await this.#sql.$queryRaw`
      WITH gone AS (DELETE FROM checkpoints WHERE thread_id = ${threadId}::uuid)
      DELETE FROM channel_values WHERE thread_id = ${threadId}::uuid`;
  }

  /** Stores what is held. */
  async flush(threadId: string): Promise<void> {
    await this.#storing;
    if (!isNothing(this.#held)) await this.#store(threadId, NOTHING);
  }

  /** Hands out what is held, for whoever ends the run to store; if that is nothing, what must be there by then. */
  async takeHeld(): Promise<Left> {
    await this.#storing;
    const held = this.#takeHeld();
    return isNothing(held) ? { unstored: this.#unsure, unsure: NOTHING } : { unstored: held, unsure: this.#unsure };
  }

  /** Whether something is not stored yet. */
  get isHolding(): boolean {
    return this.#isStoring || !isNothing(this.#held);
  }

  /**
   * What need not be safe yet is held back, as long as no node makes the run wait: a graph whose nodes do no more than compute
   * is stored in one piece.
   */
  async #put(threadId: string, added: Unstored, urgency: StepUrgency = 'now'): Promise<void> {
    this.#head = undefined;
    await this.#storing;
    if (!this.#mayHold(urgency)) return this.#store(threadId, added);
    this.#held = together(this.#takeHeld(), added);
    if (urgency === 'later') this.#soon = setImmediate(() => void this.#store(threadId, NOTHING, true));
  }

  /** Nodes are executed behind what is stored later. A process that stood still for long must first see whether it still may. */
  #mayHold(urgency: StepUrgency): boolean {
    if (!this.#lease || urgency === 'now') return false;
    return urgency === 'held' || performance.now() < this.#leasedUntil;
  }

  #takeHeld(): Unstored {
    clearImmediate(this.#soon);
    const held = this.#held;
    this.#held = NOTHING;
    return held;
  }

  /** Stores something after what is held. Who comes next waits if that was anything. */
  #store(threadId: string, added: Unstored, isLater = false): Promise<void> {
    const held = this.#takeHeld();
    const stored = this.#putSurely({
      ...together(held, added),
      ...{ threadId, lease: this.#lease, createdBy: this.#createdBy, isLater },
    });
    if (isNothing(held)) return stored;
    this.#isStoring = true;
    this.#storing = stored.finally(() => {
      this.#isStoring = false;
    });
    // The next to come meets the same rejected promise; here it must only not count as unhandled.
    this.#storing.catch(() => undefined);
    return this.#storing;
  }

  async #putSurely(put: NewCheckpoints): Promise<void> {
    await this.#patiently(() => this.#putOrRecover(put));
    // A commit that has waited for the disk has waited for all before it.
    this.#unsure = put.isLater && this.#lease ? together(this.#unsure, put) : NOTHING;
  }

  /** If PostgreSQL has crashed and forgot what this builds on, that is stored once more. */
  async #putOrRecover(put: NewCheckpoints): Promise<void> {
    try {
      await putUnstored(this.#sql, put);
    } catch (error) {
      if (!(error instanceof LeaseLostError) || isNothing(this.#unsure)) throw error;
      await putUnstored(this.#sql, { ...put, ...this.#unsure, isLater: false });
      await putUnstored(this.#sql, put);
    }
  }

  /** A statement that a lost connection may have carried out or not is sent again: all of them may be carried out twice. */
  async #patiently<T>(work: () => Promise<T>): Promise<T> {
    // Nothing of a run that was taken away is worth a statement.
    this.#signal?.throwIfAborted();
    return this.#signal ? patiently(work, this.#signal) : work();
  }
}

/** Whether one statement can store both: checkpoints of one namespace, and of each task's writes no more than one version. */
function fitTogether(held: Unstored, next: EncodedCheckpoint): boolean {
  const isSameGraph = held.checkpoints.every(({ ns }) => ns === next.ns);
  return (
    isSameGraph && held.writes.every(({ writes }) => !writes.taskIds.some((id) => next.writes.taskIds.includes(id)))
  );
}
