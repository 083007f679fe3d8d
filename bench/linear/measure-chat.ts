/** Where a chat is kept. */
export interface ChatStorage {
  name: string;
  newThread(): Promise<string>;
  /** A run: a message, and an answer to it. */
  say(threadId: string, turn?: Turn): Promise<void>;
  /** @returns how long its state is, as JSON */
  read(threadId: string): Promise<number>;
  bytesOf(threadId: string): Promise<number>;
  close(): Promise<void>;
}

export interface Turn {
  /** Answers go on until there are so many messages. */
  length?: number;
  /** The node looks at the messages. */
  looks?: boolean;
}

export interface ChatCosts {
  turns: number;
  bytes: number;
  stepMs: number;
  turnMs: number;
  /** Of this process. */
  turnCpuMs: number;
  /** Of turns whose node looks at the messages. */
  lookMs: number;
  lookCpuMs: number;
  readMs: number;
  state: number;
}

interface Chat extends Omit<ChatCosts, 'bytes' | 'stepMs' | 'state'> {
  threadId: string;
}

const WARM_UP = 20;
const SAMPLES = 81;
const STEPS = 100;

/**
 * What one more turn costs in chats of so many, two messages each. Times are medians; the chats take turns, so that whatever else
 * the machine does slows down all of them.
 */
export async function measureChats(storage: ChatStorage, lengths: readonly number[]): Promise<ChatCosts[]> {
  const chats: Chat[] = [];
  for (const turns of lengths) {
    const threadId = await storage.newThread();
    await storage.say(threadId, { length: 2 * turns });
    chats.push({ turns, threadId, turnMs: 0, turnCpuMs: 0, lookMs: 0, lookCpuMs: 0, readMs: 0 });
  }
  const forEach = (key: Measured, times: number, work: (chat: Chat) => Promise<unknown>) =>
    alternate(chats, { key, times, work });
  await forEach('turnMs', WARM_UP, ({ threadId }) => storage.say(threadId));
  const before = await Promise.all(chats.map(({ threadId }) => storage.bytesOf(threadId)));
  await forEach('turnMs', SAMPLES, ({ threadId }) => storage.say(threadId));
  const after = await Promise.all(chats.map(({ threadId }) => storage.bytesOf(threadId)));
  await forEach('lookMs', SAMPLES, ({ threadId }) => storage.say(threadId, { looks: true }));
  await forEach('readMs', SAMPLES, ({ threadId }) => storage.read(threadId));
  const costs: ChatCosts[] = [];
  for (const [place, chat] of chats.entries()) {
    const { threadId, ...rest } = chat;
    const bytes = ((after[place] ?? 0) - (before[place] ?? 0)) / SAMPLES;
    costs.push({ ...rest, bytes, stepMs: await stepMsOf(storage, chat), state: await storage.read(threadId) });
  }
  return costs;
}

type Measured = 'turnMs' | 'lookMs' | 'readMs';

async function alternate(
  chats: readonly Chat[],
  { key, times, work }: { key: Measured; times: number; work: (chat: Chat) => Promise<unknown> },
): Promise<void> {
  const measured = chats.map((chat) => ({ chat, ms: [] as number[], cpuMs: [] as number[] }));
  for (let i = 0; i < times; i++) {
    for (const { chat, ms, cpuMs } of measured) {
      const [startedAt, usage] = [performance.now(), process.cpuUsage()];
      await work(chat);
      const { user, system } = process.cpuUsage(usage);
      ms.push(performance.now() - startedAt);
      cpuMs.push((user + system) / 1000);
    }
  }
  for (const { chat, ms, cpuMs } of measured) {
    chat[key] = median(ms);
    if (key === 'turnMs') chat.turnCpuMs = median(cpuMs);
    if (key === 'lookMs') chat.lookCpuMs = median(cpuMs);
  }
}

/** A run of so many steps more. What it costs beside them is that of a turn. */
async function stepMsOf(storage: ChatStorage, { turns, threadId, turnMs }: Chat): Promise<number> {
  let length = 2 * (turns + WARM_UP + 2 * SAMPLES);
  const ms: number[] = [];
  for (let i = 0; i < 5; i++) {
    length += STEPS + 2;
    const startedAt = performance.now();
    await storage.say(threadId, { length });
    ms.push(performance.now() - startedAt);
  }
  return (median(ms) - turnMs) / STEPS;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
