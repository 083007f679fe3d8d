// Where the threads' checkpoints live on the server: the engine's saver port on PostgreSQL. Reading and writing are one
// statement each, since every superstep passes through here. A saver with a lease writes for a run, and only as long as the
// run is its worker's.
import type {
  BaseCheckpointSaver,
  ChannelVersions,
  Checkpoint,
  CheckpointListOptions,
  CheckpointMetadata,
  CheckpointTuple,
  PendingWrite,
  RunnableConfig,
} from '#lib/engine';
import { HoldpointError } from '#lib/errors';
import { Prisma } from './generated/client';
import type { Lease } from './lease-fence';
import { putCheckpoint } from './put-checkpoint';
import { putWrites } from './put-writes';
import { configOf, readTuples } from './read-tuples';

export interface CheckpointerOptions {
  /** Of the run that writes; without one, only reading and edits outside runs are meant. */
  lease?: Lease;
  /** Who edits, where no run says so. */
  createdBy?: string;
}

const PAGE_SIZE = 20;

export class PrismaCheckpointer implements BaseCheckpointSaver {
  readonly #db: { prisma: Prisma.TransactionClient };
  readonly #lease: Lease | undefined;
  readonly #createdBy: string | undefined;

  /** On the database, or inside a transaction of the caller's. */
  constructor(db: { prisma: Prisma.TransactionClient }, { lease, createdBy }: CheckpointerOptions = {}) {
    this.#db = db;
    this.#lease = lease;
    this.#createdBy = createdBy;
  }

  async getTuple(config: RunnableConfig): Promise<CheckpointTuple | undefined> {
    const { threadId, ns, checkpointId } = placeOf(config);
    const named = checkpointId ? Prisma.sql`AND id = ${checkpointId}` : Prisma.empty;
    const [found] = await readTuples(
      this.#db.prisma,
      Prisma.sql`SELECT * FROM checkpoints WHERE thread_id = ${threadId}::uuid AND ns = ${ns} ${named} ORDER BY seq DESC LIMIT 1`,
    );
    return found?.tuple;
  }

  async *list(config: RunnableConfig, options: CheckpointListOptions = {}): AsyncGenerator<CheckpointTuple> {
    const conditions = listConditions(config, options);
    let left = options.limit ?? Number.POSITIVE_INFINITY;
    let after = Prisma.empty;
    while (left > 0) {
      const size = Math.min(left, PAGE_SIZE);
      const page = await readTuples(
        this.#db.prisma,
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
  async put(
    config: RunnableConfig,
    checkpoint: Checkpoint,
    metadata: CheckpointMetadata,
    newVersions: ChannelVersions,
  ): Promise<RunnableConfig> {
    const { threadId, ns, checkpointId } = placeOf(config);
    await putCheckpoint(this.#db.prisma, {
      ...{ threadId, ns, parentId: checkpointId, checkpoint, metadata, newVersions },
      ...{ lease: this.#lease, createdBy: this.#createdBy },
    });
    return configOf(threadId, ns, checkpoint.id);
  }

  async putWrites(config: RunnableConfig, writes: PendingWrite[], taskId: string): Promise<void> {
    const { threadId, ns, checkpointId } = placeOf(config);
    if (!checkpointId) {
      throw new HoldpointError('internal', `Writes of task ${taskId} came without the checkpoint they belong to.`);
    }
    await putWrites(this.#db.prisma, {
      ...{ threadId, ns, checkpointId, taskId, writes },
      ...{ lease: this.#lease, createdBy: this.#createdBy },
    });
  }

  /** All checkpoints, values and writes of a thread; the thread itself stays. */
  async deleteThread(threadId: string): Promise<void> {
    await this.#db.prisma.$queryRaw`
      WITH gone AS (DELETE FROM checkpoints WHERE thread_id = ${threadId}::uuid)
      DELETE FROM channel_values WHERE thread_id = ${threadId}::uuid`;
  }
}

function placeOf({ configurable }: RunnableConfig): { threadId: string; ns: string; checkpointId: string | undefined } {
  const threadId = configurable?.thread_id;
  if (!threadId) {
    const message = 'A checkpoint belongs to a thread. Pass its id as configurable.thread_id.';
    throw new HoldpointError('invalid_request', message);
  }
  return { threadId, ns: configurable.checkpoint_ns ?? '', checkpointId: configurable.checkpoint_id || undefined };
}

function listConditions(config: RunnableConfig, { before, filter }: CheckpointListOptions): Prisma.Sql {
  const { threadId, checkpointId } = placeOf(config);
  const ns = config.configurable?.checkpoint_ns;
  const beforeId = before?.configurable?.checkpoint_id;
  const conditions = [Prisma.sql`thread_id = ${threadId}::uuid`];
  if (ns !== undefined) conditions.push(Prisma.sql`ns = ${ns}`);
  if (checkpointId) conditions.push(Prisma.sql`id = ${checkpointId}`);
  if (filter) conditions.push(Prisma.sql`metadata @> ${JSON.stringify(filter)}::jsonb`);
  if (beforeId) {
    conditions.push(Prisma.sql`seq < (
      SELECT b.seq FROM checkpoints b WHERE b.thread_id = ${threadId}::uuid AND b.ns = checkpoints.ns AND b.id = ${beforeId})`);
  }
  return Prisma.join(conditions, ' AND ');
}
