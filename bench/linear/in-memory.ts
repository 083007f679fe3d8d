import { randomUUID } from 'node:crypto';
import { serialize } from 'node:v8';
import { MemorySaver } from '#lib/engine';
import { chat, words } from './chat';
import type { ChatStorage } from './measure-chat';

/** The engine alone, with the saver that keeps its checkpoints in the process. */
export async function openMemory(): Promise<ChatStorage> {
  const saver = new MemorySaver();
  const graph = chat.compile({ checkpointer: saver });
  const at = (threadId: string) => ({ configurable: { thread_id: threadId } });
  return {
    name: 'memory',
    newThread: async () => randomUUID(),
    async say(threadId, { length, looks } = {}) {
      await graph.invoke(
        { messages: words('Hello?'), length, ...(looks && { looks }) },
        { ...at(threadId), recursionLimit: 20_000 },
      );
    },
    async read(threadId) {
      return JSON.stringify((await graph.getState(at(threadId))).values).length;
    },
    // What it keeps of a thread, whatever that is; what two places share counts once.
    bytesOf: async (threadId) => serialize(Reflect.get(saver, 'threads').get(threadId)).length,
    close: async () => undefined,
  };
}
