import { v4 } from 'uuid';
import { type CreateRunRequest, createRun } from '#lib/runs/create-run';
import type { ServedGraph } from '#lib/runs/graph-registry';
import { type Holdpoint, openHoldpoint } from '#lib/runs/holdpoint';
import { Worker } from '#lib/runs/worker';
import { PrismaCheckpointer } from '#lib/store/checkpointer';
import type { Database } from '#lib/store/database';
import type { Interrupt } from '#lib/store/generated/client';

/** A Holdpoint on a test's own database, with verbs for what tests do most. */
export interface TestHoldpoint extends Holdpoint {
  newThread(): Promise<string>;
  /** createRun for the graph, which is also the assistant. */
  send(threadId: string, graphId: string, request?: Partial<CreateRunRequest>): ReturnType<typeof createRun>;
  /** Executes all that is due, one after the other, to its end. */
  runAll(): Promise<void>;
  statusOf(runId: string): Promise<string | null>;
  threadStatus(threadId: string): Promise<string | undefined>;
  openQuestions(threadId: string): Promise<Interrupt[]>;
  /** Channel values at the head of the thread. */
  values(threadId: string, graphId: string): Promise<Record<string, unknown>>;
}

export async function testHoldpoint(db: Database, graphs: Record<string, ServedGraph>): Promise<TestHoldpoint> {
  const registry = new Map(Object.entries(graphs).map(([name, graph]) => [name, { graph, name }]));
  const hp = await openHoldpoint(db, registry);
  const worker = new Worker(hp);
  return {
    ...hp,
    async newThread() {
      const { id } = await db.prisma.thread.create({ data: { id: v4() } });
      return id;
    },
    send: (threadId, graphId, request) => createRun(hp, { threadId, assistantId: graphId, ...request }),
    async runAll() {
      while ((await worker.tick()) > 0) await worker.idle();
    },
    async statusOf(runId) {
      return (await db.prisma.run.findUnique({ where: { id: runId } }))?.status ?? null;
    },
    async threadStatus(threadId) {
      return (await db.prisma.thread.findUnique({ where: { id: threadId } }))?.status;
    },
    openQuestions: (threadId) =>
      db.prisma.interrupt.findMany({ where: { threadId, outcome: 'pending' }, orderBy: { createdAt: 'asc' } }),
    async values(threadId, graphId) {
      const graph = registry.get(graphId)?.graph;
      const configurable = { thread_id: threadId, __pregel_checkpointer: new PrismaCheckpointer(db) };
      return (await graph?.getState({ configurable }))?.values ?? {};
    },
  };
}
