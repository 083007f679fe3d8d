import { createRun } from '#lib/runs/create-run';
import { waitForRun } from '#lib/runs/events';
import { openHoldpoint } from '#lib/runs/holdpoint';
import { threadValues } from '#lib/runs/thread-values';
import { createThread } from '#lib/runs/threads';
import { Worker } from '#lib/runs/worker';
import { database } from '#lib/store/database';
import { chat, words } from './chat';
import type { ChatStorage } from './measure-chat';

/** The server without its HTTP, on its embedded database. */
export async function openServer(): Promise<ChatStorage> {
  const db = await database();
  const hp = await openHoldpoint(db, new Map([['chat', { graph: chat.compile(), name: 'chat' }]]));
  const worker = new Worker(hp);
  worker.start();
  return {
    name: 'server',
    newThread: async () => (await createThread(hp, {})).id,
    async say(threadId, { length, looks } = {}) {
      const kwargs = { config: { recursion_limit: 20_000 } };
      const input = { messages: words('Hello?'), length, ...(looks && { looks }) };
      const run = await createRun(hp, { threadId, assistantId: 'chat', input, kwargs });
      await waitForRun(db, { runId: run.id });
    },
    async read(threadId) {
      return JSON.stringify((await threadValues(hp, [threadId])).get(threadId)).length;
    },
    async bytesOf(threadId) {
      const [row] = await db.sql.$queryRaw<{ bytes: number }[]>`
        SELECT sum(length(kept.row))::int AS bytes FROM (
          SELECT t::text AS row FROM checkpoints t WHERE thread_id = ${threadId}::uuid
          UNION ALL SELECT t::text FROM channel_values t WHERE thread_id = ${threadId}::uuid
          UNION ALL SELECT t::text FROM checkpoint_writes t WHERE thread_id = ${threadId}::uuid
          UNION ALL SELECT t::text FROM runs t WHERE thread_id = ${threadId}::uuid
          UNION ALL SELECT e::text FROM run_events e JOIN runs r ON r.id = e.run_id WHERE r.thread_id = ${threadId}::uuid) kept`;
      return row?.bytes ?? 0;
    },
    async close() {
      await worker.stop();
      await db.close();
    },
  };
}
