import { collect } from '#lib/engine/testing';
import { followRun } from '#lib/runs/events';
import type { RetentionSettings } from '#lib/runs/retention/retention-settings';
import { retentionSweeper } from '#lib/runs/retention/sweeper';
import type { ThreadRetention } from '#lib/runs/retention/thread-retention';
import { createThread } from '#lib/runs/threads';
import { testDatabase } from './database';
import type { Gate } from './gate';
import { testHoldpoint } from './holdpoint';
import { asks, throws, twoSteps } from './test-graphs';

/** What a thread may say of itself, after an hour at rest. */
export const LATEST: ThreadRetention = { strategy: 'keep_latest', minutes: 60 };
export const DELETE: ThreadRetention = { strategy: 'delete', minutes: 60 };
/** What a server says that removes nothing by itself. */
export const KEEP: RetentionSettings = { strategy: 'keep', minutes: 0, eventsMinutes: null };

/** Threads on which runs have come to rest, time that passes over them, and what sweeps them. */
export async function restingThreads() {
  const gates: Record<string, Gate> = {};
  const fault: { value: unknown } = { value: undefined };
  const db = await testDatabase();
  const graphs = { steps: twoSteps(gates), asks: asks({ value: 'Sure?' }), fails: throws(fault) };
  const hp = await testHoldpoint(db, graphs);

  /** A thread on which a run came to rest. */
  async function rested(graphId: keyof typeof graphs, retention: ThreadRetention | null = null) {
    const { id: threadId } = await createThread(hp, { retention });
    const run = await hp.send(threadId, graphId, { input: { say: 'hi' } });
    await hp.runAll();
    return { threadId, run };
  }

  /** One on which it failed. */
  async function failed() {
    fault.value = new Error('no');
    const thread = await rested('fails');
    fault.value = undefined;
    return thread;
  }

  /** As if all that happened to the thread had happened earlier. */
  async function age(threadId: string, minutes: number): Promise<void> {
    await db.prisma.$executeRaw`
      UPDATE threads SET updated_at = updated_at - make_interval(secs => ${minutes * 60}::float8),
        swept_at = swept_at - make_interval(secs => ${minutes * 60}::float8) WHERE id = ${threadId}::uuid`;
    await db.prisma.$executeRaw`
      UPDATE runs SET ended_at = ended_at - make_interval(secs => ${minutes * 60}::float8)
      WHERE thread_id = ${threadId}::uuid`;
  }

  const tick = (settings: Partial<RetentionSettings> = {}) => retentionSweeper(hp, { ...KEEP, ...settings }).tick();
  const exists = async (threadId: string) => (await db.prisma.thread.count({ where: { id: threadId } })) === 1;
  const eventsOf = async (runId: string) => (await collect(followRun(db, { runId }))).map(({ event }) => event);
  return { db, hp, gates, rested, failed, age, tick, exists, eventsOf };
}
