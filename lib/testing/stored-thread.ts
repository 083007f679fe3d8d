import { randomUUID } from 'node:crypto';
import type {
  Checkpoint,
  CheckpointMetadata,
  CheckpointTuple,
  PendingWrite,
  RunnableConfig,
  StepUrgency,
} from '#lib/engine';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import type { Database } from '#lib/store/database';
import type { Lease } from '#lib/store/lease-fence';

export const METADATA: CheckpointMetadata = { source: 'loop', step: 0, parents: {} };

/** A fresh thread in the database, with verbs for what tests of the store do to it. */
export class StoredThread {
  private constructor(
    private readonly db: Database,
    private readonly assistantId: string,
    readonly id: string,
  ) {}

  static async create(db: Database, threadId: string = randomUUID()): Promise<StoredThread> {
    const { id: assistantId } = await db.prisma.assistant.create({
      data: { id: randomUUID(), graphId: 'g', name: 'g' },
    });
    await db.prisma.thread.deleteMany({ where: { id: threadId } });
    const { id } = await db.prisma.thread.create({ data: { id: threadId } });
    return new StoredThread(db, assistantId, id);
  }

  at(checkpointId?: string, ns = ''): RunnableConfig {
    return { configurable: { thread_id: this.id, checkpoint_ns: ns, checkpoint_id: checkpointId } };
  }

  /** A run that a worker holds. */
  async startRun(createdBy?: string): Promise<Lease> {
    const lease = { runId: randomUUID(), token: randomUUID() };
    await this.db.prisma.run.create({
      data: {
        ...{ id: lease.runId, threadId: this.id, assistantId: this.assistantId, graphId: 'g', kind: 'input' },
        ...{ status: 'running', createdBy, multitaskStrategy: 'enqueue' },
        ...{ leaseToken: lease.token, dueAt: new Date(Date.now() + 60_000) },
      },
    });
    return lease;
  }

  async endRun({ runId }: Lease): Promise<void> {
    await this.db.prisma.run.update({ where: { id: runId }, data: { status: 'success', leaseToken: null } });
  }

  async rollBack({ runId }: Lease): Promise<void> {
    await this.db.prisma.run.delete({ where: { id: runId } });
  }

  saver(lease?: Lease): PrismaCheckpointer {
    return new PrismaCheckpointer(this.db, { lease });
  }

  /** Puts a checkpoint in which every channel is new. */
  async put(saver: PrismaCheckpointer, { id, values = {}, from, ns, urgency }: NewCheckpoint): Promise<void> {
    const versions = Object.fromEntries(Object.keys(values).map((channel) => [channel, `0001.${id}`]));
    const checkpoint: Checkpoint = {
      ...{ v: 4, id, ts: '2026-11-20T14:00:00.000Z', versions_seen: { node: { a: '0000.x' } } },
      ...{ channel_values: values, channel_versions: versions },
    };
    const at = this.at(from, ns);
    if (urgency)
      await saver.putStep(at, { writes: [], checkpoint, metadata: METADATA, newVersions: versions, urgency });
    else await saver.put(at, checkpoint, METADATA, versions);
  }

  head(ns = ''): Promise<CheckpointTuple | undefined> {
    return this.saver().getTuple(this.at(undefined, ns));
  }

  async writesAt(checkpointId: string): Promise<PendingWrite[]> {
    const tuple = await this.saver().getTuple(this.at(checkpointId));
    return (tuple?.pendingWrites ?? []).map(([, channel, value]) => [channel, value]);
  }

  /** A question that waits at the checkpoint. */
  async ask({ runId }: Lease, checkpointId: string): Promise<string> {
    const id = randomUUID();
    await this.db.prisma.interrupt.create({
      data: {
        ...{ id, threadId: this.id, runId, graphId: 'g', taskId: 't', node: 'n', ns: '', checkpointId },
        ...{ value: 'sure?', title: 'sure?' },
      },
    });
    return id;
  }
}

interface NewCheckpoint {
  id: string;
  values?: Record<string, unknown>;
  /** The checkpoint it follows. */
  from?: string;
  /** As the engine gives it to a saver that knows steps. */
  urgency?: StepUrgency;
  ns?: string;
}
